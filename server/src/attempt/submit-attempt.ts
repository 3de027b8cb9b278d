import type { AttemptReceipt, LogPromise } from '@hoithi/shared/contract/contestant';
import { accept, type Result } from '@hoithi/shared/contract/result';
import { judgeArrival } from '@hoithi/shared/rules/answer';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import { promiseText } from '../log/notes.ts';
import { mayPass } from '../platform/db/database.ts';
import { viewReceipt } from './attempt-view.ts';
import { byFirstArrival } from './first-arrivals.ts';
import type { CachedAttempt } from './open-attempts.ts';
import type { SubmissionRow } from './submissions-sql.ts';
import type { Arrival } from './submit-answer.ts';
import type { SavedSubmission } from './submit-batch.ts';

type Deps = Pick<App, 'attempts' | 'submissions' | 'live' | 'clock' | 'logKey'>;

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
  app: Deps & Pick<App, 'db'>,
  contestantId: string,
  attemptId: string,
  arrival: Arrival,
): Promise<Result<AttemptReceipt>> {
  const found = await app.attempts.getOwn(contestantId, attemptId);
  if (!found.ok) return found;
  const { submission: saved } = found.value;
  if (saved) return accept(await receiptAgain(app, found.value, saved)); // a resend takes no turn [N15g]
  return app.attempts.inTurn(attemptId, async () => {
    const attempt = (await app.attempts.get(attemptId)) ?? found.value;
    if (attempt.submission) return accept(await receiptAgain(app, attempt, attempt.submission));
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
): Promise<SavedSubmission> {
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

export function promiseLeaf(
  { logKey, clock }: Pick<App, 'logKey' | 'clock'>,
  contestId: string,
  leaf: string,
): LogPromise {
  return { leaf, note: logKey.signNote(promiseText(contestId, leaf, clock.nowMs())) };
}

/** Which of the two locks came first. */
function endedBy({ attempts }: Pick<App, 'attempts'>, attempt: CachedAttempt): 'time' | 'close' {
  const { round } = attempts.contestOf(attempt);
  return attempt.row.limit_at_ms !== null && attempt.row.limit_at_ms < round.closesAtMs ? 'time' : 'close';
}

/** The answer to a submission has the promise that it will stand in the log. SPEC Z4. */
function receiptOf(app: Deps, attempt: CachedAttempt, submission: SubmissionRow | SavedSubmission): AttemptReceipt {
  const { round } = app.attempts.contestOf(attempt);
  const receipt = viewReceipt(submission, attempt.rules, attempt.prediction, roundPhase(round, app.clock.nowMs()));
  if (!('leafHash' in submission)) return receipt;
  return { ...receipt, promise: promiseLeaf(app, round.contestId, submission.leafHash) };
}

/**
 * The receipt for a resend: the leaf is the one that stands. What was submitted before its contest had a log has none yet, and
 * while the database is unavailable the receipt goes out without its promise. SPEC Z4.
 */
async function receiptAgain(
  app: Deps & Pick<App, 'db'>,
  attempt: CachedAttempt,
  submission: SubmissionRow | SavedSubmission,
): Promise<AttemptReceipt> {
  if ('leafHash' in submission) return receiptOf(app, attempt, submission);
  const { contestId } = app.attempts.contestOf(attempt).round;
  const leaf = await readLeaf(app.db, contestId, `submission/${attempt.row.id}`).catch((fault: unknown) => {
    if (mayPass(fault)) return null;
    throw fault;
  });
  return receiptOf(app, attempt, leaf === null ? submission : { ...submission, leafHash: hashLeafText(leaf) });
}
