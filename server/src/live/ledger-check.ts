import { roundPhase } from '@hoithi/shared/rules/round';
import type { Logger } from 'pino';
import type { CachedContest, Contests } from '../contest/contests.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Counters } from '../platform/rankings/counters.ts';
import type { Rankings } from '../platform/rankings/rankings.ts';
import { countsAreWhole, expectCounts, rebuildCounts } from './count-people.ts';
import { countRankable } from './counts-sql.ts';
import { boardOf, rebuildRankings } from './rank-contestants.ts';

const everyMs = 10_000;

type Deps = {
  db: Queries;
  clock: Clock;
  contests: Contests;
  rankings: Rankings;
  counters: Counters;
  log: Logger;
  /** A ranking was rebuilt. */
  onRebuilt(): void;
  /** A rebuild of the counters ended, whether they are whole now or not. */
  onCounted(contestId: string): void;
};

/**
 * Compares rankings and counters with the ledger, and rebuilds them where they lag behind it: what the ledger held at one
 * check must be in them at the next. SPEC K3, N14.
 */
export class LedgerCheck {
  readonly #deps: Deps;
  readonly #expectedCounts = new Map<string, ReadonlyMap<string, number>>(); // by contest, at the last check
  readonly #rankable = new Map<string, number>(); // persons by round, at the last check
  readonly #rebuilding = new Map<string, Promise<boolean>>(); // by contest
  /** The store was away, so it may be empty or an older copy of the same size. */
  #suspect = false;
  #nextAtMs = 0;
  #stopped = false;
  /** When the last check ended; null: none has. */
  checkedAtMs: number | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  suspect(): void {
    this.#suspect = true;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Checks if it is time to. Answers whether everything was rebuilt, so that every contest has to be counted anew. */
  async runIfDue(): Promise<boolean> {
    const { clock } = this.#deps;
    if (!this.#suspect && clock.nowMs() < this.#nextAtMs) return false;
    const begunMs = performance.now();
    const all = this.#suspect;
    this.#suspect = false; // an outage from here on is for the next check
    try {
      await this.#checkRankings(all);
      await this.#checkCounts(all);
    } catch (outage) {
      this.#suspect ||= all;
      throw outage;
    }
    this.checkedAtMs = clock.nowMs();
    this.#nextAtMs = this.checkedAtMs + everyMs + 20 * (performance.now() - begunMs);
    return all;
  }

  async #checkRankings(all: boolean): Promise<void> {
    const { db, rankings, contests, clock, log } = this.#deps;
    for (const contest of contests.all()) {
      for (const { roundId, ordinal } of contest.rounds.filter(
        (round) => roundPhase(round, clock.nowMs()) === 'open',
      )) {
        const { completeOnly } = contest.settings(contest.rulesVersion, ordinal).round.counted;
        const expected = this.#rankable.get(roundId) ?? (await countRankable(db, roundId, completeOnly));
        if (all || (await rankings.size(boardOf(roundId))) < expected) {
          log.info({ roundId }, 'rankings are rebuilt from the ledger');
          await rebuildRankings(this.#deps, roundId);
          this.#deps.onRebuilt();
        }
        this.#rankable.set(roundId, await countRankable(db, roundId, completeOnly));
      }
    }
  }

  async #checkCounts(all: boolean): Promise<void> {
    const { contests, log } = this.#deps;
    for (const contest of contests.all().filter((each) => each.rounds.some((round) => !round.settled))) {
      const { contestId } = contest;
      const expected = all ? await expectCounts(this.#deps, contest) : this.#expectedCounts.get(contestId);
      if (this.#rebuilding.has(contestId)) continue;
      if (expected && !(await countsAreWhole(this.#deps, expected))) {
        log.info({ contestId }, 'counters lag behind the ledger');
        this.rebuildInBackground(contest);
      }
      this.#expectedCounts.set(contestId, await expectCounts(this.#deps, contest));
    }
  }

  async countersAreWhole(contest: CachedContest): Promise<boolean> {
    return countsAreWhole(this.#deps, await expectCounts(this.#deps, contest));
  }

  /** Rebuilds a contest's counters; one rebuild at a time for each contest. */
  rebuild(contest: CachedContest): Promise<boolean> {
    const { contestId } = contest;
    const pending = this.#rebuilding.get(contestId);
    if (pending) return pending;
    this.#deps.log.info({ contestId }, 'counters are rebuilt from the ledger');
    const rebuilt = rebuildCounts(this.#deps, contest).finally(() => this.#rebuilding.delete(contestId));
    this.#rebuilding.set(contestId, rebuilt);
    return rebuilt;
  }

  /** A rebuild of half a million attempts takes minutes: until then the last figures stand and new results are ranked. */
  rebuildInBackground(contest: CachedContest): void {
    const { contestId } = contest;
    if (this.#rebuilding.has(contestId)) return;
    void this.rebuild(contest)
      .catch((fault: unknown) => {
        if (!this.#stopped) this.#deps.log.warn({ err: fault, contestId }, 'rebuilding the counters failed');
      })
      .finally(() => this.#deps.onCounted(contestId));
  }
}
