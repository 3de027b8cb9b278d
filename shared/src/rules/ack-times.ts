/** Upper bounds of the buckets in which acknowledgement times are counted; one more bucket counts what is above. Units: ms. */
export const ackBoundsMs: readonly number[] = [
  1, 2, 5, 10, 20, 35, 50, 75, 100, 150, 250, 500, 1000, 2500, 5000, 10_000,
];

export const emptyBuckets = (): number[] => Array.from({ length: ackBoundsMs.length + 1 }, () => 0);

export function bucketOf(ms: number): number {
  let at = 0;
  while (at < ackBoundsMs.length && ms > (ackBoundsMs[at] as number)) at += 1;
  return at;
}

/** Counts of many, bucket by bucket. */
export function addBuckets(all: readonly (readonly number[])[]): number[] {
  const sum = emptyBuckets();
  for (const one of all) one.forEach((count, at) => (sum[at] = (sum[at] ?? 0) + count));
  return sum;
}

/**
 * The time under which the share `q` of all lies, taken evenly within its bucket; above the last bound, that bound.
 *
 * Units    ms; null when nothing was counted.
 */
export function quantileOf(buckets: readonly number[], q: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let rest = q * total;
  for (let at = 0; at < ackBoundsMs.length; at++) {
    const count = buckets[at] ?? 0;
    if (count > 0 && rest <= count) {
      const from = ackBoundsMs[at - 1] ?? 0;
      return from + ((ackBoundsMs[at] as number) - from) * (rest / count);
    }
    rest -= count;
  }
  return ackBoundsMs.at(-1) as number;
}
