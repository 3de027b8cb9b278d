import { describe, expect, it } from 'vitest';
import { roundPhase } from './round.ts';

describe('a round from 1,000 to 2,000', () => {
  const round = { opensAtMs: 1000, closesAtMs: 2000, settled: false, finalized: false, published: false };

  it.each([
    [999, 'scheduled'],
    [1000, 'open'],
    [1999, 'open'],
    [2000, 'closed'],
    [9999, 'closed'],
  ] as const)('[R2] at %i it is %s', (nowMs, phase) => {
    expect(roundPhase(round, nowMs)).toBe(phase);
  });

  it('[F1] verifying, finalized and published are steps in the ledger, whatever the time', () => {
    expect(roundPhase({ ...round, settled: true }, 1500)).toBe('verifying');
    expect(roundPhase({ ...round, finalized: true }, 2000)).toBe('finalized');
    expect(roundPhase({ ...round, finalized: true, published: true }, 2000)).toBe('published');
  });
});
