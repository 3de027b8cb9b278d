/**
 * What is known of one unit, those below it included, over the rounds that an award names. Everybody counts for one unit
 * alone: their own at the close of the last of these rounds that they sat. SPEC M13.
 */
export type UnitFacts = {
  code: string;
  name: string;
  level: string;
  block: string | null;
  headcount: number | null;
  headcountDate: string | null; // ISO date
  persons: number; // distinct people whom the headcount covers
  citizens: number; // distinct people beside them
  personsByRound: readonly number[]; // of those whom the headcount covers, one a round
  attempts: number;
  countedEntries: number; // one a person and settled round
  countedPoints: number;
  allCorrect: number; // counted entries with everything right
  winners: number; // distinct people with an individual prize
  prizePoints: number; // of the individual prizes, each worth its points
  groups: readonly { name: string; done: number; total: number }[];
};
