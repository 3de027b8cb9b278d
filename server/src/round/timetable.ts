import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { Unavailable } from '../platform/db/database.ts';
import { publishRound } from './publish-round.ts';
import { settleRound } from './settle-round.ts';

const checkEveryMs = 500;

/**
 * Settles closed rounds and publishes them at their hour. It only sends the command: the ledger lets one process win, so
 * every process may run it and a late or doubled look changes nothing. SPEC F1, F2.
 */
export function startTimetable(app: App): { runNow(): Promise<void>; stop(): void } {
  let looking: Promise<void> | null = null;

  async function lookAt(contest: CachedContest, round: CachedRound): Promise<void> {
    const nowMs = app.clock.nowMs();
    if (!round.settled && roundPhase(round, nowMs) === 'closed') await settleRound(app, contest, round);
    const due = round.publishAtMs !== null && nowMs >= round.publishAtMs;
    if (round.settled && !round.published && due) {
      await publishRound(app, { actor: 'timetable', contestId: null }, round.roundId);
    }
  }
  async function look(): Promise<void> {
    for (const contest of app.contests.all()) {
      for (const round of contest.rounds) {
        // A round that cannot go on holds up no other.
        await lookAt(contest, round).catch((fault: unknown) => {
          if (fault instanceof Unavailable) app.log.warn({ err: fault }, 'the timetable waits for a store');
          else app.log.error({ err: fault }, 'the timetable stumbled');
        });
      }
    }
  }
  const runNow = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => void runNow(), checkEveryMs);
  timer.unref();
  return { runNow, stop: () => clearInterval(timer) };
}
