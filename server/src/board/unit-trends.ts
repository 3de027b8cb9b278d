import { roundPhase } from '@hoithi/shared/rules/round';
import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import type { Clock } from '../clock/clock.ts';
import type { HouseContest, HouseRound } from '../house/contests.ts';
import type { Database } from '../ledger/database.ts';
import { readUnitTrend, type UnitTrendRow } from '../ledger/unit-trend.ts';

/** When people came in, by unit and hour, held by the process: an open round is read at most every 30 s. SPEC U12, U20. */
export type UnitTrends = {
  /** What is known now; waits for the ledger only at the first look. A round that is settled is read once more and kept. */
  of(contest: HouseContest, round: HouseRound): Promise<readonly UnitTrendRow[]>;
};

export const trendEveryMs = 30_000;
type Held = { atMs: number; last: boolean; rows: Promise<readonly UnitTrendRow[]> };

export function holdUnitTrends({ db, clock }: { db: Database; clock: Clock }): UnitTrends {
  const held = new Map<string, Held>();
  const reading = new Set<string>();

  function read(contest: HouseContest, round: HouseRound): Promise<readonly UnitTrendRow[]> {
    const { roundId } = round;
    const before = held.get(roundId);
    const last = roundPhase(round, clock.nowMs()) !== 'open' && round.settled;
    const rows = readUnitTrend(db, roundId, round.closesAtMs, citizensApart(contest.rules));
    const next: Held = { atMs: clock.nowMs(), last, rows };
    reading.add(roundId);
    // Until the new rows are there the old ones are told; a read that fails leaves them, to be tried again at the next look.
    if (!before) held.set(roundId, next);
    return rows
      .then((fresh) => {
        held.set(roundId, next);
        return fresh;
      })
      .catch((fault: unknown) => {
        if (!before) held.delete(roundId);
        throw fault;
      })
      .finally(() => reading.delete(roundId));
  }

  return {
    of(contest, round) {
      const known = held.get(round.roundId);
      if (!known) return read(contest, round);
      const stale = !known.last && clock.nowMs() - known.atMs >= trendEveryMs;
      if (stale && !reading.has(round.roundId)) void read(contest, round).catch(() => undefined);
      return known.rows;
    },
  };
}
