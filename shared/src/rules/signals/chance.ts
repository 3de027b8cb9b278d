/** How often something would look like this by chance. Shares are of 1; what is shown is of 1,000. */

/**
 * The chance that of `n` answers at least `k` are of a kind that a share `p` of all answers is of, each by itself.
 *
 * Source  SPEC F30. The sum of the binomial distribution from k on, in logarithms, so that nothing overflows.
 */
export function chanceOfAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  let logChoose = 0;
  let sum = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i > 0) logChoose += Math.log(n - i + 1) - Math.log(i);
    if (i >= k) sum += Math.exp(logChoose + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

/** People who read fast: letters in a second. The least time in which somebody can have read a question and its options. */
const lettersPerSecond = 50;
const readingMsMin = 500;

/** Units: ms. Source: SPEC F30. */
export const leastReadingMs = (texts: readonly string[]): number =>
  Math.max(
    readingMsMin,
    Math.round((texts.reduce((sum, text) => sum + [...text].length, 0) / lettersPerSecond) * 1_000),
  );

/** An attempt stands out where fewer than one of all attempts would look like it by chance. */
export const standsOut = (chance: number, attempts: number): boolean => chance * attempts < 1;
