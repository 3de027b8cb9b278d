import { expect, it } from 'vitest';
import { seededRandom, shuffled } from './random.ts';

const take = (random: () => number, count: number) => Array.from({ length: count }, random);

it('[A1] the same seed gives the same numbers, another seed gives others', () => {
  expect(take(seededRandom('lượt 1'), 20)).toEqual(take(seededRandom('lượt 1'), 20));
  expect(take(seededRandom('lượt 1'), 20)).not.toEqual(take(seededRandom('lượt 2'), 20));
});

it('[A1] the very first number of neighbouring seeds is spread evenly over [0, 1)', () => {
  const buckets = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 20_000; n++) {
    const first = seededRandom(`attempt-${n}`)();
    expect(first >= 0 && first < 1).toBe(true);
    buckets[Math.floor(first * 10)]! += 1;
  }
  for (const filled of buckets) expect(Math.abs(filled - 2000)).toBeLessThan(220); // 5 standard deviations
});

it('[A1] the empty seed, one letter and a long text all mix', () => {
  const firsts = ['', 'a', 'b', '\u0000', 'a'.repeat(500), `${'a'.repeat(499)}b`].map((seed) => seededRandom(seed)());
  expect(new Set(firsts).size).toBe(firsts.length);
});

it('[A1] a shuffle loses no item, leaves the list alone and makes every order of three about equally often', () => {
  const items = ['a', 'b', 'c'] as const;
  const seen = new Map<string, number>();
  for (let n = 0; n < 12_000; n++) {
    const order = shuffled(items, seededRandom(`seed ${n}`)).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(items).toEqual(['a', 'b', 'c']);
  expect([...seen.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  for (const count of seen.values()) expect(Math.abs(count - 2000)).toBeLessThan(220);
});

it('[A1] an empty list and a single item shuffle to themselves', () => {
  expect(shuffled([], seededRandom('x'))).toEqual([]);
  expect(shuffled([7], seededRandom('x'))).toEqual([7]);
});
