import { expect, it } from 'vitest';
import { discriminate, type ItemSums } from './discriminate.ts';

/** Attempts as [right here, right in all]. */
const sumsOf = (attempts: readonly (readonly [0 | 1, number])[]): ItemSums => ({
  shown: attempts.length,
  right: attempts.filter(([own]) => own === 1).length,
  sum: attempts.reduce((all, [, total]) => all + total, 0),
  squares: attempts.reduce((all, [, total]) => all + total * total, 0),
  sumOfRight: attempts.reduce((all, [own, total]) => all + own * total, 0),
});

/** Pearson's correlation, as the textbook writes it. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (of: (a: number, b: number) => number) => pairs.reduce((all, [a, b]) => all + of(a - x, b - y), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_a, b) => b * b));
}

it('[Q26] discrimination is the correlation of the question with the rest of the attempt', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const attempts = Array.from({ length: 40 + seed }, (_, at) => {
      const own = (at * 5 + seed) % 3 === 0 ? (1 as const) : (0 as const);
      return [own, own + ((at * 7 + seed * own) % 15)] as const;
    });
    const expected = correlation(attempts.map(([own, total]) => [own, total - own]));
    expect(discriminate(sumsOf(attempts))).toBeCloseTo(expected, 10);
  }
});

it('[Q26] where it says nothing there is none: few attempts, or all alike', () => {
  const few = Array.from({ length: 29 }, (_, at) => [(at % 2) as 0 | 1, at] as const);
  expect(discriminate(sumsOf(few))).toBeNull();
  expect(discriminate(sumsOf(Array.from({ length: 40 }, () => [1, 5] as const)))).toBeNull();
  expect(
    discriminate(sumsOf(Array.from({ length: 40 }, (_, at) => [(at % 2) as 0 | 1, (at % 2) + 4] as const))),
  ).toBeNull();
});
