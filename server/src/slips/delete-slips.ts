import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { retentionEndMs } from '../units/delete-rosters.ts';
import { deleteSlips, hasSlips } from './slips-sql.ts';

type Deps = Pick<App, 'clock' | 'contests' | 'db'>;
const checkEveryMs = 3_600_000;

/** Deletes the slips of contests whose retention time is over. Run twice it changes nothing. SPEC S24. */
export async function deleteOldSlips(app: Deps): Promise<void> {
  for (const contest of app.contests.all()) {
    const atMs = app.clock.nowMs();
    const { contestId } = contest;
    if (atMs < retentionEndMs(contest) || !(await hasSlips(app.db, contestId))) continue;
    await app.db.transaction(async (tx) => {
      const slips = await deleteSlips(tx, contestId);
      if (slips === 0) return; // another process was first
      await writeAudit(tx, {
        contestId,
        atMs,
        actor: 'timetable',
        act: 'slips:expire',
        object: 'contest',
        detail: { slips },
      });
    });
  }
}

/** Every hour. */
export function scheduleSlipDeletion(app: Deps & Pick<App, 'log'>): { stop(): void } {
  const timer = setInterval(() => {
    deleteOldSlips(app).catch((fault: unknown) => app.log.warn({ err: fault }, 'old slips could not be deleted'));
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
