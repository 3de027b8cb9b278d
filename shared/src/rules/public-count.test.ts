import { expect, it } from 'vitest';
import { type PredictionKind, predictionKinds } from '../contract/rules.ts';
import { type CounterMode, liveCounterMode, publicCount } from './public-count.ts';

it.each([
  [0, 0],
  [1, 0],
  [9, 0],
  [10, 10],
  [11, 10],
  [99, 90],
  [100, 100],
  [109, 100],
  [2437, 2400],
  [9999, 9900],
  [427_277, 420_000],
])('[V3] coarse, %i is shown as at least %i', (n, atLeast) => {
  expect(publicCount(n, 'coarse')).toEqual({ atLeast, exact: false });
});

it('[V3] a coarse floor is never above the number and hides at least its last digits', () => {
  for (let n = 0; n < 20_000; n += 7) {
    const { atLeast } = publicCount(n, 'coarse')!;
    expect(atLeast).toBeLessThanOrEqual(n);
    expect(n - atLeast).toBeLessThan(Math.max(10, n / 10));
  }
});

it('[V3] exact is the number, hidden is nothing', () => {
  expect(publicCount(2437, 'exact')).toEqual({ atLeast: 2437, exact: true });
  expect(publicCount(2437, 'hidden')).toBeNull();
});

const rulesWith = (liveCounters: CounterMode, prediction: PredictionKind | null) => ({
  publication: { liveCounters },
  prediction,
});

it('[V3] while people predict, counters are never exact, whatever is predicted', () => {
  for (const kind of predictionKinds) {
    expect(liveCounterMode(rulesWith('exact', kind), 'open')).toBe('coarse');
    expect(liveCounterMode(rulesWith('exact', kind), 'scheduled')).toBe('coarse');
  }
});

it('[V3] hidden stays hidden while open, and without a prediction exact is exact', () => {
  expect(liveCounterMode(rulesWith('hidden', 'ATTEMPTS'), 'open')).toBe('hidden');
  expect(liveCounterMode(rulesWith('exact', null), 'open')).toBe('exact');
  expect(liveCounterMode(rulesWith('coarse', null), 'open')).toBe('coarse');
});

it('[V3] from the close on counters are exact', () => {
  for (const phase of ['closed', 'finalized', 'published'] as const) {
    expect(liveCounterMode(rulesWith('hidden', 'ATTEMPTS'), phase)).toBe('exact');
  }
});
