/**
 * One submitted attempt with all that the ladder may use. Practice is never an entry [A10].
 *
 * Units   elapsedMs is exact, after credit; the rules' resolution is applied where it is compared. attemptsInRound
 *         and perfectAttempts count this person's entries of the round, and those of them with all right.
 */
export type Entry = {
  attemptId: string;
  contestantId: string;
  ordinal: number; // n-th attempt of this person in the round
  points: number;
  right: number;
  questionCount: number;
  answered: number;
  elapsedMs: number;
  startedAtMs: number;
  submittedAtMs: number;
  prediction: number | null;
  attemptsInRound: number;
  perfectAttempts: number;
  registeredAtMs: number;
};

export const hasFullScore = (entry: Entry): boolean => entry.right === entry.questionCount;
