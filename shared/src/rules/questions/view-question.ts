import type { QuestionSaid, QuestionView, ReviewedQuestion, ReviewedSaid } from '../../contract/contestant.ts';
import { type Question, sourceWords } from '../../contract/question.ts';
import { optionOrder } from './option-order.ts';
import { type Given, readGiven } from './read-given.ts';
import { rightWords, rightWordsIn } from './right-words.ts';
import { scoreItem } from './score-item.ts';

type Drawn = { question: Question; position: number; seed: string; shuffle: boolean };

/** In this person's order. What is to be put in order never stands in the stored one; true and false always do. SPEC A1, Q5. */
function optionsInOrder({ question, seed, shuffle }: Pick<Drawn, 'question' | 'seed' | 'shuffle'>) {
  if (!('options' in question)) return [];
  const texts = new Map(question.options.map((option) => [option.id, option.text]));
  return optionOrder(
    seed,
    question.id,
    question.options.map((option) => option.id),
    question.kind === 'order' || (shuffle && question.kind !== 'true-false'),
  ).map((optionId) => ({ optionId, text: texts.get(optionId) ?? '' }));
}

/** A question as its contestant sees it: without key, explanation and source. SPEC V1, A1. */
export function viewQuestion(drawn: Drawn, handedOutAtMs: number, questionSeconds: number | null): QuestionView {
  const { id, text, kind, media, translations } = drawn.question;
  const said = Object.entries(translations).map(([language, { text, options }]): [string, QuestionSaid] => [
    language,
    { text, options },
  ]);
  return {
    ...{ questionId: id, position: drawn.position, kind, text, media },
    ...(said.length > 0 ? { said: Object.fromEntries(said) } : {}),
    options: optionsInOrder(drawn),
    handedOutAtMs,
    locksAtMs: questionSeconds === null ? null : handedOutAtMs + questionSeconds * 1000,
  };
}

const wholePoint = { perQuestion: 1, several: 'all-or-nothing' } as const;

/** With key and explanation, in each of its languages: only for an own, submitted attempt, once the rules publish answers. SPEC Q3, Q28, V1. */
export function viewReviewedQuestion(drawn: Drawn, given: Given | null): ReviewedQuestion {
  const { question } = drawn;
  const { id, text, kind, media, explanation, translations } = question;
  const said = Object.entries(translations).map(([language, each]): [string, ReviewedSaid] => [
    language,
    {
      ...{ text: each.text, options: each.options, explanation: each.explanation },
      rightWords: 'right' in question ? [] : rightWordsIn(question, language, each),
    },
  ]);
  const response = given ? readGiven(question, given) : null;
  return {
    ...{ questionId: id, position: drawn.position, kind, text, media },
    options: optionsInOrder(drawn),
    chosen: [...(given?.optionIds ?? [])],
    typed: given?.typed ?? null,
    exact: response !== null && scoreItem(question, response, wholePoint).exact,
    right: 'right' in question ? [...question.right] : [],
    rightWords: 'right' in question ? [] : rightWords(question),
    explanation: explanation ?? '',
    source: sourceWords(question),
    ...(said.length > 0 ? { said: Object.fromEntries(said) } : {}),
  };
}
