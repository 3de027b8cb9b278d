/** Fields that name or reach a person, and that no result rests on. What else is wrong is said in words. */
export const correctable = ['name', 'address', 'email', 'jobTitle'] as const;
export type Correctable = (typeof correctable)[number];
