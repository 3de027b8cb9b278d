import type { Rules } from '../contract/rules.ts';
import { assert } from './assert.ts';

export type QuestionKey = { questionId: string; right: readonly string[] };
export type Score = { points: number; pointsMax: number; right: number; answered: number };

/**
 * Scores one attempt against the key of its questions. Nothing is taken off for a wrong answer.
 *
 * A question is right when exactly its right options are chosen. With `share`, every other answer earns
 * (right chosen − wrong chosen) / right options of the points, never below zero, rounded down to whole points.
 * `chosen` is the last counted choice per question; a question without one is unanswered and scores nothing.
 *
 * Units   points; right and answered count questions.
 * Source  SPEC A6, A7; domain (a2) 10.
 */
export function scoreAttempt(
  key: readonly QuestionKey[],
  chosen: ReadonlyMap<string, readonly string[]>,
  points: Rules['points'],
): Score {
  const score: Score = { points: 0, pointsMax: key.length * points.perQuestion, right: 0, answered: 0 };
  for (const question of key) {
    const options = new Set(chosen.get(question.questionId));
    if (options.size === 0) continue;
    const earned = scoreQuestion(question.right, options, points);
    score.answered += 1;
    score.points += earned.points;
    score.right += earned.exact ? 1 : 0;
  }
  return score;
}

function scoreQuestion(right: readonly string[], options: ReadonlySet<string>, points: Rules['points']) {
  assert(right.length > 0, 'every question has a right option');
  const rightChosen = right.filter((id) => options.has(id)).length;
  const wrongChosen = options.size - rightChosen;
  const exact = rightChosen === right.length && wrongChosen === 0;
  if (exact) return { exact, points: points.perQuestion };
  if (points.several === 'all-or-nothing') return { exact, points: 0 };
  const share = Math.max(0, rightChosen - wrongChosen);
  return { exact, points: Math.floor((share * points.perQuestion) / right.length) };
}
