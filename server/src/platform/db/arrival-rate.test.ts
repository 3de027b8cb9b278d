import { describe, expect, it } from 'vitest';
import { ArrivalRate, lingerFor } from './arrival-rate.ts';

const rateAfter = (gapsMs: readonly number[]): number => {
  const rate = new ArrivalRate();
  let nowMs = 1_000;
  for (const gapMs of [0, ...gapsMs]) {
    nowMs += gapMs;
    rate.note(nowMs);
  }
  return rate.perMs();
};
const steady = (gapMs: number) => Array.from({ length: 300 }, () => gapMs);

describe('[A3] the wait for more items', () => {
  it('follows the load: none for a few, at most three milliseconds for a round, none for a crowd that is there', () => {
    expect(lingerFor(1, rateAfter(steady(50)))).toBe(0);
    expect(lingerFor(1, rateAfter(steady(9)))).toBe(3); // 110 a second
    expect(lingerFor(1, rateAfter(steady(1.4)))).toBe(3); // 700 a second
    expect(lingerFor(8, rateAfter(steady(0.2)))).toBe(1); // 5,000 a second
    expect(lingerFor(12, rateAfter(steady(0.2)))).toBe(0);
  });

  it('learns a crowd within some arrivals, and forgets it after a silence', () => {
    const crowd = steady(0.2);
    expect(rateAfter(crowd)).toBeGreaterThan(3);
    expect(rateAfter([...crowd, ...Array.from({ length: 40 }, () => 5_000)])).toBeLessThan(0.02);
  });
});
