import { describe, expect, it } from 'vitest';
import { waitAfterGuessesMs } from './login-guesses.ts';

describe('waiting after wrong guesses', () => {
  it('[I8] the first four cost nothing, the fifth a second, each further one twice as long, a quarter of an hour at most', () => {
    expect([0, 1, 4].map(waitAfterGuessesMs)).toEqual([0, 0, 0]);
    expect([5, 6, 7, 14].map(waitAfterGuessesMs)).toEqual([1_000, 2_000, 4_000, 512_000]);
    expect([15, 16, 10_000].map(waitAfterGuessesMs)).toEqual([900_000, 900_000, 900_000]);
  });
});
