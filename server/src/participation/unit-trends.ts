import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { UnitTrend } from './unit-race.ts';
import { readUnitTrend } from './unit-trend-sql.ts';

/**
 * When the people of a round came in, by unit and hour, read from the ledger when somebody asks and then held: at most
 * one reading every 30 seconds while entries come, whoever asks meanwhile shares it. SPEC U20.
 */
export type UnitTrends = { of(contest: CachedContest, round: CachedRound): Promise<UnitTrend> };

const restMs = 30_000;
const restAfterCloseMs = 600_000;
/** A reading that takes long is made less often: at most a tenth of the time goes into it. */
const restTimes = 10;

export function cacheUnitTrends({ db, clock }: { db: Database; clock: Clock }): UnitTrends {
  const held = new Map<string, { trend: UnitTrend; restUntilMs: number }>();
  const reading = new Map<string, Promise<UnitTrend>>();

  async function read(contest: CachedContest, round: CachedRound): Promise<UnitTrend> {
    const begunMs = performance.now();
    const readAtMs = clock.nowMs();
    const rows = await readUnitTrend(db, round.roundId, round.closesAtMs, citizensApart(contest.rules));
    const trend = { readAtMs, rows };
    const calm = readAtMs > round.closesAtMs + restAfterCloseMs;
    const restUntilMs =
      readAtMs + Math.max(calm ? restAfterCloseMs : restMs, restTimes * (performance.now() - begunMs));
    held.set(round.roundId, { trend, restUntilMs });
    return trend;
  }

  return {
    async of(contest, round) {
      const known = held.get(round.roundId);
      if (known && clock.nowMs() < known.restUntilMs) return known.trend;
      let under = reading.get(round.roundId);
      if (!under) {
        under = read(contest, round).finally(() => reading.delete(round.roundId));
        reading.set(round.roundId, under);
      }
      if (!known) return under;
      under.catch(() => undefined); // whoever asks meanwhile hears the last one, and the next look tries again
      return known.trend;
    },
  };
}
