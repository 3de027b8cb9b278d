import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { RosterReading } from '@hoithi/shared/contract/unit-leader';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { roundInFocus } from '../contest/public-view.ts';
import { writeAudit } from '../platform/audit.ts';
import { readMissingPeople } from './rosters-sql.ts';

/**
 * Who of the own unit's list has no entry yet. A list is for reminding people, so it is read only while a round is open;
 * every reading is in the audit trail before any name is sent. SPEC U16.
 */
export async function readRoster(
  app: Pick<App, 'clock' | 'db' | 'rosters'>,
  by: { actor: string },
  contest: CachedContest,
  unitCode: string,
): Promise<Result<RosterReading>> {
  const atMs = app.clock.nowMs();
  const own = contest.units.unitOf(unitCode);
  const roster = own && (await app.rosters.of(contest)).get(own.code);
  if (!own || !roster) return refuse({ code: 'not_found', what: 'roster' });
  const round = roundInFocus(contest, atMs);
  const phase = round ? roundPhase(round, atMs) : 'scheduled';
  if (!round || phase !== 'open') return refuse({ code: 'round_phase', phase });
  const missing = await readMissingPeople(app.db, contest.contestId, own.code, round.roundId);
  await writeAudit(app.db, {
    contestId: contest.contestId,
    atMs,
    actor: by.actor,
    act: 'roster:read',
    object: own.code,
    detail: { unit: own.name, round: round.ordinal, people: roster.people, shown: missing.length },
  });
  return accept({ readAtMs: atMs, people: roster.people, missing: missing.map(({ name }) => name) });
}
