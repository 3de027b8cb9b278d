import type { QuestionDraft } from '../../contract/question.ts';
import { foldText } from '../fold.ts';

/** `of`: the place of the earlier question that this one repeats. `same`: text and answers alike; `nearly`: to be compared by a person. */
export type Double = { at: number; of: number; how: 'same' | 'nearly' };
type Compared = Pick<QuestionDraft, 'text'> & Partial<Record<'options', readonly { text: string }[]>>;

const nearlyFrom = 0.8;
/** So many earlier questions are compared by one pair of words; more of them are as alike as these. */
const comparedMax = 200;

/**
 * Finds questions that stand twice. The same: text and set of options are equal once folded. Nearly the same: only the text is,
 * or four fifths of the pairs of neighbouring words of both are shared. Each question is compared with all before it.
 *
 * Source  SPEC Q6. Two sets that share four fifths share one of the rarest fifth of each (prefix filtering, Chaudhuri 2006):
 * questions are found by those pairs alone, so that thousands are compared in a moment.
 */
export function findDoubles(questions: readonly Compared[]): Double[] {
  const texts = questions.map((question) => foldText(question.text));
  const ordered = orderByRarity(texts.map(wordPairs));
  const byText = new Map<string, number[]>();
  const byPair = new Map<string, number[]>();
  return questions.flatMap((question, at): Double[] => {
    const [folded = '', pairs = []] = [texts[at], ordered[at]];
    const equal = byText.get(folded) ?? [];
    const same = equal.find((of) => foldOptions(questions[of]) === foldOptions(question));
    const near = same === undefined ? (equal[0] ?? findNearest(pairs, byPair, ordered)) : undefined;
    addTo(byText, folded, at);
    for (const pair of rarest(pairs)) addTo(byPair, pair, at);
    if (same !== undefined) return [{ at, of: same, how: 'same' }];
    return near === undefined ? [] : [{ at, of: near, how: 'nearly' }];
  });
}

/** Equal for questions that are the same, however their text and options are marked, cased and ordered. SPEC Q6. */
export const sameTextOf = (question: Compared): string => `${foldText(question.text)}\n\n${foldOptions(question)}`;

const foldOptions = (question: Compared | undefined): string =>
  (question?.options ?? [])
    .map((each) => foldText(each.text))
    .sort()
    .join('\n');

function wordPairs(folded: string): string[] {
  const words = folded.split(' ');
  return [...new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`))];
}

/** The pairs of each question, those that fewest questions have first. */
function orderByRarity(all: readonly (readonly string[])[]): string[][] {
  const counts = new Map<string, number>();
  for (const pair of all.flat()) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const rank = (pair: string) => counts.get(pair) ?? 0;
  return all.map((pairs) => [...pairs].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

const rarest = (pairs: readonly string[]): readonly string[] =>
  pairs.slice(0, pairs.length - Math.ceil(nearlyFrom * pairs.length) + 1);

function addTo(index: Map<string, number[]>, key: string, at: number): void {
  const places = index.get(key);
  if (!places) index.set(key, [at]);
  else if (places.length < comparedMax) places.push(at);
}

/** The earlier question that shares the most, if it shares enough. */
function findNearest(
  pairs: readonly string[],
  index: ReadonlyMap<string, readonly number[]>,
  ordered: readonly (readonly string[])[],
): number | undefined {
  const own = new Set(pairs);
  const candidates = new Set(rarest(pairs).flatMap((pair) => index.get(pair) ?? []));
  let best: { of: number; share: number } | undefined;
  for (const of of candidates) {
    const others = ordered[of] ?? [];
    const [less, more] = [own.size, others.length].sort((a, b) => a - b);
    if ((less ?? 0) < nearlyFrom * (more ?? 0)) continue;
    const shared = others.filter((pair) => own.has(pair)).length;
    const share = shared / (own.size + others.length - shared);
    if (share >= nearlyFrom && share > (best?.share ?? 0)) best = { of, share };
  }
  return best?.of;
}
