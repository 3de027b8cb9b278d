import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { RosterReading } from '@hoithi/shared/contract/unit-leader';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { House } from '../app-parts.ts';
import type { HouseContest } from '../contest/contests.ts';
import { roundInFocus } from '../contest/public-view.ts';
import { writeAudit } from '../platform/audit.ts';
import { readMissingPeople } from './rosters-sql.ts';

/**
 * Who of the own unit's list has no entry yet. A list is for reminding, so it is read only while a round is open; every
 * reading is in the trail before any name goes out. SPEC U16.
 */
export async function readRoster(
  house: House,
  by: { actor: string },
  contest: HouseContest,
  unitCode: string,
): Promise<Result<RosterReading>> {
  const atMs = house.clock.nowMs();
  const own = contest.units.unitOf(unitCode);
  const roster = own && (await house.rosters.of(contest)).get(own.code);
  if (!own || !roster) return refuse({ code: 'not_found', what: 'roster' });
  const round = roundInFocus(contest, atMs);
  const phase = round ? roundPhase(round, atMs) : 'scheduled';
  if (!round || phase !== 'open') return refuse({ code: 'round_phase', phase });
  const missing = await readMissingPeople(house.db, contest.contestId, own.code, round.roundId);
  await writeAudit(house.db, {
    contestId: contest.contestId,
    atMs,
    actor: by.actor,
    act: 'roster:read',
    object: own.code,
    detail: { unit: own.name, round: round.ordinal, people: roster.people, shown: missing.length },
  });
  return accept({ readAtMs: atMs, people: roster.people, missing: missing.map(({ name }) => name) });
}
