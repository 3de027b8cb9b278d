import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import { accept, type Result } from '@hoithi/shared/contract/result';
import { judgeArrival } from '@hoithi/shared/rules/answer';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { viewReceipt } from './attempt-view.ts';
import { byFirstArrival } from './first-arrivals.ts';
import type { CachedAttempt } from './open-attempts.ts';
import type { SubmissionRow } from './submissions-sql.ts';
import type { Arrival } from './submit-answer.ts';

type Deps = Pick<App, 'attempts' | 'submissions' | 'live' | 'clock'>;

/** Ends the attempt for its contestant. A repeat gets the first receipt; after the lock the server has ended it. SPEC A7, A8. */
export async function submitAttempt(
  app: Deps & Pick<App, 'db' | 'firstArrivals'>,
  contestantId: string,
  attemptId: string,
  arrived: Arrival,
): Promise<Result<AttemptReceipt>> {
  const message = { name: `${contestantId} submit ${attemptId}`, content: '' };
  return byFirstArrival(app, message, arrived, (arrival) => endByContestant(app, contestantId, attemptId, arrival));
}

async function endByContestant(
  app: Deps,
  contestantId: string,
  attemptId: string,
  arrival: Arrival,
): Promise<Result<AttemptReceipt>> {
  const found = await app.attempts.getOwn(contestantId, attemptId);
  if (!found.ok) return found;
  const { submission: saved } = found.value;
  if (saved) return accept(receiptOf(app, found.value, saved)); // a resend takes no turn [N15g]
  return app.attempts.inTurn(attemptId, async () => {
    const attempt = (await app.attempts.get(attemptId)) ?? found.value;
    if (attempt.submission) return accept(receiptOf(app, attempt, attempt.submission));
    const locksAtMs = app.attempts.locksAtMs(attempt);
    const judged = judgeArrival(arrival.atMs, locksAtMs, attempt.rules.time.graceMs);
    if (!judged.ok)
      return accept(receiptOf(app, attempt, await endAttempt(app, attempt, locksAtMs, endedBy(app, attempt), null)));
    const { countedAtMs } = judged.value;
    const submission = await endAttempt(app, attempt, countedAtMs, 'contestant', arrival.roundTripMs);
    return accept(receiptOf(app, attempt, submission));
  });
}

/** The server ends an attempt whose time is over, stamped with the lock. null: it is not over. SPEC A8. */
export async function submitDueAttempt(
  app: Deps & Pick<App, 'bus'>,
  attemptId: string,
): Promise<AttemptReceipt | null> {
  return app.attempts.inServersTurn(attemptId, async () => {
    const attempt = await app.attempts.get(attemptId);
    if (!attempt || attempt.submission) return null;
    const locksAtMs = app.attempts.locksAtMs(attempt);
    if (app.clock.nowMs() <= locksAtMs + attempt.rules.time.graceMs) return null;
    const submission = await endAttempt(app, attempt, locksAtMs, endedBy(app, attempt), null);
    const receipt = receiptOf(app, attempt, submission);
    app.bus.publish('attempt:ended', { attemptId, receipt });
    return receipt;
  });
}

async function endAttempt(
  app: Deps,
  attempt: CachedAttempt,
  atMs: number,
  by: SubmissionRow['submitted_by'],
  roundTripMs: number | null,
): Promise<SubmissionRow> {
  const submission = await app.submissions.add({
    attempt,
    atMs: Math.max(atMs, attempt.row.started_at_ms),
    by,
    roundTripMs,
  });
  attempt.submission = submission;
  app.attempts.drop(attempt.row.id);
  app.live.submitted(submission);
  return submission;
}

/** Which of the two locks came first. */
function endedBy({ attempts }: Pick<App, 'attempts'>, attempt: CachedAttempt): 'time' | 'close' {
  const { round } = attempts.contestOf(attempt);
  return attempt.row.limit_at_ms !== null && attempt.row.limit_at_ms < round.closesAtMs ? 'time' : 'close';
}

function receiptOf(app: Deps, attempt: CachedAttempt, submission: SubmissionRow): AttemptReceipt {
  const { round } = app.attempts.contestOf(attempt);
  return viewReceipt(submission, attempt.rules, attempt.prediction, roundPhase(round, app.clock.nowMs()));
}
