import { describe, expect, it } from 'vitest';
import { attemptLocksAtMs } from './attempt.ts';

const time = { limitSeconds: 900 };

describe('the lock', () => {
  it('[T2] is the start plus the time limit', () => {
    expect(attemptLocksAtMs(5000, time, 10_000_000)).toBe(905_000);
  });
  it('[T2] is never after the close of the round', () => {
    expect(attemptLocksAtMs(5000, time, 905_000)).toBe(905_000);
    expect(attemptLocksAtMs(5000, time, 904_999)).toBe(904_999);
  });
  it('[T2] is the close of the round where no time limit is set', () => {
    expect(attemptLocksAtMs(5000, { limitSeconds: null }, 10_000_000)).toBe(10_000_000);
  });
});
