/** An answer of one word or number as a control holds it; null where there is none. */
export function showAnswer(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : null;
}
