/** How much longer a player may have for each question of a show. SPEC H61. */
export const timeFactors = [1, 1.25, 1.5, 2] as const;
