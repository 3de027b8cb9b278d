import { expect, it } from 'vitest';
import { type TimeResolution, timeResolutions } from '../contract/rules.ts';
import { atResolution } from './elapsed.ts';
import { seededRandom } from './random.ts';
import { rankKeyOf, readRankKey } from './rank-key.ts';

const resolutions = Object.keys(timeResolutions) as TimeResolution[];

it('[K1] the best and the worst key are whole numbers in [0, 2^53)', () => {
  for (const key of [rankKeyOf(100_000, 0, 'millisecond'), rankKeyOf(0, 1e15, 'millisecond')]) {
    expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
  }
});

it('[K1] one point more is ahead of any time, and less time is ahead of more', () => {
  expect(rankKeyOf(11, 1e15, 'millisecond')).toBeGreaterThan(rankKeyOf(10, 0, 'millisecond'));
  expect(rankKeyOf(10, 412_999, 'millisecond')).toBeGreaterThan(rankKeyOf(10, 413_000, 'millisecond'));
});

it('[K2] [T5] times equal at the resolution share a key', () => {
  expect(rankKeyOf(150, 412_300, 'second')).toBe(rankKeyOf(150, 412_900, 'second'));
  expect(rankKeyOf(150, 412_300, 'second')).toBeGreaterThan(rankKeyOf(150, 413_000, 'second'));
});

it('[K1] points below 0 and beyond the bit budget share its ends; points are whole', () => {
  expect(rankKeyOf(-4, 7, 'millisecond')).toBe(rankKeyOf(0, 7, 'millisecond'));
  expect(rankKeyOf(100_001, 7, 'millisecond')).toBe(rankKeyOf(100_000, 7, 'millisecond'));
  for (const points of [0.5, Number.NaN]) expect(() => rankKeyOf(points, 0, 'second')).toThrow('whole');
});

it('[K1] 20,000 random pairs with edges: key order is points, then time; and a key reads back', () => {
  const random = seededRandom('rank keys');
  const below = (n: number) => Math.floor(random() * n);
  const edgeMs = [0, 1, 99, 100, 999, 1000, 1001, 86_400_000, 2 ** 36 - 2, 2 ** 36 - 1];
  const drawPoints = () => [0, 1, 99_999, 100_000, below(100_001), below(5)][below(6)]!;
  const drawMs = () => (random() < 0.5 ? edgeMs[below(edgeMs.length)]! : below(2 ** 36));
  for (let n = 0; n < 20_000; n++) {
    const resolution = resolutions[n % resolutions.length]!;
    const one = { points: drawPoints(), elapsedMs: atResolution(drawMs(), resolution) };
    const other = { points: random() < 0.5 ? one.points : drawPoints(), elapsedMs: atResolution(drawMs(), resolution) };
    const [oneKey, otherKey] = [one, other].map((run) => rankKeyOf(run.points, run.elapsedMs, resolution)) as [
      number,
      number,
    ];
    const expected = Math.sign(one.points - other.points) || Math.sign(other.elapsedMs - one.elapsedMs);
    expect(Math.sign(oneKey - otherKey)).toBe(expected);
    expect(readRankKey(oneKey, resolution)).toEqual(one);
  }
});

it('[K1] times beyond the budget share the last place of their points', () => {
  const last = rankKeyOf(5, 2 ** 36 - 1, 'millisecond');
  expect(rankKeyOf(5, 2 ** 36, 'millisecond')).toBe(last);
  expect(rankKeyOf(5, 2 ** 36 - 2, 'millisecond')).toBe(last + 1);
});
