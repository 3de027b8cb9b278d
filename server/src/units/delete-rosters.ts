import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { House } from '../app-parts.ts';
import type { HouseContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { deleteRoster, forgetRosters } from './rosters-sql.ts';

/** Deletes one unit's list for good. SPEC U17. */
export async function forgetRoster(
  house: House,
  by: { actor: string },
  contest: HouseContest,
  unitCode: string,
): Promise<Result<Record<string, never>>> {
  const { contestId } = contest;
  const done = await house.db.transaction(async (tx) => {
    if (!(await deleteRoster(tx, contestId, unitCode))) return false;
    const atMs = house.clock.nowMs();
    const detail = { unit: contest.units.unitOf(unitCode)?.name ?? unitCode };
    await writeAudit(tx, { contestId, atMs, actor: by.actor, act: 'roster:delete', object: unitCode, detail });
    return true;
  });
  if (!done) return refuse({ code: 'not_found', what: 'roster' });
  await house.contests.load(contestId);
  house.bus.say('contest:changed', { contestId });
  return accept({});
}

const lookEveryMs = 3_600_000;

/** When a contest's people are to be forgotten: so many days after its last round, as its rules say. */
const endOf = ({ rounds, rules }: HouseContest): number =>
  Math.max(...rounds.map((round) => round.closesAtMs)) + rules.privacy.retentionDays * dayMs;

/** Forgets the lists of contests whose time to keep people's data is over. Run twice it changes nothing. SPEC U17. */
export async function forgetOldRosters(house: House): Promise<void> {
  for (const contest of house.contests.all()) {
    const atMs = house.clock.nowMs();
    if (atMs < endOf(contest) || (await house.rosters.of(contest)).size === 0) continue;
    const { contestId } = contest;
    await house.db.transaction(async (tx) => {
      const forgotten = await forgetRosters(tx, contestId);
      if (forgotten === 0) return; // another process was first
      const detail = { rosters: forgotten };
      await writeAudit(tx, { contestId, atMs, actor: 'timetable', act: 'roster:forget', object: 'contest', detail });
    });
    await house.contests.load(contestId);
    house.bus.say('contest:changed', { contestId });
  }
}

/** Looks every hour. */
export function keepRosters(house: House): { stop(): void } {
  const timer = setInterval(() => {
    forgetOldRosters(house).catch((fault: unknown) => house.log.warn({ err: fault }, 'rosters could not be forgotten'));
  }, lookEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
