import type { Entry } from './entry.ts';

/** An entry for tests: all 15 right in 412 seconds without a prediction, unless the test says otherwise. */
export function exampleEntry(change: Partial<Entry> = {}): Entry {
  const entry = {
    contestantId: 'a',
    ordinal: 1,
    right: 15,
    questionCount: 15,
    answered: 15,
    elapsedMs: 412_000,
    startedAtMs: 1_000_000,
    submittedAtMs: 1_500_000,
    prediction: null,
    attemptsInRound: 1,
    perfectAttempts: 1,
    registeredAtMs: 0,
    ...change,
  };
  return { attemptId: `${entry.contestantId}-${entry.ordinal}`, points: entry.right * 10, ...entry };
}
