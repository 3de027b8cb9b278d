import type { ItemResponse, QuestionItem } from '../../contract/question.ts';
import type { ShowQuestion } from '../../contract/show-file.ts';
import { assert } from '../assert.ts';
import { type Given, readGiven } from '../questions/read-given.ts';
import { scoreItem } from '../questions/score-item.ts';

/** A question of a show with its key. `nearest`: of a number, the nearest answers are right. SPEC H26. */
export type ShowItem = QuestionItem & { nearest: boolean };

const items = new WeakMap<ShowQuestion, ShowItem>();

/** A question of a show file, by its kind. SPEC H26. */
export function itemOf(question: ShowQuestion): ShowItem {
  const known = items.get(question);
  if (known) return known;
  const item = { ...makeItem(question), nearest: question.nearest ?? false };
  items.set(question, item);
  return item;
}

function makeItem({ kind = 'one', options = [], right = [], value, tolerance, accepted }: ShowQuestion): QuestionItem {
  if (kind === 'number') {
    assert(value !== undefined, 'a number that is asked for is named');
    return { kind, value, tolerance: tolerance ?? 0 };
  }
  if (kind === 'text') {
    assert(accepted !== undefined, 'a typed answer has accepted spellings');
    return { kind, accepted };
  }
  return { kind, options, right: typeof right === 'string' ? [right] : right };
}

const partedBy = ',';
const hasOptions = (item: Pick<ShowItem, 'kind'>): boolean => item.kind !== 'number' && item.kind !== 'text';

/** What was given, in parts: option ids are parted by commas, everything else was typed. */
const partsOf = (item: Pick<ShowItem, 'kind'>, given: string): Given =>
  hasOptions(item) ? { optionIds: given.split(partedBy), typed: null } : { optionIds: [], typed: given };

const readResponse = (item: ShowItem, given: string): ItemResponse | null => readGiven(item, partsOf(item, given));

/** Chosen options in the order of their ids, an order as it is. */
export const joinOptions = (kind: ShowItem['kind'], optionIds: readonly string[]): string =>
  (kind === 'order' ? optionIds : [...optionIds].sort()).join(partedBy);

export const splitOptions = (given: string): string[] => given.split(partedBy);

/**
 * An answer to this question as it is saved, so that equal answers are equal texts.
 *
 * Refuses  null: it is none. See `readGiven`.
 * Source   SPEC H26.
 */
export function readShowGiven(item: ShowItem, given: string): string | null {
  if (readResponse(item, given) === null) return null;
  return hasOptions(item) ? joinOptions(item.kind, splitOptions(given)) : given.trim();
}

/** The key, written as an answer. */
export function keyAsGiven(item: ShowItem): string {
  if ('right' in item) return joinOptions(item.kind, item.right);
  return item.kind === 'number' ? String(item.value).replace('.', ',') : (item.accepted[0] ?? '');
}

/**
 * The question with another key: other options, another order, another number; an accepted spelling more.
 *
 * Refuses  null: that is no answer to it.
 * Source   SPEC H5d, H26.
 */
export function withKey(item: ShowItem, right: string): ShowItem | null {
  const response = readResponse(item, right);
  if (response === null) return null;
  if ('number' in response && item.kind === 'number') return { ...item, value: response.number };
  if ('text' in response && item.kind === 'text') return { ...item, accepted: [...item.accepted, response.text] };
  return 'optionIds' in response && 'right' in item ? { ...item, right: response.optionIds } : null;
}

/**
 * Says of each answer whether it is right. Nearest: those whose number is closest to the key, all of them; so the answers of
 * everybody who plays are needed.
 *
 * Source   SPEC H26.
 */
export function judgeShow(item: ShowItem, givens: Iterable<string>): (given: string) => boolean {
  const judged = new Map<string, boolean>();
  const nearest = item.kind === 'number' && item.nearest ? nearestOf(item, givens) : null;
  const isRight = (given: string): boolean => {
    const response = readResponse(item, given);
    if (response === null) return false;
    if (nearest !== null && item.kind === 'number')
      return 'number' in response && distance(response.number, item.value) === nearest;
    return scoreItem(item, response, { perQuestion: 1, several: 'all-or-nothing' }).exact;
  };
  return (given) => {
    const known = judged.get(given) ?? isRight(given);
    judged.set(given, known);
    return known;
  };
}

/** In whole millionths, so that decimals are compared exactly. */
const distance = (number: number, value: number): number =>
  Math.abs(Math.round(number * 1_000_000) - Math.round(value * 1_000_000));

/** How far the nearest answers are from the key; infinity: there are none. */
function nearestOf(item: Extract<ShowItem, { kind: 'number' }>, givens: Iterable<string>): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const given of givens) {
    const response = readResponse(item, given);
    if (response && 'number' in response) nearest = Math.min(nearest, distance(response.number, item.value));
  }
  return nearest;
}
