import { expect, it } from 'vitest';
import { openServerClock } from './server-clock.ts';

it('knows the time from the quickest reading, and accepts what the round trip of a later one explains', () => {
  const clock = openServerClock();
  clock.receive(50_200, 0, 400);
  clock.receive(51_001, 1_000, 2);
  clock.receive(52_500, 2_000, 1_000);
  expect(clock.wrongBy(60_002, 10_000, 4)).toBe(0);
  expect(clock.wrongBy(60_300, 10_000, 300)).toBe(0);
  expect(clock.wrongBy(60_505, 10_000, 4)).toBe(500);
  expect(clock.wrongBy(59_499, 10_000, 4)).toBe(500);
});
