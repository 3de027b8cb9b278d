import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { foldText } from '@hoithi/shared/rules/fold';
import { readTypedNumber } from '@hoithi/shared/rules/questions/read-typed-number';
import { orderLabel } from '../paper/paper-signs.ts';
import { falseFolded, paperWords, trueFolded } from '../question-words.ts';
import { writeSpellings } from '../spellings.ts';
import { optionName } from '../table/question-columns.ts';
import { readAnswerCell } from '../table/read-answer-cell.ts';

type Choice = Extract<QuestionDraft, { options: unknown }>;
const letterAt = (at: number): string => 'ABCDEF'.charAt(at);
const placesOf = (question: Choice): number[] =>
  question.right.map((id) => question.options.findIndex((each) => each.id === id));

/** A decimal as it is written in Vietnam. */
export const writeNumber = (value: number): string =>
  value
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace('.', ',');

/** "B" or "A, C"; "Phương án B" where an option is a letter itself and the letter alone could mean either. */
export function writeLetters(question: Choice): string {
  const places = placesOf(question);
  const letters = places.map(letterAt).join(', ');
  if (question.kind === 'order') return letters;
  const read = readAnswerCell(
    letters,
    question.options.map((each) => each.text),
  );
  const isSame = 'right' in read && read.right.size === places.length && places.every((at) => read.right.has(at));
  return isSame ? letters : `${optionName('').trim()} ${letters}`;
}

/** The answer in the key of a paper, so that it is read as the kind that it is. */
export function writePaperAnswer(question: QuestionDraft): string {
  if (question.kind === 'order') return `${orderLabel} ${writeLetters(question)}`;
  if ('options' in question) return writeLetters(question);
  if (question.kind === 'text') return writeSpellings(question.accepted, isPlainSpelling);
  const value = writeNumber(question.value);
  return question.tolerance === 0 ? value : `${value} (${paperWords.tolerance} ${writeNumber(question.tolerance)})`;
}

/** Whether a key would take the text for spellings rather than for a number, a verdict or an order. */
const isPlainSpelling = (text: string): boolean =>
  !/\d/u.test(text) &&
  !text.startsWith(orderLabel) &&
  !trueFolded.has(foldText(text)) &&
  !falseFolded.has(foldText(text)) &&
  readTypedNumber(text) === null;
