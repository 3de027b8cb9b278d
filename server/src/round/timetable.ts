import { roundPhase } from '@hoithi/shared/rules/round';
import type { House } from '../app-parts.ts';
import type { HouseContest, HouseRound } from '../contest/contests.ts';
import { Unavailable } from '../platform/db/database.ts';
import { publishRound } from './publish-round.ts';
import { settleRound } from './settle-round.ts';

const lookEveryMs = 500;

/**
 * Settles closed rounds and publishes them at their hour. It only sends the command: the ledger lets one process win, so
 * every process may run it and a late or doubled look changes nothing. SPEC F1, F2.
 */
export function keepTimetable(house: House): { lookNow(): Promise<void>; stop(): void } {
  let looking: Promise<void> | null = null;

  async function lookAt(contest: HouseContest, round: HouseRound): Promise<void> {
    const nowMs = house.clock.nowMs();
    if (!round.settled && roundPhase(round, nowMs) === 'closed') await settleRound(house, contest, round);
    const due = round.publishAtMs !== null && nowMs >= round.publishAtMs;
    if (round.settled && !round.published && due) {
      await publishRound(house, { actor: 'timetable', contestId: null }, round.roundId);
    }
  }
  async function look(): Promise<void> {
    for (const contest of house.contests.all()) {
      for (const round of contest.rounds) {
        // A round that cannot go on holds up no other.
        await lookAt(contest, round).catch((fault: unknown) => {
          if (fault instanceof Unavailable) house.log.warn({ err: fault }, 'the timetable waits for a store');
          else house.log.error({ err: fault }, 'the timetable stumbled');
        });
      }
    }
  }
  const lookNow = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => void lookNow(), lookEveryMs);
  timer.unref();
  return { lookNow, stop: () => clearInterval(timer) };
}
