import { accept } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { lastAnswer } from './attempt-view.ts';
import { insertHandout } from './attempts-sql.ts';
import type { CachedAttempt } from './open-attempts.ts';

/**
 * One by one with a limit per question: hands out the next question when the current one's time is over unanswered.
 * It waits for the contestant to be there, so that a lost connection does not burn the rest unseen. SPEC T6.
 */
export async function advanceQuestion(
  app: Pick<App, 'db' | 'clock' | 'attempts'>,
  attemptId: string,
): Promise<boolean> {
  const advanced = await app.attempts.inTurn(attemptId, async () => accept(await handOutNext(app, attemptId)));
  return advanced.ok && advanced.value; // its turns are full: tried again soon
}

async function handOutNext(app: Pick<App, 'db' | 'clock' | 'attempts'>, attemptId: string): Promise<boolean> {
  const attempt = await app.attempts.get(attemptId);
  if (!attempt || !isStuck(attempt, app.clock.nowMs()) || app.clock.nowMs() > app.attempts.locksAtMs(attempt))
    return false;
  const last = attempt.handouts.at(-1);
  const questionId = last === undefined ? undefined : attempt.row.question_ids[last.position];
  if (!last || questionId === undefined) return false;
  const handout = await insertHandout(app.db, {
    attempt_id: attemptId,
    position: last.position + 1,
    question_id: questionId,
    at_ms: app.clock.nowMs(),
  });
  attempt.handouts.push(handout);
  return true;
}

/** The last question handed out is over, unanswered, and there is another. */
export function isStuck(attempt: CachedAttempt, nowMs: number): boolean {
  const { questionSeconds, graceMs } = attempt.rules.time;
  if (attempt.submission || questionSeconds === null || attempt.rules.questions.pacing === 'paper') return false;
  const last = attempt.handouts.at(-1);
  if (!last || last.position >= attempt.row.question_ids.length || lastAnswer(attempt, last.question_id)) return false;
  return nowMs > last.at_ms + questionSeconds * 1000 + graceMs;
}
