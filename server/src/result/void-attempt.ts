import type { VoidAttempt } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { readAttempts } from '../attempt/attempts-sql.ts';
import { reaches } from '../contest/contest-scope.ts';
import { outOfScope } from '../web/route.ts';
import { decideBeforeStanding } from './decide-before-standing.ts';
import type { Deciding } from './save-decision.ts';

/**
 * Takes a submitted attempt out of every count, or puts it back, with the reason, before the round has a standing; afterwards
 * that is a decision with a preview, on the page of the result. It stays used: the person does not get it back.
 *
 * Refuses  not_found, round_phase, nothing_to_do.
 * Source   SPEC A13, F14, O2.
 */
export async function voidAttempt(
  app: Pick<App, 'db' | 'clock' | 'contests' | 'live'>,
  by: Deciding,
  { attemptId, voided, reason }: z.infer<typeof VoidAttempt>,
): Promise<Result<{ voided: boolean }>> {
  const [attempt] = await readAttempts(app.db, [attemptId]);
  const found = attempt && app.contests.byRound(attempt.round_id);
  if (!attempt || !found) return refuse({ code: 'not_found', what: 'attempt' });
  if (!reaches(by, found.contest)) return outOfScope({ code: 'not_found', what: 'attempt' });
  const { contest, round } = found;
  if (round.settled) return refuse({ code: 'round_phase', phase: roundPhase(round, app.clock.nowMs()) });
  const decision = { kind: voided ? ('void' as const) : ('restore' as const), attemptId };
  const decided = await decideBeforeStanding(app, by, { contest, round, decision, reason });
  return decided.ok ? accept({ voided }) : decided;
}
