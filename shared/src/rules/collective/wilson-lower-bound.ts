/**
 * The lower end of Wilson's interval for a share: what can be said of it for certain when it rests on few people. For 5
 * of 5 at z = 1.96 it is 56.55 %, for 880 of 900 it is 96.59 %.
 *
 *   (p + z²/2n − z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Beyond 100 % (more people than the headcount says) the same expression goes on, with a root of 0 where there is none,
 * so that more people are never worse.
 *
 * Units   rate is a share, n how many people it rests on; comes back as a share.
 * Source  E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212;
 *         SPEC G5.
 */
export function wilsonLowerBound(rate: number, n: number, z: number): number {
  if (n === 0) return 0;
  const square = z * z;
  const spread = (rate * (1 - rate)) / n + square / (4 * n * n);
  const lower = (rate + square / (2 * n) - z * Math.sqrt(Math.max(0, spread))) / (1 + square / n);
  return Math.max(0, lower);
}
