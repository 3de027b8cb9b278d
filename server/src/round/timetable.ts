import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { byServer } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { isSealDue, sealRound } from '../contest/seal-round.ts';
import { mayPass } from '../platform/db/database.ts';
import { stepRound } from './change-round.ts';
import { publishRound } from './publish-round.ts';
import { settleRound } from './settle-round.ts';
import { readUndecided } from './standings-sql.ts';

const checkEveryMs = 500;

type Deps = Pick<App, 'log'> & Parameters<typeof publishRound>[0] & Parameters<typeof settleRound>[0];

/**
 * Seals rounds before they open, settles closed ones, and publishes at their hour those that people have finalized. The ledger
 * lets one process win, so every process may run it, and a late or doubled run changes nothing. SPEC F1, F2, F12, Q21.
 */
export function startTimetable(app: Deps): { runNow(): Promise<void>; stop(): void } {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function runRound(contest: CachedContest, round: CachedRound): Promise<void> {
    const nowMs = app.clock.nowMs();
    if (isSealDue(contest, round, nowMs)) await sealRound(app, round.roundId, byServer('timetable').actor);
    if (!round.settled && roundPhase(round, nowMs) === 'closed') await settleRound(app, contest, round);
    const due = round.publishAtMs !== null && nowMs >= round.publishAtMs;
    if (!round.settled || round.published || !due) return;
    if (contest.demo && !round.finalized) await finalizeDemo(app, round);
    if (app.contests.byRound(round.roundId)?.round.finalized)
      await publishRound(app, byServer('timetable'), round.roundId);
  }
  async function runAll(): Promise<void> {
    for (const contest of app.contests.all()) {
      for (const round of contest.rounds) {
        // A round that fails delays no other.
        await runRound(contest, round).catch((fault: unknown) => {
          if (mayPass(fault)) app.log.warn({ err: fault }, 'timetable: a store is unavailable, it runs again');
          else app.log.error({ err: fault }, 'timetable failed');
        });
      }
    }
  }
  /** A run that begins after this call: after the current one, where there is one. */
  const runNow = (): Promise<void> => {
    const start = (): Promise<void> => {
      next = null;
      running = runAll();
      return running;
    };
    next ??= running.then(start, start);
    return next;
  };
  const timer = setInterval(() => void runNow(), checkEveryMs);
  timer.unref();
  return { runNow, stop: () => clearInterval(timer) };
}

/** A demo has no committee: what leaves nothing to decide is finalized for it, so that it shows a published round. */
async function finalizeDemo(app: Deps, round: CachedRound): Promise<void> {
  const { standingVersion } = round;
  if (standingVersion === null || (await readUndecided(app.db, round.roundId, standingVersion)) > 0) return;
  await stepRound(app, round, { kind: 'finalized', detail: { standingVersion } }, 'timetable');
}
