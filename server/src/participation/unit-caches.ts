import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { type RosterRow, readRosters } from '../units/rosters-sql.ts';
import { readUnitQuality, readUnitTrend, type UnitQualityRow, type UnitTrendRow } from './unit-figures-sql.ts';

/** Figures of units that are read from the ledger when somebody needs them, and then cached. */

/** When people took part, as of an instant; a new value for each reading, never changed. */
export type UnitTrend = { readAtMs: number; rows: readonly UnitTrendRow[] };

const freshMs = 30_000;
const freshAfterCloseMs = 600_000;
/** A reading that takes long is done less often: at most a tenth of the time goes into it. */
const freshTimes = 10;

/**
 * When the people of a round took part, by unit and hour: at most one reading every 30 seconds while entries come, shared
 * by all. SPEC U20.
 */
export class UnitTrends {
  readonly #deps: { db: Database; clock: Clock };
  readonly #trends = new Map<string, { trend: UnitTrend; freshUntilMs: number }>();
  readonly #readings = new Map<string, Promise<UnitTrend>>();

  constructor(deps: { db: Database; clock: Clock }) {
    this.#deps = deps;
  }

  async of(contest: CachedContest, round: CachedRound): Promise<UnitTrend> {
    const known = this.#trends.get(round.roundId);
    if (known && this.#deps.clock.nowMs() < known.freshUntilMs) return known.trend;
    let reading = this.#readings.get(round.roundId);
    if (!reading) {
      reading = this.#read(contest, round).finally(() => this.#readings.delete(round.roundId));
      this.#readings.set(round.roundId, reading);
    }
    if (!known) return reading;
    reading.catch(() => undefined); // the last trend serves meanwhile, and the next call reads again
    return known.trend;
  }

  async #read(contest: CachedContest, round: CachedRound): Promise<UnitTrend> {
    const begunMs = performance.now();
    const readAtMs = this.#deps.clock.nowMs();
    const rows = await readUnitTrend(this.#deps.db, round.roundId, round.closesAtMs, contest.entrance.citizensApart);
    const trend = { readAtMs, rows };
    const leastMs = readAtMs > round.closesAtMs + freshAfterCloseMs ? freshAfterCloseMs : freshMs;
    const freshUntilMs = readAtMs + Math.max(leastMs, freshTimes * (performance.now() - begunMs));
    this.#trends.set(round.roundId, { trend, freshUntilMs });
    return trend;
  }
}

/** How well units answered, by numbered standing: a standing never changes, so it is read once. SPEC U13. */
export class UnitQualities {
  readonly #db: Database;
  readonly #readings = new Map<string, { version: number; rows: Promise<readonly UnitQualityRow[]> }>();

  constructor(db: Database) {
    this.#db = db;
  }

  of(round: CachedRound): Promise<readonly UnitQualityRow[]> {
    const version = round.standingVersion;
    if (version === null) return Promise.resolve([]);
    const known = this.#readings.get(round.roundId);
    if (known?.version === version) return known.rows;
    const rows = readUnitQuality(this.#db, round.roundId, version, round.closesAtMs);
    this.#readings.set(round.roundId, { version, rows });
    rows.catch(() => this.#readings.delete(round.roundId)); // the next call reads again
    return rows;
  }
}

/** Which units have a list, and how long it is. A contest is a new object after every change; its lists are read again. SPEC U15. */
export class UnitRosters {
  readonly #db: Database;
  readonly #readings = new WeakMap<CachedContest, Promise<ReadonlyMap<string, RosterRow>>>();

  constructor(db: Database) {
    this.#db = db;
  }

  of(contest: CachedContest): Promise<ReadonlyMap<string, RosterRow>> {
    const known = this.#readings.get(contest);
    if (known) return known;
    const rows = readRosters(this.#db, contest.contestId).then(
      (all) => new Map(all.map((row) => [row.unit_code, row])),
    );
    this.#readings.set(contest, rows);
    rows.catch(() => this.#readings.delete(contest)); // the next call reads again
    return rows;
  }
}
