import { describe, expect, it } from 'vitest';
import type { Rules } from '../contract/rules.ts';
import { countedEntries, countedEntry } from './counted.ts';
import { exampleEntry } from './example-entry.ts';
import { exampleRules } from './example-rules.ts';
import { seededRandom, shuffled } from './random.ts';

const rulesWith = (attempts: Partial<Rules['attempts']>) =>
  exampleRules((rules) => {
    Object.assign(rules.attempts, { policy: 'unlimited', max: null }, attempts);
  });
const best = rulesWith({ counted: 'best' });

describe('best', () => {
  it('[A12] more points win over less time', () => {
    const [slow, fast] = [exampleEntry({ ordinal: 1 }), exampleEntry({ ordinal: 2, right: 14, elapsedMs: 1000 })];
    expect(countedEntry([fast, slow], best)).toBe(slow);
  });
  it('[A12] equal points: less time at the resolution wins', () => {
    const [early, fast] = [
      exampleEntry({ elapsedMs: 413_000 }),
      exampleEntry({ ordinal: 2, elapsedMs: 412_999, submittedAtMs: 2_000_000 }),
    ];
    expect(countedEntry([early, fast], best)).toBe(fast);
  });
  it('[A12] equal within the resolution: the earlier submission wins, though a millisecond slower', () => {
    const [early, late] = [
      exampleEntry({ ordinal: 1, elapsedMs: 412_900, submittedAtMs: 1_500_000 }),
      exampleEntry({ ordinal: 2, elapsedMs: 412_300, submittedAtMs: 1_600_000 }),
    ];
    expect(countedEntry([late, early], best)).toBe(early);
  });
  it('[A12] the prediction is never looked at', () => {
    const entries = [0, 1, 2].map((n) => exampleEntry({ ordinal: n + 1, elapsedMs: 400_000 + n * 1000 }));
    for (const prediction of [0, 9999, 10_000, null]) {
      const guessed = entries.map((entry, n) => ({ ...entry, prediction: n === 0 ? prediction : 10_000 }));
      expect(countedEntry(guessed, best)?.ordinal).toBe(1);
    }
  });
});

describe('first and last', () => {
  const entries = [3, 1, 2].map((ordinal) => exampleEntry({ ordinal, right: ordinal === 2 ? 15 : 3 }));
  it('[A12] go by the ordinal alone', () => {
    expect(countedEntry(entries, rulesWith({ counted: 'first' }))?.ordinal).toBe(1);
    expect(countedEntry(entries, rulesWith({ counted: 'last' }))?.ordinal).toBe(3);
    expect(countedEntry(entries, best)?.ordinal).toBe(2);
  });
});

describe('complete entries alone', () => {
  const gap = exampleEntry({ ordinal: 1, right: 14, answered: 14 });
  const whole = exampleEntry({ ordinal: 2, right: 3, answered: 15 });
  it('[A7] an entry that leaves a question open does not count, however good', () => {
    expect(countedEntry([gap, whole], rulesWith({ completeOnly: true }))).toBe(whole);
    expect(countedEntry([gap, whole], rulesWith({ completeOnly: false }))).toBe(gap);
  });
  it('[A7] a person with none left has no counted entry', () => {
    expect(countedEntry([gap], rulesWith({ completeOnly: true }))).toBeNull();
    expect(countedEntries([gap, exampleEntry({ contestantId: 'b' })], rulesWith({ completeOnly: true }))).toHaveLength(
      1,
    );
  });
});

it('[A12] no entry, none counts', () => {
  expect(countedEntry([], best)).toBeNull();
});

it('[A12] the order in which entries are given changes nothing', () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = seededRandom(`counted ${seed}`);
    const entries = Array.from({ length: 8 }, (_, n) =>
      exampleEntry({
        ordinal: n + 1,
        right: 14 + Math.floor(random() * 2),
        elapsedMs: 411_000 + Math.floor(random() * 3000),
        submittedAtMs: 1_500_000 + Math.floor(random() * 3),
      }),
    );
    const rules = rulesWith({ counted: (['best', 'first', 'last'] as const)[seed % 3]! });
    const expected = countedEntry(entries, rules)?.ordinal;
    for (let n = 0; n < 5; n++)
      expect(countedEntry(shuffled(entries, random), rules)?.ordinal, `seed ${seed}`).toBe(expected);
  }
});

it('[L1] many entries of several persons give one each', () => {
  const entries = ['b', 'a', 'b', 'a', 'b'].map((contestantId, n) =>
    exampleEntry({ contestantId, ordinal: n + 1, right: n }),
  );
  expect(countedEntries(entries, best).map((entry) => [entry.contestantId, entry.right])).toEqual([
    ['b', 4],
    ['a', 3],
  ]);
});
