import { expect, it } from 'vitest';
import { wilsonLowerBound } from './measure-unit.ts';

it('[G5] agrees with the interval worked out by hand', () => {
  expect(wilsonLowerBound(1, 5, 1.96)).toBeCloseTo(5 / (5 + 1.96 ** 2), 12); // n / (n + z²) where all took part
  expect(wilsonLowerBound(0, 5, 1.96)).toBe(0);
  expect(wilsonLowerBound(0.5, 100, 1.959964)).toBeCloseTo(0.403832, 6); // 40,38 % to 59,62 %
  expect(wilsonLowerBound(880 / 900, 900, 1.96)).toBeCloseTo(0.965925, 6);
});

it('[G5] comes nearer to the rate the more people it rests on, and never above it', () => {
  const bounds = [5, 50, 500, 5_000, 50_000].map((n) => wilsonLowerBound(0.6, n, 1.96));
  expect(bounds).toEqual(bounds.toSorted((one, other) => one - other));
  expect(bounds.at(-1)).toBeLessThan(0.6);
  expect(bounds.at(-1)).toBeGreaterThan(0.59);
});
