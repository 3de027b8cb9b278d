import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { mayPass } from '../platform/db/database.ts';
import { beginLog } from './begin-log.ts';
import { appendStepLeaves } from './step-leaves.ts';

type Deps = Pick<App, 'background' | 'clock' | 'contests' | 'db' | 'log' | 'logKey' | 'sequencer'>;
const everyMs = 1_000;

/**
 * Begins the log of a contest if it has none, writes the leaves of every step until now, and gives them their places: who reads
 * the log of what happened a moment ago does this first. SPEC Z1.
 */
export async function bringLogUp(
  app: Pick<App, 'clock' | 'contests' | 'db' | 'logKey' | 'sequencer'>,
  contest: CachedContest,
  yieldIfDue: () => Promise<void> = async () => undefined,
): Promise<void> {
  await beginLog(app, contest, yieldIfDue);
  await appendStepLeaves(app, contest, yieldIfDue);
  await app.sequencer.runNow();
}

/**
 * Begins the logs of contests that have none, and writes the leaves of their steps, beside whatever people do. SPEC Z1.
 */
export function keepLogs(app: Deps): { runNow(): Promise<void>; stop(): void } {
  const done = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function runAll(): Promise<void> {
    for (const contest of app.contests.all()) {
      const steps = contest.rounds.reduce((sum, { seq }) => sum + seq + 1, contest.rulesVersion);
      if (stopped || done.get(contest.contestId) === steps) continue;
      await app.background.run(async (yieldIfDue) => {
        await beginLog(app, contest, yieldIfDue);
        await appendStepLeaves(app, contest, yieldIfDue);
      });
      done.set(contest.contestId, steps);
    }
  }
  function runNow(): Promise<void> {
    running = running.then(runAll).catch((fault: unknown) => {
      if (stopped) return;
      if (mayPass(fault)) app.log.warn({ err: fault }, 'the log waits: a store is unavailable');
      else app.log.error({ err: fault }, 'leaves could not be written');
    });
    return running;
  }
  const timer = setInterval(() => void runNow(), everyMs);
  timer.unref();
  return {
    runNow,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
