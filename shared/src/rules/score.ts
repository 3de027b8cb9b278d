import type { QuestionItem } from '../contract/question.ts';
import { type Given, readGiven } from './questions/read-given.ts';
import { type ItemPoints, scoreItem } from './questions/score-item.ts';

export type QuestionKey = { questionId: string; item: QuestionItem };
export type Score = { points: number; pointsMax: number; right: number; answered: number };

/**
 * Scores one attempt against the key of its questions, each by the rule of its kind. Nothing is taken off for a wrong answer.
 *
 * `given` is the last counted answer per question; a question without one is unanswered and scores nothing. An answer of
 * another kind than the question's, which no attempt can save, is a wrong one.
 *
 * Units   points; right and answered count questions.
 * Source  SPEC A6, A7, Q5; domain (a2) 10.
 */
export function scoreAttempt(
  key: readonly QuestionKey[],
  given: ReadonlyMap<string, Given>,
  points: ItemPoints,
): Score {
  const score: Score = { points: 0, pointsMax: key.length * points.perQuestion, right: 0, answered: 0 };
  for (const { questionId, item } of key) {
    const answer = given.get(questionId);
    if (!answer || (answer.optionIds.length === 0 && answer.typed === null)) continue;
    const response = readGiven(item, answer);
    const earned = response ? scoreItem(item, response, points) : { exact: false, points: 0 };
    score.answered += 1;
    score.points += earned.points;
    score.right += earned.exact ? 1 : 0;
  }
  return score;
}
