import type { Given } from '../../rules/questions/read-given.ts';
import { type QuestionKey, scoreAttempt } from '../../rules/score.ts';
import type { QuizPoints } from '../model/round.ts';
import type { AttemptFacts } from './facts.ts';

export type LevelledKey = QuestionKey & { level: string | null };
export type Marked = Pick<AttemptFacts, 'points' | 'pointsMax' | 'right' | 'wrong' | 'blank' | 'rightByLevel'>;

/**
 * Marks one attempt: each level with its own points for right, wrong and blank answers, on top of what everybody begins with.
 * A share of the points for a partly right answer is today's.
 *
 * Source  SPEC M7, A7.
 */
export function markAttempt(
  key: readonly LevelledKey[],
  given: ReadonlyMap<string, Given>,
  points: QuizPoints,
): Marked {
  const marked = { points: points.start, pointsMax: points.start, right: 0, wrong: 0, blank: 0 };
  const rightByLevel: Record<string, number> = {};
  for (const level of new Set(key.map((question) => question.level))) {
    const questions = key.filter((question) => question.level === level);
    const marks = (level === null ? undefined : points.byLevel[level]) ?? points.default;
    const score = scoreAttempt(questions, given, { perQuestion: marks.right, several: points.several });
    const wrong = score.answered - score.right;
    const blank = questions.length - score.answered;
    marked.points += score.points + wrong * marks.wrong + blank * marks.blank;
    marked.pointsMax += score.pointsMax;
    marked.right += score.right;
    marked.wrong += wrong;
    marked.blank += blank;
    if (level !== null) rightByLevel[level] = score.right;
  }
  return { ...marked, rightByLevel };
}
