import type { ItemResponse, QuestionItem } from '../../contract/question.ts';
import { readTypedNumber } from './read-typed-number.ts';
import { type AskedItem, fitsItem } from './score-item.ts';

/** What a contestant gave for one question: options, or what was typed. One of the two. */
export type Given = { optionIds: readonly string[]; typed: string | null };

/** As in the schema of an answer. */
const numberMax = 999_999_999;

/**
 * What was given, as a response of the kind that the question asks for. A number is read as it is written in Vietnam.
 *
 * Refuses  null: it is none. Options that are unknown, twice, too many or too few; a number that cannot be read or has more
 *          than six decimals; a text of which nothing remains once signs are folded away.
 * Source   SPEC A6, Q5.
 */
export function readGiven(asked: AskedItem, { optionIds, typed }: Given): ItemResponse | null {
  if ((typed !== null) === optionIds.length > 0) return null;
  const response = typed === null ? { optionIds: [...optionIds] } : readTyped(asked.kind, typed);
  return response && fitsItem(asked, response) ? response : null;
}

function readTyped(kind: QuestionItem['kind'], typed: string): ItemResponse | null {
  if (kind !== 'number') return { text: typed };
  const number = readTypedNumber(typed);
  const isReadable = number !== null && Math.abs(number) <= numberMax && Number(number.toFixed(6)) === number;
  return isReadable ? { number } : null;
}

/** Whether two answers to the same question say the same. An order is what it is; options chosen are in no order. */
export function sameGiven(kind: QuestionItem['kind'], one: Given, other: Given): boolean {
  const { optionIds } = one;
  if (one.typed !== other.typed || optionIds.length !== other.optionIds.length) return false;
  return kind === 'order'
    ? optionIds.every((id, at) => other.optionIds[at] === id)
    : optionIds.every((id) => other.optionIds.includes(id));
}
