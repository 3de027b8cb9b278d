import type { App } from '../app-parts.ts';
import { mayPass } from '../platform/db/database.ts';
import { watchOwnProcess } from '../platform/metrics/own-process.ts';
import { continueEnding } from './finish-rehearsal.ts';
import { beginEnding, readRunningRehearsal, writeProcess } from './rehearsals-sql.ts';

const checkEveryMs = 500;
type Deps = Pick<App, 'log'> & Parameters<typeof continueEnding>[0];

/**
 * While a rehearsal runs, every process saves its own figures, and the first to find it ends a rehearsal whose crowd has
 * sent all figures, never came, or sends nothing more. SPEC Y7.
 */
export function scheduleRoundRehearsals(app: Deps): { runNow(): Promise<void>; stop(): void } {
  let running: Promise<void> | null = null;
  let watched: { id: string; own: ReturnType<typeof watchOwnProcess> } | null = null;

  async function run(): Promise<void> {
    if (!app.contests.all().some((contest) => contest.rehearsal)) {
      watched?.own.stop();
      watched = null;
      return;
    }
    const row = await readRunningRehearsal(app.db);
    if (!row) return;
    if (row.taken_at_ms !== null && row.ending === null) {
      if (watched?.id !== row.id) watched = { id: row.id, own: watchOwnProcess() };
      await writeProcess(app.db, row.id, watched.own.read());
    }
    if (row.ending !== null) return continueEnding(app, row);
    if (app.clock.nowMs() > row.ends_by_ms)
      await beginEnding(app.db, row.id, row.taken_at_ms === null ? 'never-came' : 'silent');
  }

  const runNow = (): Promise<void> => {
    running ??= run()
      .catch((fault: unknown) => {
        if (mayPass(fault)) app.log.warn({ err: fault }, 'rehearsal: a store is unavailable, it is checked again');
        else app.log.error({ err: fault }, 'rehearsal: the check failed');
      })
      .finally(() => {
        running = null;
      });
    return running;
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
