import type { VoidAttempt } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import { lockRound, readRoundEvents } from '../contest/round-events-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { outOfScope } from '../web/route.ts';
import { appendAttemptVoid, readLatestVoid } from './attempt-voids-sql.ts';
import { readAttempts } from './attempts-sql.ts';
import { readSubmissions } from './submissions-sql.ts';

/**
 * Takes a submitted attempt out of every count and standing, or puts it back, with the reason. It stays used: the person
 * does not get it back. Once the round's standing is computed nothing changes any more.
 *
 * Refuses  not_found, round_phase, nothing_to_do.
 * Source   SPEC A13, O2.
 */
export async function voidAttempt(
  app: Pick<App, 'db' | 'clock' | 'contests' | 'live'>,
  by: By,
  { attemptId, voided, reason }: z.infer<typeof VoidAttempt>,
): Promise<Result<{ voided: boolean }>> {
  const [attempt] = await readAttempts(app.db, [attemptId]);
  const found = attempt && app.contests.byRound(attempt.round_id);
  if (!attempt || !found) return refuse({ code: 'not_found', what: 'attempt' });
  if (!reaches(by, found.contest)) return outOfScope({ code: 'not_found', what: 'attempt' });
  const { contest, round } = found;
  const done = await app.db.transaction(async (tx): Promise<Result<{ voided: boolean }>> => {
    await lockRound(tx, round.roundId); // settling waits for this transaction, or it is done already
    const events = await readRoundEvents(tx, [round.roundId]);
    if (events.some((event) => event.kind === 'settled'))
      return refuse({ code: 'round_phase', phase: roundPhase(round, app.clock.nowMs()) });
    const [submission] = await readSubmissions(tx, [attemptId]);
    if (!submission) return refuse({ code: 'not_found', what: 'submission' });
    const latest = await readLatestVoid(tx, attemptId);
    if ((latest?.voided ?? false) === voided) return refuse({ code: 'nothing_to_do' });
    const atMs = app.clock.nowMs();
    const row = { attempt_id: attemptId, seq: (latest?.seq ?? 0) + 1, voided, at_ms: atMs, actor: by.actor, reason };
    if (!(await appendAttemptVoid(tx, row))) return refuse({ code: 'nothing_to_do' });
    await writeAudit(tx, {
      contestId: contest.contestId,
      atMs,
      actor: by.actor,
      act: voided ? 'attempt:void' : 'attempt:restore',
      object: `round ${round.ordinal}`,
      detail: { attemptId, reason, before: { voided: !voided }, after: { voided } },
    });
    return accept({ voided });
  });
  if (done.ok) app.live.recount(contest.contestId, attempt.contestant_id);
  return done;
}
