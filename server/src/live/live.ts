import type { Logger } from 'pino';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest, Contests } from '../contest/contests.ts';
import type { Bus } from '../platform/bus/bus.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { type Database, mayPass } from '../platform/db/database.ts';
import type { Rankings } from '../platform/rankings/rankings.ts';
import { countDue, countNow, readCounts } from './count-people.ts';
import type { ContestCounts } from './counts-sql.ts';
import { Figures } from './figures.ts';
import { LedgerCheck } from './ledger-check.ts';
import { readContestsDue } from './person-counts-sql.ts';
import { rankContestants } from './rank-contestants.ts';
import type { UnitCounts } from './unit-figures.ts';

const publishEveryMs = 250;
/** So long one contest's people are counted before another's, and before the figures of all are published. */
const countForMs = 125;
/** Whom another process left due when it stopped is found this often. */
const strayEveryMs = 2_000;
const startsKeptMax = 20_000;

type Deps = {
  db: Database;
  bus: Bus;
  clock: Clock;
  contests: Contests;
  rankings: Rankings;
  log: Logger;
  /** A ranking was rebuilt from the ledger. */
  onRebuilt(): void;
};

/** People to rank anew, by round. */
class PeopleDue {
  readonly #byId = new Map<string, Set<string>>();

  add(id: string, who: string): void {
    const known = this.#byId.get(id);
    if (known) known.add(who);
    else this.#byId.set(id, new Set([who]));
  }

  count(): number {
    return [...this.#byId.values()].reduce((sum, people) => sum + people.size, 0);
  }

  /** Works for everybody who is due; those for whom the work failed stay due. */
  async workOff(work: (id: string, who: string[]) => Promise<void>): Promise<void> {
    for (const [id, people] of [...this.#byId]) {
      this.#byId.delete(id);
      try {
        await work(id, [...people]);
      } catch (outage) {
        this.#byId.set(id, new Set([...people, ...(this.#byId.get(id) ?? [])]));
        throw outage;
      }
    }
  }
}

/**
 * Counts and ranks what has changed, and publishes the figures at most every 250 ms. All of it is derived from the ledger.
 * SPEC V2, C1, C6, K3.
 */
export class Live {
  readonly #deps: Deps;
  readonly #figures: Figures;
  readonly #check: LedgerCheck;
  readonly #toRank = new PeopleDue(); // by round
  /** Contests with people to count. */
  readonly #toCount = new Set<string>();
  #strayAtMs = 0;
  /** Rounds in which something changed in this process since the last publication. */
  readonly #touched = new Set<string>();
  /** Contests whose figures have to be read again. */
  readonly #stale = new Set<string>();
  readonly #restUntilMs = new Map<string, number>(); // by contest
  readonly #startsAtMs = new Map<string, number[]>(); // by round
  readonly #listeners: ((contestId: string) => void)[] = [];
  readonly #timer: NodeJS.Timeout;
  #publishing = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#figures = new Figures(deps);
    this.#check = new LedgerCheck(deps);
    const { bus, contests } = deps;
    bus.subscribe('round:touched', ({ roundId }) => {
      const found = contests.byRound(roundId);
      if (found) this.#stale.add(found.contest.contestId);
    });
    bus.subscribe('round:changed', ({ contestId }) => this.#stale.add(contestId));
    bus.subscribe('contest:changed', ({ contestId }) => this.#stale.add(contestId));
    this.#timer = setInterval(() => void this.#publishOnce(), publishEveryMs);
    this.#timer.unref();
  }

  /** An attempt began here. */
  touch(roundId: string): void {
    this.#touched.add(roundId);
    const starts = this.#startsAtMs.get(roundId) ?? [];
    starts.push(this.#deps.clock.nowMs());
    this.#startsAtMs.set(roundId, starts.length > startsKeptMax ? starts.slice(-startsKeptMax / 2) : starts);
  }

  submitted({ round_id, contestant_id, practice }: SubmissionRow): void {
    this.#touched.add(round_id);
    const contest = this.#deps.contests.byRound(round_id)?.contest;
    if (practice || !contest) return;
    this.#toRank.add(round_id, contestant_id);
    this.#toCount.add(contest.contestId);
  }

  /** What a person adds to the counts may have changed: another unit, an attempt voided. */
  recount(contestId: string, contestantId: string): void {
    this.#toCount.add(contestId);
    for (const { roundId } of this.#deps.contests.byId(contestId)?.rounds ?? []) {
      this.#toRank.add(roundId, contestantId);
      this.#touched.add(roundId);
    }
  }

  counts(contestId: string): ContestCounts {
    return this.#figures.counts(contestId);
  }

  /** People by unit, each unit alone, of a round or of a whole contest. */
  unitCounts(id: string): UnitCounts {
    return this.#figures.unitCounts(id);
  }

  startsPerMinute(roundId: string): number {
    const sinceMs = this.#deps.clock.nowMs() - 60_000;
    const recent = (this.#startsAtMs.get(roundId) ?? []).filter((atMs) => atMs > sinceMs);
    this.#startsAtMs.set(roundId, recent);
    return recent.length;
  }

  /** Called with a contest whose figures are fresh. */
  onFresh(listener: (contestId: string) => void): void {
    this.#listeners.push(listener);
  }

  /** How many people wait to be ranked, and when rankings and ledger were last compared. SPEC K3, N11. */
  rankingsLag(): { waiting: number; checkedAtMs: number | null } {
    return { waiting: this.#toRank.count(), checkedAtMs: this.#check.checkedAtMs };
  }

  /** The store of the rankings was away: it may be empty, or an older copy of the same size, so all is rebuilt. SPEC K3, N14. */
  markStoreSuspect(): void {
    this.#check.suspect();
  }

  /** Counts whoever is due now, and answers when the figures are fresh: before a contest is served, and where they have to be true now. */
  async refresh(contestId: string): Promise<void> {
    const { db, contests } = this.#deps;
    const contest = contests.byId(contestId);
    if (!contest) return;
    await countNow(db, contest);
    await this.#recountContest(contest);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #publishOnce(): Promise<void> {
    if (this.#publishing) return;
    this.#publishing = true;
    const { log } = this.#deps;
    try {
      await this.#publish();
    } catch (fault) {
      if (mayPass(fault)) log.warn({ err: fault }, 'live figures wait: a store is unavailable');
      else log.error({ err: fault }, 'publishing live figures failed');
    } finally {
      this.#publishing = false;
    }
  }

  async #publish(): Promise<void> {
    const { bus, clock, contests } = this.#deps;
    try {
      await this.#countAndRank();
    } finally {
      for (const roundId of this.#touched) bus.publish('round:touched', { roundId }); // counted first, so that others read it
      this.#touched.clear();
    }
    const nowMs = clock.nowMs();
    for (const contestId of [...this.#stale]) {
      if (nowMs < (this.#restUntilMs.get(contestId) ?? 0)) continue;
      this.#stale.delete(contestId);
      const contest = contests.byId(contestId);
      if (contest) await this.#recountContest(contest);
    }
    await this.#check.runIfDue();
  }

  async #countAndRank(): Promise<void> {
    await this.#countDue();
    await this.#toRank.workOff((roundId, who) => rankContestants(this.#deps, roundId, who));
  }

  /** Some pages of each contest: who is still due is counted at the next turn, so that nobody waits for a crowd of another contest. */
  async #countDue(): Promise<void> {
    const { db, clock, contests } = this.#deps;
    if (clock.nowMs() >= this.#strayAtMs) {
      this.#strayAtMs = clock.nowMs() + strayEveryMs;
      for (const contestId of await readContestsDue(db)) this.#toCount.add(contestId);
    }
    for (const contestId of [...this.#toCount]) {
      const contest = contests.byId(contestId);
      this.#toCount.delete(contestId);
      if (!contest) continue;
      try {
        const untilMs = performance.now() + countForMs;
        let counted = await countDue(db, contest);
        const [round] = contest.rounds;
        if (counted === 'more' && round) this.#touched.add(round.roundId);
        while (counted === 'more' && performance.now() < untilMs) counted = await countDue(db, contest);
        if (counted !== 'done') this.#toCount.add(contestId);
      } catch (outage) {
        this.#toCount.add(contestId);
        throw outage;
      }
      this.#stale.add(contestId);
    }
  }

  async #recountContest(contest: CachedContest): Promise<void> {
    const { contestId } = contest;
    const begunMs = performance.now();
    const settled = contest.rounds.filter((round) => round.settled && this.#figures.has(round.roundId));
    const known = new Set(settled.map((round) => round.roundId));
    await this.#figures.store(contest, await readCounts(this.#deps.db, contest, known));
    // Counting that takes long is done less often: at most a tenth of the time goes into it.
    const restMs = Math.max(publishEveryMs, 10 * (performance.now() - begunMs));
    this.#restUntilMs.set(contestId, this.#deps.clock.nowMs() + restMs);
    for (const listener of this.#listeners) listener(contestId);
  }
}
