/** So many wrong guesses at one login cost nothing. */
const freeGuesses = 4;
const firstWaitMs = 1_000;
const longestWaitMs = 900_000;

/**
 * How long nobody may guess at a login again after so many wrong guesses: from the fifth one on a second, each time twice
 * as long, a quarter of an hour at most.
 *
 * Units    ms.
 * Source   SPEC I8.
 */
export const waitAfterGuessesMs = (wrong: number): number =>
  wrong <= freeGuesses ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(wrong - freeGuesses - 1, 30));
