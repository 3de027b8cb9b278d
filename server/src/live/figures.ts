import type { CachedContest } from '../contest/contests.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/db/database.ts';
import type { ScopeCounts } from './count-people.ts';
import { type ContestCounts, countOpenAttempts } from './counts-sql.ts';
import type { UnitCounts } from './unit-figures.ts';

const noCounts: ContestCounts = { byRound: new Map(), contestPersons: 0, openAttempts: new Map() };
const noUnits: UnitCounts = new Map();
/** Only the organizer's page shows open attempts, so they may be older than the counts. */
const openAttemptsEveryMs = 1_000;

/** The latest counts of each contest, as every view shows them. */
export class Figures {
  readonly #deps: { db: Queries; clock: Clock };
  readonly #counts = new Map<string, ContestCounts>(); // by contest
  readonly #unitCounts = new Map<string, UnitCounts>(); // by round or contest
  readonly #openAttempts = new Map<string, { untilMs: number; byRound: Map<string, number> }>(); // by contest

  constructor(deps: { db: Queries; clock: Clock }) {
    this.#deps = deps;
  }

  counts(contestId: string): ContestCounts {
    return this.#counts.get(contestId) ?? noCounts;
  }

  unitCounts(id: string): UnitCounts {
    return this.#unitCounts.get(id) ?? noUnits;
  }

  has(id: string): boolean {
    return this.#unitCounts.has(id);
  }

  /** `scopes`: the contest's counts, and those of its rounds; a round that is missing in them stays as it was. */
  async store(contest: CachedContest, scopes: ReadonlyMap<string, ScopeCounts>): Promise<void> {
    const { contestId } = contest;
    for (const [scope, { units }] of scopes) this.#unitCounts.set(scope, units);
    const known = this.#counts.get(contestId)?.byRound;
    const byRound: ContestCounts['byRound'] = new Map();
    for (const { roundId } of contest.rounds) {
      const own = scopes.get(roundId);
      const counts = own ? { attempts: own.attempts, roundPersons: own.persons } : known?.get(roundId);
      if (counts) byRound.set(roundId, counts);
    }
    this.#counts.set(contestId, {
      byRound,
      contestPersons: scopes.get(contestId)?.persons ?? 0,
      openAttempts: await this.#readOpenAttempts(contestId),
    });
  }

  async #readOpenAttempts(contestId: string): Promise<Map<string, number>> {
    const { db, clock } = this.#deps;
    const known = this.#openAttempts.get(contestId);
    if (known && clock.nowMs() < known.untilMs) return known.byRound;
    const begunMs = performance.now();
    const byRound = await countOpenAttempts(db, contestId);
    const restMs = Math.max(openAttemptsEveryMs, 10 * (performance.now() - begunMs));
    this.#openAttempts.set(contestId, { untilMs: clock.nowMs() + restMs, byRound });
    return byRound;
  }
}
