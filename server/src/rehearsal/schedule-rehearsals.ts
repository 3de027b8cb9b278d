import type { App } from '../app-parts.ts';
import { Unavailable } from '../platform/db/database.ts';
import { watchOwnProcess } from '../platform/metrics/own-process.ts';
import { goOnEnding } from './finish-rehearsal.ts';
import { beginEnding, readRunningRehearsal, writeProcess } from './rehearsals-sql.ts';

const checkEveryMs = 500;

/**
 * While a rehearsal runs, every process writes down how it fares, and whoever looks first ends what is over: the crowd
 * that has told everything, the one that never came, the one that has fallen silent. SPEC Y7.
 */
export function scheduleRoundRehearsals(app: App): { runNow(): Promise<void>; stop(): void } {
  let looking: Promise<void> | null = null;
  let watched: { id: string; own: ReturnType<typeof watchOwnProcess> } | null = null;

  async function look(): Promise<void> {
    if (!app.contests.all().some((contest) => contest.rehearsal)) {
      watched?.own.stop();
      watched = null;
      return;
    }
    const row = await readRunningRehearsal(app.db);
    if (!row) return;
    if (row.taken_at_ms !== null && row.ending === null) {
      if (watched?.id !== row.id) watched = { id: row.id, own: watchOwnProcess() };
      await writeProcess(app.db, row.id, watched.own.look());
    }
    if (row.ending !== null) return goOnEnding(app, row);
    if (app.clock.nowMs() > row.ends_by_ms)
      await beginEnding(app.db, row.id, row.taken_at_ms === null ? 'never-came' : 'silent');
  }

  const runNow = (): Promise<void> => {
    looking ??= look()
      .catch((fault: unknown) => {
        if (fault instanceof Unavailable) app.log.warn({ err: fault }, 'a rehearsal waits for a store');
        else app.log.error({ err: fault }, 'a rehearsal could not be looked after');
      })
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const timer = setInterval(() => void runNow(), checkEveryMs);
  timer.unref();
  return {
    runNow,
    stop() {
      clearInterval(timer);
      watched?.own.stop();
    },
  };
}
