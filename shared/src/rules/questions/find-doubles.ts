import type { QuestionDraft } from '../../contract/question.ts';
import { foldText } from '../fold.ts';

/** `of`: the place of the earlier question that this one repeats. `same`: text and answers alike; `nearly`: to be compared by a person. */
export type Double = { at: number; of: number; how: 'same' | 'nearly' };
type Compared = Pick<QuestionDraft, 'text'> & Partial<Record<'options', readonly { text: string }[]>>;

const nearlyFrom = 0.8;
/** Word pairs of more questions than this ("nào sau đây") say nothing about two of them. */
const commonFrom = 200;

/**
 * Finds questions that stand twice. The same: text and set of options are equal once folded. Nearly the same: only the text is,
 * or four fifths of the pairs of neighbouring words of both are shared. Each question is compared with all before it.
 *
 * Source  SPEC Q6.
 */
export function findDoubles(questions: readonly Compared[]): Double[] {
  const byText = new Map<string, number[]>();
  const byPair = new Map<string, number[]>();
  const pairsOf: ReadonlySet<string>[] = [];
  return questions.flatMap((question, at): Double[] => {
    const folded = foldText(question.text);
    const pairs = wordPairs(folded);
    const equal = byText.get(folded) ?? [];
    const same = equal.find((of) => foldOptions(questions[of]) === foldOptions(question));
    const near = same === undefined ? (equal[0] ?? findNearest(pairs, byPair, pairsOf)) : undefined;
    byText.set(folded, [...equal, at]);
    pairsOf.push(pairs);
    for (const pair of pairs) addTo(byPair, pair, at);
    if (same !== undefined) return [{ at, of: same, how: 'same' }];
    return near === undefined ? [] : [{ at, of: near, how: 'nearly' }];
  });
}

const foldOptions = (question: Compared | undefined): string =>
  (question?.options ?? [])
    .map((each) => foldText(each.text))
    .sort()
    .join('\n');

function wordPairs(folded: string): ReadonlySet<string> {
  const words = folded.split(' ');
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
}

function addTo(index: Map<string, number[]>, pair: string, at: number): void {
  const places = index.get(pair);
  if (!places) index.set(pair, [at]);
  else if (places.length <= commonFrom) places.push(at);
}

/** The earlier question that shares the most, if it shares enough. */
function findNearest(
  pairs: ReadonlySet<string>,
  index: ReadonlyMap<string, readonly number[]>,
  pairsOf: readonly ReadonlySet<string>[],
): number | undefined {
  const candidates = new Set([...pairs].flatMap((pair) => index.get(pair) ?? []));
  let best: { of: number; share: number } | undefined;
  for (const of of candidates) {
    const others = pairsOf[of] ?? new Set();
    const shared = [...pairs].filter((pair) => others.has(pair)).length;
    const share = shared / (pairs.size + others.size - shared);
    if (share >= nearlyFrom && share > (best?.share ?? 0)) best = { of, share };
  }
  return best?.of;
}
