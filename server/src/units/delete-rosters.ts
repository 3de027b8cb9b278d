import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { deleteRoster, deleteRosters, hasListEntries, readRosters } from './rosters-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/** Deletes one unit's list for good. SPEC U17. */
export async function deleteOneRoster(
  app: Deps,
  by: { actor: string },
  contest: CachedContest,
  unitCode: string,
): Promise<Result<Record<string, never>>> {
  const { contestId } = contest;
  const done = await app.db.transaction(async (tx) => {
    const before = (await readRosters(tx, contestId)).find((row) => row.unit_code === unitCode)?.people ?? 0;
    if (!(await deleteRoster(tx, contestId, unitCode))) return false;
    const atMs = app.clock.nowMs();
    const unit = contest.units.unitOf(unitCode)?.name ?? unitCode;
    const detail = { unit, before: { people: before }, after: { people: 0 } };
    await writeAudit(tx, { contestId, atMs, actor: by.actor, act: 'roster:delete', object: unitCode, detail });
    return true;
  });
  if (!done) return refuse({ code: 'not_found', what: 'roster' });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({});
}

const checkEveryMs = 3_600_000;

/** When the data of a contest's people is due for deletion: so many days after its last round, as its rules say. */
export const retentionEndMs = ({ rounds, rulebook }: CachedContest): number =>
  Math.max(...rounds.map((round) => round.closesAtMs)) + rulebook.privacy.retentionDays * dayMs;

/** Deletes the lists of contests whose retention time is over. Run twice it changes nothing. SPEC U17. */
export async function deleteOldRosters(app: Deps & Pick<App, 'rosters'>): Promise<void> {
  for (const contest of app.contests.all()) {
    const atMs = app.clock.nowMs();
    if (atMs < retentionEndMs(contest)) continue;
    if ((await app.rosters.of(contest)).size === 0 && !(await hasListEntries(app.db, contest.contestId))) continue;
    const { contestId } = contest;
    await app.db.transaction(async (tx) => {
      const deleted = await deleteRosters(tx, contestId);
      if (deleted === 0) return; // another process was first
      const detail = { rosters: deleted };
      await writeAudit(tx, { contestId, atMs, actor: 'timetable', act: 'roster:expire', object: 'contest', detail });
    });
    await app.contests.load(contestId);
    app.bus.publish('contest:changed', { contestId });
  }
}

/** Every hour. */
export function scheduleRosterDeletion(app: Deps & Pick<App, 'log' | 'rosters'>): { stop(): void } {
  const timer = setInterval(() => {
    deleteOldRosters(app).catch((fault: unknown) => app.log.warn({ err: fault }, 'old rosters could not be deleted'));
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
