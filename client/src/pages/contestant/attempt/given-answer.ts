import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { readGiven } from '@hoithi/shared/rules/questions/read-given';
import type { GivenAnswer } from './answer-sender.ts';

export const nothingGiven: GivenAnswer = { optionIds: [], typed: null };

/** Whether it can be sent: an option, an order of all, a number that can be read, a text with a letter or a digit. SPEC A6, Q5. */
export const isComplete = ({ kind, options }: QuestionView, given: GivenAnswer): boolean =>
  readGiven({ kind, options: options.map(({ optionId }) => ({ id: optionId })) }, given) !== null;

/** What is given once an option was pressed: it alone, or it added or taken out. In an order it comes last. */
export function pressOption({ kind }: QuestionView, { optionIds }: GivenAnswer, optionId: string): GivenAnswer {
  if (kind === 'one' || kind === 'true-false') return { optionIds: [optionId], typed: null };
  const isIn = optionIds.includes(optionId);
  return { optionIds: isIn ? optionIds.filter((one) => one !== optionId) : [...optionIds, optionId], typed: null };
}
