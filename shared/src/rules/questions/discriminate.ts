/** Attempts that had a question: sums over the right answers of the whole attempt, and over those of attempts that had it right. */
export type ItemSums = {
  shown: number;
  right: number;
  sum: number; // of right answers, over all that had it
  squares: number; // of their squares
  sumOfRight: number; // of right answers, over those that had it right
};

const shownMin = 30;

/**
 * How well a question separates strong attempts from weak ones: the correlation of having it right with how many of the other
 * questions were right (corrected point-biserial). null: fewer than 30 attempts, or all alike.
 *
 * Units   −1 to 1; below 0.1 a question says little, below 0 its key is worth a look.
 * Source  SPEC Q26.
 */
export function discriminate({ shown, right, sum, squares, sumOfRight }: ItemSums): number | null {
  if (shown < shownMin || right === 0 || right === shown) return null;
  const rest = sum - right; // the question itself is left out
  const restSquares = squares - 2 * sumOfRight + right;
  const spread = (shown * right - right * right) * (shown * restSquares - rest * rest);
  if (spread <= 0) return null;
  return (shown * (sumOfRight - right) - right * rest) / Math.sqrt(spread);
}
