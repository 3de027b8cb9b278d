/** How contestants of a contest may come in. SPEC S20. */
export const entryWays = ['phone', 'slip'] as const;
export type EntryWay = (typeof entryWays)[number];
