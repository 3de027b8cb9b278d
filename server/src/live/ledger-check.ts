import { roundPhase } from '@hoithi/shared/rules/round';
import type { Logger } from 'pino';
import type { Contests } from '../contest/contests.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Rankings } from '../platform/rankings/rankings.ts';
import { countRankable } from './person-counts-sql.ts';
import { boardOf, rebuildRankings } from './rank-contestants.ts';

const everyMs = 10_000;

type Deps = {
  db: Queries;
  clock: Clock;
  contests: Contests;
  rankings: Rankings;
  log: Logger;
  /** A ranking was rebuilt. */
  onRebuilt(): void;
};

/**
 * Compares the rankings of open rounds with the ledger, and rebuilds them where they lag behind it: who was counted at one
 * check must be in them at the next. SPEC K3, N14.
 */
export class LedgerCheck {
  readonly #deps: Deps;
  readonly #rankable = new Map<string, number>(); // persons by round, at the last check
  /** The store was away, so it may be empty or an older copy of the same size. */
  #suspect = false;
  #nextAtMs = 0;
  /** When the last check ended; null: none has. */
  checkedAtMs: number | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  suspect(): void {
    this.#suspect = true;
  }

  async runIfDue(): Promise<void> {
    const { clock } = this.#deps;
    if (!this.#suspect && clock.nowMs() < this.#nextAtMs) return;
    const begunMs = performance.now();
    const all = this.#suspect;
    this.#suspect = false; // an outage from here on is for the next check
    try {
      await this.#checkRankings(all);
    } catch (outage) {
      this.#suspect ||= all;
      throw outage;
    }
    this.checkedAtMs = clock.nowMs();
    this.#nextAtMs = this.checkedAtMs + everyMs + 20 * (performance.now() - begunMs);
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
}
