import type { AttemptReceipt, ReviewedQuestion } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { viewReviewedQuestion } from '@hoithi/shared/rules/questions/view-question';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { listStillDrawn } from '../contest/drawn-entries.ts';
import { givenOf } from './answers-sql.ts';
import { lastAnswer, mayShowAnswers, viewReceipt } from './attempt-view.ts';

/** The receipt of an own submitted attempt, with key and explanations once the rules publish them. SPEC V1, Q3, Q4. */
export async function reviewAttempt(
  app: Pick<App, 'attempts' | 'clock'>,
  contestantId: string,
  attemptId: string,
): Promise<Result<{ receipt: AttemptReceipt; questions: ReviewedQuestion[] }>> {
  const found = await app.attempts.getOwn(contestantId, attemptId);
  if (!found.ok) return found;
  const attempt = found.value;
  if (!attempt.submission) return refuse({ code: 'not_found', what: 'submission' });
  const { contest, round } = app.attempts.contestOf(attempt);
  const phase = roundPhase(round, app.clock.nowMs());
  const receipt = viewReceipt(attempt.submission, attempt.rules, attempt.prediction, phase);
  if (!mayShowAnswers(attempt.rules, phase)) return accept({ receipt, questions: [] });
  const stillDrawn = listStillDrawn(contest, app.clock.nowMs());
  const questions = attempt.row.question_ids.flatMap((questionId, at) => {
    const question = contest.bank.get(questionId);
    if (!question || stillDrawn.has(questionId)) return [];
    const drawn = { question, position: at + 1, seed: attempt.row.seed, shuffle: attempt.rules.questions.shuffle };
    const answer = lastAnswer(attempt, questionId);
    return [viewReviewedQuestion(drawn, answer && givenOf(answer))];
  });
  return accept({ receipt, questions });
}
