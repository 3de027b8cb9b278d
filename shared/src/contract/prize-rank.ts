import { z } from 'zod';

export const prizeRanks = ['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'] as const;
export const PrizeRank = z.enum(prizeRanks);
export type PrizeRank = z.infer<typeof PrizeRank>;
