import type { ItemResponse, QuestionItem } from '../../contract/question.ts';
import { assert } from '../assert.ts';
import { foldText } from '../fold.ts';

/** What a question asks for, without its key: a number and a typed answer have no options. */
export type AskedItem = { kind: QuestionItem['kind']; options?: readonly { id: string }[] };

/** `share`: how much of the question was right, as a fraction of whole numbers: `part` of `of`. */
type Judged = { exact: boolean; part: number; of: number };
/** Points of a right answer, and whether a question with several right options gives a share. */
export type ItemPoints = { perQuestion: number; several: 'all-or-nothing' | 'share' };
export type ItemScore = { exact: boolean; points: number };

/**
 * Whether a response is one of the kind that the question asks for: one option, one or more, all in an order, a number or a text.
 *
 * Source  SPEC A6, Q5.
 */
export function fitsItem(item: AskedItem, response: ItemResponse): boolean {
  if (item.kind === 'number') return 'number' in response;
  if (item.kind === 'text') return 'text' in response && foldText(response.text) !== '';
  if (!('optionIds' in response)) return false;
  const { optionIds } = response;
  const known = new Set((item.options ?? []).map((each) => each.id));
  if (new Set(optionIds).size < optionIds.length || !optionIds.every((id) => known.has(id))) return false;
  if (item.kind === 'several') return optionIds.length > 0;
  return optionIds.length === (item.kind === 'order' ? known.size : 1);
}

/**
 * Scores one question of any kind against its own key. Nothing is taken off for a wrong answer.
 *
 * - one, true/false: the right option. A number: within the tolerance, both bounds included. A typed answer: equal to an
 *   accepted spelling once marks, case and signs are folded away.
 * - several: exactly the right options; with `share` (right chosen − wrong chosen) / right options, never below zero.
 * - order: every option at its place; with `share` (pairs in the right order − pairs in the wrong one) / pairs, never below
 *   zero, so that an order at random earns nothing on average.
 *
 * Units   points, whole, rounded down.
 * Source  SPEC A6, A7, Q5.
 */
export function scoreItem(item: QuestionItem, response: ItemResponse, points: ItemPoints): ItemScore {
  assert(fitsItem(item, response), 'a response is scored against a question of its kind');
  const { exact, part, of } = judge(item, response);
  if (exact) return { exact, points: points.perQuestion };
  if (points.several === 'all-or-nothing' || part <= 0) return { exact, points: 0 };
  return { exact, points: Math.floor((part * points.perQuestion) / of) };
}

function judge(item: QuestionItem, response: ItemResponse): Judged {
  if ('number' in response) return wholeOrNothing(item.kind === 'number' && isWithin(response.number, item));
  if ('text' in response) return wholeOrNothing(item.kind === 'text' && isAccepted(response.text, item.accepted));
  assert('options' in item, 'options are chosen where there are some');
  return item.kind === 'order'
    ? judgeOrder(item.right, response.optionIds)
    : judgeChoice(item.right, response.optionIds);
}

const wholeOrNothing = (exact: boolean): Judged => ({ exact, part: exact ? 1 : 0, of: 1 });

/** In whole millionths: as fractions, 0.3 − 0.1 is not within 0.2. */
const millionths = (value: number): number => Math.round(value * 1_000_000);
const isWithin = (number: number, key: { value: number; tolerance: number }): boolean =>
  Math.abs(millionths(number) - millionths(key.value)) <= millionths(key.tolerance);

const isAccepted = (text: string, accepted: readonly string[]): boolean =>
  accepted.some((each) => foldText(each) === foldText(text));

function judgeChoice(right: readonly string[], chosen: readonly string[]): Judged {
  const rightChosen = chosen.filter((id) => right.includes(id)).length;
  const part = rightChosen - (chosen.length - rightChosen);
  return { exact: part === right.length, part, of: right.length };
}

function judgeOrder(right: readonly string[], given: readonly string[]): Judged {
  const places = given.map((id) => right.indexOf(id));
  const pairs = places.flatMap((place, at) => places.slice(at + 1).map((later) => (later > place ? 1 : -1)));
  const part = pairs.reduce<number>((sum, each) => sum + each, 0);
  return { exact: part === pairs.length, part, of: pairs.length };
}
