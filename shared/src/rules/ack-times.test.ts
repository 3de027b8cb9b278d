import { describe, expect, it } from 'vitest';
import { addBuckets, bucketOf, emptyBuckets, quantileOf } from './ack-times.ts';

function count(...times: number[]): number[] {
  const buckets = emptyBuckets();
  for (const ms of times) buckets[bucketOf(ms)] = (buckets[bucketOf(ms)] ?? 0) + 1;
  return buckets;
}

describe('times counted in buckets', () => {
  it('[N9] a time on a bound belongs below it, whatever is above the last has its own', () => {
    expect([bucketOf(0), bucketOf(1), bucketOf(1.01), bucketOf(10_000), bucketOf(10_001)]).toEqual([0, 0, 1, 15, 16]);
  });

  it('[N9] nothing counted has no quantile', () => {
    expect(quantileOf(emptyBuckets(), 0.5)).toBeNull();
  });

  it('[N9] a quantile lies in the bucket of the time it stands for', () => {
    const times = Array.from({ length: 99 }, () => 8).concat(400);
    const p50 = quantileOf(count(...times), 0.5) ?? 0;
    expect(p50).toBeGreaterThan(5);
    expect(p50).toBeLessThanOrEqual(10);
    expect(quantileOf(count(...times), 0.995)).toBeGreaterThan(250);
    expect(quantileOf(count(60_000), 0.5)).toBe(10_000);
  });

  it('[N9] the quantile of several processes is that of their times together', () => {
    const together = count(...Array.from({ length: 100 }, () => 3), ...Array.from({ length: 300 }, () => 80));
    const apart = [count(...Array.from({ length: 100 }, () => 3)), count(...Array.from({ length: 300 }, () => 80))];
    expect(addBuckets(apart)).toEqual(together);
    expect(quantileOf(addBuckets(apart), 0.2)).toBe(quantileOf(together, 0.2));
  });
});
