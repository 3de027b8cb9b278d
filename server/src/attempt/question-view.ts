import type { QuestionView, ReviewedQuestion } from '@hoithi/shared/contract/contestant';
import type { BankQuestion } from '@hoithi/shared/contract/question-bank';
import { optionOrder } from '@hoithi/shared/rules/draw';

type Drawn = { question: BankQuestion; position: number; seed: string; shuffle: boolean };

const optionsInOrder = ({ question, seed, shuffle }: Pick<Drawn, 'question' | 'seed' | 'shuffle'>) => {
  const texts = new Map(question.options.map((option) => [option.id, option.text]));
  return optionOrder(
    seed,
    question.id,
    question.options.map((option) => option.id),
    shuffle,
  ).map((optionId) => ({ optionId, text: texts.get(optionId) ?? '' }));
};

/** A question as its contestant sees it: without key, explanation and source. SPEC V1, A1. */
export function viewQuestion(
  drawn: Drawn,
  several: boolean,
  handedOutAtMs: number,
  questionSeconds: number | null,
): QuestionView {
  return {
    questionId: drawn.question.id,
    position: drawn.position,
    text: drawn.question.text,
    options: optionsInOrder(drawn),
    several,
    handedOutAtMs,
    locksAtMs: questionSeconds === null ? null : handedOutAtMs + questionSeconds * 1000,
  };
}

/** With key and explanation: only for an own, submitted attempt, once the rules publish answers. SPEC Q3, V1. */
export function viewReviewedQuestion(drawn: Drawn, chosen: readonly string[]): ReviewedQuestion {
  return {
    questionId: drawn.question.id,
    position: drawn.position,
    text: drawn.question.text,
    options: optionsInOrder(drawn),
    chosen: [...chosen],
    right: [...drawn.question.right],
    explanation: drawn.question.explanation,
    source: drawn.question.source,
  };
}
