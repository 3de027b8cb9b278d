import { describe, expect, it } from 'vitest';
import { exampleRules } from './example-rules.ts';
import { roundPhase, roundTimes } from './round.ts';

describe('a round from 1,000 to 2,000', () => {
  const round = { opensAtMs: 1000, closesAtMs: 2000, finalized: false, published: false };

  it.each([
    [999, 'scheduled'],
    [1000, 'open'],
    [1999, 'open'],
    [2000, 'closed'],
    [9999, 'closed'],
  ] as const)('[R2] at %i it is %s', (nowMs, phase) => {
    expect(roundPhase(round, nowMs)).toBe(phase);
  });

  it('[F1] finalized and published are steps in the ledger, whatever the time', () => {
    expect(roundPhase({ ...round, finalized: true }, 2000)).toBe('finalized');
    expect(roundPhase({ ...round, finalized: true, published: true }, 2000)).toBe('published');
  });
});

it('[R2] printed instants have their offset: midnight in Hà Tĩnh is 17:00 UTC of the day before', () => {
  const first = exampleRules().rounds[0]!;
  expect(roundTimes(first)).toEqual({
    opensAtMs: Date.UTC(2023, 9, 15, 17),
    closesAtMs: Date.UTC(2023, 9, 22, 11),
    publishAtMs: Date.UTC(2023, 9, 22, 13),
  });
  expect(roundTimes({ ...first, publishAt: null }).publishAtMs).toBeNull();
});
