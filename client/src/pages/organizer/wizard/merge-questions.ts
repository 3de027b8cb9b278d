import type { OpenQuestion } from '@hoithi/shared/contract/organizer';

/**
 * The form's questions after a preview. The server names what is still open, in a clerk's order; answered questions stay
 * where they were, so that nothing jumps while somebody types. A question that only came up now stands before the
 * next one that was there already. `pointless` are answered questions that another answer has made idle.
 *
 * Source  SPEC O1.
 */
export function mergeQuestions(
  shown: readonly OpenQuestion[],
  open: readonly OpenQuestion[],
  answered: ReadonlySet<string>,
  pointless: ReadonlySet<string>,
): OpenQuestion[] {
  const fresh = new Map(open.map((question) => [question.id, question]));
  const merged = shown
    .filter(({ id }) => fresh.has(id) || (answered.has(id) && !pointless.has(id)))
    .map((question) => fresh.get(question.id) ?? question);
  for (const question of [...open].reverse()) {
    if (merged.some(({ id }) => id === question.id)) continue;
    const next = open[open.findIndex(({ id }) => id === question.id) + 1];
    const at = next ? merged.findIndex(({ id }) => id === next.id) : -1;
    merged.splice(at === -1 ? merged.length : at, 0, question);
  }
  return merged;
}
