import { expect, it } from 'vitest';
import { openServerClock } from './server-clock.ts';

it('knows the time from the quickest ask, and forgives what the way of a later one explains', () => {
  const clock = openServerClock();
  clock.hear(50_200, 0, 400);
  clock.hear(51_001, 1_000, 2);
  clock.hear(52_500, 2_000, 1_000);
  expect(clock.wrongBy(60_002, 10_000, 4)).toBe(0);
  expect(clock.wrongBy(60_300, 10_000, 300)).toBe(0);
  expect(clock.wrongBy(60_505, 10_000, 4)).toBe(500);
  expect(clock.wrongBy(59_499, 10_000, 4)).toBe(500);
});
