import { describe, expect, it } from 'vitest';
import { chanceOfAtLeast, leastReadingMs, standsOut } from './chance.ts';

describe('signals for judges', () => {
  it('[F30] the chance is that of the binomial distribution', () => {
    expect(chanceOfAtLeast(2, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect(chanceOfAtLeast(15, 15, 0.1)).toBeCloseTo(1e-15, 20);
    expect(chanceOfAtLeast(3, 10, 0.02)).toBeCloseTo(0.00086390628, 10);
    expect([chanceOfAtLeast(0, 5, 0.1), chanceOfAtLeast(6, 5, 0.9), chanceOfAtLeast(1, 5, 0)]).toEqual([1, 0, 0]);
  });

  it('[F30] for random shares, chances add up: at least k and at most k − 1 are everything', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const [n, p] = [1 + (seed % 60), ((seed * 37) % 100) / 100];
      let before = 1;
      for (let k = 0; k <= n + 1; k += 1) {
        const now = chanceOfAtLeast(k, n, p);
        expect(now).toBeLessThanOrEqual(before + 1e-12);
        before = now;
      }
      expect(before).toBe(0);
    }
  });

  it('[F30] a question of 200 letters takes four seconds to read; a hundred thousand attempts need a rarer one to stand out', () => {
    expect(leastReadingMs(['a'.repeat(120), 'ợ'.repeat(80)])).toBe(4_000);
    expect(leastReadingMs(['2 + 2?'])).toBe(500);
    expect([standsOut(0.0005, 1_000), standsOut(0.0005, 100_000)]).toEqual([true, false]);
  });
});
