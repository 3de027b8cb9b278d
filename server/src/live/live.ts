import { roundPhase } from '@hoithi/shared/rules/round';
import type { Logger } from 'pino';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest, Contests } from '../contest/contests.ts';
import type { Bus } from '../platform/bus/bus.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { type Database, Unavailable } from '../platform/db/database.ts';
import type { Counters } from '../platform/rankings/counters.ts';
import type { Rankings } from '../platform/rankings/rankings.ts';
import {
  countLedger,
  countPeople,
  countsAreWhole,
  expectCounts,
  readCounts,
  rebuildCounts,
  type ScopeCounts,
} from './count-people.ts';
import { type ContestCounts, countOpenAttempts } from './counts-sql.ts';
import { boardOf, rankContestants } from './rank-contestants.ts';
import { countRankable, rebuildRankings } from './rebuild-rankings.ts';
import type { UnitCounts } from './unit-figures.ts';

/** Gathers what has changed and tells watchers at most every 250 ms; counts are derived from the ledger. SPEC V2, C1, C6, K3. */
export type Board = {
  /** Something in this round changed here. */
  touch(roundId: string): void;
  submitted(submission: SubmissionRow): void;
  /** What a person adds to the counts may have changed: another unit, an attempt voided. */
  recount(contestId: string, contestantId: string): void;
  counts(contestId: string): ContestCounts;
  /** People by unit, each unit alone, of a round or of a whole contest. */
  unitCounts(id: string): UnitCounts;
  startsPerMinute(roundId: string): number;
  /** Called with a contest whose figures are fresh. */
  onFresh(listener: (contestId: string) => void): void;
  /** How many wait for their place in the rankings, and when rankings and ledger were last compared. SPEC K3, N11. */
  rankingsLag(): { waiting: number; checkedAtMs: number | null };
  /** The rankings' store was away: it may be empty, or hold an older copy of the same size. All of it is made again. SPEC K3, N14. */
  markStoreSuspect(): void;
  /** Counts now, and answers when the figures are fresh and the counters whole. */
  refresh(contestId: string): Promise<void>;
  /** Answers as soon as there are true figures: counters that are not whole, or too old, are made again behind it. */
  begin(contestId: string): Promise<void>;
  stop(): void;
};

const noCounts: ContestCounts = { byRound: new Map(), contestPersons: 0, openAttempts: new Map() };
/** Open attempts are for the desk alone, so they may be older than the counts. */
const openEveryMs = 1_000;
const noUnits: UnitCounts = new Map();
const publishEveryMs = 250;
const checkEveryMs = 10_000;

export function openBoard(deps: {
  db: Database;
  bus: Bus;
  clock: Clock;
  contests: Contests;
  rankings: Rankings;
  counters: Counters;
  log: Logger;
  onRebuilt(): void;
}): Board {
  const { db, bus, clock, contests, rankings, counters, log } = deps;
  const counts = new Map<string, ContestCounts>();
  const unitCounts = new Map<string, UnitCounts>();
  const openAttempts = new Map<string, { untilMs: number; byRound: Map<string, number> }>();
  const toRank = new Map<string, Set<string>>(); // round -> contestants
  const toCount = new Map<string, Set<string>>(); // contest -> contestants
  const touchedHere = new Set<string>();
  const stale = new Map<string, number>(); // contest -> earliest instant to count again
  const restUntil = new Map<string, number>();
  const starts = new Map<string, number[]>();
  const expectedCounts = new Map<string, ReadonlyMap<string, number>>(); // contest -> what its counters held at least at the last look
  const rankable = new Map<string, number>(); // round -> persons at the last look
  const listeners: ((contestId: string) => void)[] = [];
  let checkedAtMs = 0;
  let suspect = false;
  let comparedAtMs: number | null = null;
  let beating = false;
  let stopped = false;
  const rebuilding = new Map<string, Promise<boolean>>(); // by contest

  function rebuild(contest: CachedContest): Promise<boolean> {
    const { contestId } = contest;
    const pending = rebuilding.get(contestId);
    if (pending) return pending;
    log.info({ contestId }, 'counts are rebuilt from the ledger');
    const made = rebuildCounts({ db, counters }, contest).finally(() => rebuilding.delete(contestId));
    rebuilding.set(contestId, made);
    return made;
  }

  /** A rebuild of half a million attempts takes its time: meanwhile the last figures stand, and everybody is ranked as ever. */
  function rebuildBehind(contest: CachedContest): void {
    if (rebuilding.has(contest.contestId)) return;
    void rebuild(contest)
      .catch((fault: unknown) => void (stopped || log.warn({ err: fault }, 'counts could not be rebuilt')))
      .finally(() => stale.set(contest.contestId, 0)); // whole, or another process is at it, or it is tried again
  }

  async function recount(contestId: string): Promise<void> {
    const contest = contests.byId(contestId);
    if (!contest) return;
    const begunMs = performance.now();
    const settled = new Set(
      contest.rounds.filter((round) => round.settled && unitCounts.has(round.roundId)).map((round) => round.roundId),
    );
    const figures = await readCounts({ counters }, contest, settled);
    if (figures === null) return rebuildBehind(contest);
    await take(contest, figures, begunMs);
  }

  async function take(contest: CachedContest, figures: Map<string, ScopeCounts>, begunMs: number): Promise<void> {
    const { contestId } = contest;
    for (const [scope, { units }] of figures) unitCounts.set(scope, units);
    counts.set(contestId, {
      byRound: new Map(
        contest.rounds.flatMap(({ roundId }) => {
          const own = figures.get(roundId);
          const kept = counts.get(contestId)?.byRound.get(roundId);
          if (own) return [[roundId, { attempts: own.attempts, roundPersons: own.persons }] as const];
          return kept ? [[roundId, kept] as const] : [];
        }),
      ),
      contestPersons: figures.get(contestId)?.persons ?? 0,
      openAttempts: await readOpenAttempts(contestId),
    });
    // Work that takes long is done less often: at most a tenth of the time goes into it.
    restUntil.set(contestId, clock.nowMs() + Math.max(publishEveryMs, 10 * (performance.now() - begunMs)));
    for (const tell of listeners) tell(contestId);
  }

  async function readOpenAttempts(contestId: string): Promise<Map<string, number>> {
    const known = openAttempts.get(contestId);
    if (known && clock.nowMs() < known.untilMs) return known.byRound;
    const begunMs = performance.now();
    const byRound = await countOpenAttempts(db, contestId);
    const restMs = Math.max(openEveryMs, 10 * (performance.now() - begunMs));
    openAttempts.set(contestId, { untilMs: clock.nowMs() + restMs, byRound });
    return byRound;
  }

  /** Does the work for everybody who waits; whoever it could not be done for waits on. */
  async function workOff(waiting: Map<string, Set<string>>, work: (id: string, who: string[]) => Promise<void>) {
    for (const [id, who] of [...waiting]) {
      waiting.delete(id);
      try {
        await work(id, [...who]);
      } catch (outage) {
        waiting.set(id, new Set([...who, ...(waiting.get(id) ?? [])]));
        throw outage;
      }
    }
  }
  async function countWaiting(): Promise<void> {
    await workOff(toCount, async (contestId, who) => {
      const contest = contests.byId(contestId);
      if (contest) await countPeople({ db, counters }, contest, who);
    });
    await workOff(toRank, (roundId, who) => rankContestants({ db, rankings, contests }, roundId, who));
  }
  function wait(waiting: Map<string, Set<string>>, id: string, who: string): void {
    const known = waiting.get(id);
    if (known) known.add(who);
    else waiting.set(id, new Set([who]));
  }

  /** Rankings may be thrown away at any moment: whoever was counted at the last look must be ranked by now. SPEC K3. */
  async function checkRankings(all: boolean): Promise<void> {
    const work = { db, rankings, contests };
    for (const contest of contests.all()) {
      for (const { roundId } of contest.rounds.filter((round) => roundPhase(round, clock.nowMs()) === 'open')) {
        const expected = rankable.get(roundId) ?? (await countRankable(work, roundId));
        if (all || (await rankings.size(boardOf(roundId))) < expected) {
          log.info({ roundId }, 'rankings rebuilt from the ledger');
          await rebuildRankings(work, roundId);
          deps.onRebuilt();
        }
        rankable.set(roundId, await countRankable(work, roundId));
      }
    }
  }

  /** Counters that lost rows, as an older copy of Redis has, are made again: what the ledger held at the last look is in them by now. */
  async function checkCounts(all: boolean): Promise<void> {
    for (const contest of contests.all().filter((each) => each.rounds.some((round) => !round.settled))) {
      const { contestId } = contest;
      const expected = all ? await expectCounts({ db }, contest) : expectedCounts.get(contestId);
      if (rebuilding.has(contestId)) continue;
      if (expected && !(await countsAreWhole({ counters }, expected))) {
        log.info({ contestId }, 'counts lag behind the ledger');
        rebuildBehind(contest);
      }
      expectedCounts.set(contestId, await expectCounts({ db }, contest));
    }
  }

  async function beat(): Promise<void> {
    const touched = [...touchedHere];
    touchedHere.clear();
    try {
      await countWaiting();
    } finally {
      for (const roundId of touched) bus.publish('round:touched', { roundId }); // once counted, so that whoever hears it reads it
    }
    const nowMs = clock.nowMs();
    for (const [contestId] of [...stale]) {
      if (nowMs < (restUntil.get(contestId) ?? 0)) continue;
      stale.delete(contestId);
      await recount(contestId);
    }
    if (suspect || nowMs - checkedAtMs >= checkEveryMs) {
      const begunMs = performance.now();
      const all = suspect;
      suspect = false; // what is doubted from here on is for the next look
      try {
        await checkRankings(all);
        await checkCounts(all);
      } catch (outage) {
        suspect ||= all;
        throw outage;
      }
      if (all) for (const { contestId } of contests.all()) stale.set(contestId, 0);
      checkedAtMs = clock.nowMs() + 20 * (performance.now() - begunMs);
      comparedAtMs = clock.nowMs();
    }
  }

  const timer = setInterval(() => {
    if (beating) return;
    beating = true;
    void beat()
      .catch((fault: unknown) => {
        if (fault instanceof Unavailable) log.warn({ err: fault }, 'the board waits for a store');
        else log.error({ err: fault }, 'the board stumbled');
      })
      .finally(() => {
        beating = false;
      });
  }, publishEveryMs);
  timer.unref();

  bus.subscribe('round:touched', ({ roundId }) => {
    const found = contests.byRound(roundId);
    if (found) stale.set(found.contest.contestId, 0);
  });
  bus.subscribe('round:changed', ({ contestId }) => stale.set(contestId, 0));
  bus.subscribe('contest:changed', ({ contestId }) => stale.set(contestId, 0));

  return {
    touch(roundId) {
      touchedHere.add(roundId);
      const own = starts.get(roundId) ?? [];
      own.push(clock.nowMs());
      starts.set(roundId, own.length > 20_000 ? own.slice(-10_000) : own);
    },
    submitted(submission) {
      touchedHere.add(submission.round_id);
      const contest = contests.byRound(submission.round_id)?.contest;
      if (submission.practice || !contest) return;
      wait(toRank, submission.round_id, submission.contestant_id);
      wait(toCount, contest.contestId, submission.contestant_id);
    },
    recount(contestId, contestantId) {
      wait(toCount, contestId, contestantId);
      for (const { roundId } of contests.byId(contestId)?.rounds ?? []) {
        wait(toRank, roundId, contestantId);
        touchedHere.add(roundId);
      }
    },
    counts: (contestId) => counts.get(contestId) ?? noCounts,
    unitCounts: (id) => unitCounts.get(id) ?? noUnits,
    startsPerMinute(roundId) {
      const sinceMs = clock.nowMs() - 60_000;
      const recent = (starts.get(roundId) ?? []).filter((atMs) => atMs > sinceMs);
      starts.set(roundId, recent);
      return recent.length;
    },
    onFresh: (listener) => listeners.push(listener),
    rankingsLag: () => ({
      waiting: [...toRank.values()].reduce((sum, waiting) => sum + waiting.size, 0),
      checkedAtMs: comparedAtMs,
    }),
    markStoreSuspect() {
      suspect = true;
    },
    async refresh(contestId) {
      const contest = contests.byId(contestId);
      if (contest && !(await countsAreWhole({ counters }, await expectCounts({ db }, contest)))) await rebuild(contest);
      await recount(contestId);
    },
    async begin(contestId) {
      const contest = contests.byId(contestId);
      if (!contest) return;
      const begunMs = performance.now();
      const figures = await readCounts({ counters }, contest);
      if (figures && (await countsAreWhole({ counters }, await expectCounts({ db }, contest))))
        return take(contest, figures, begunMs);
      rebuildBehind(contest);
      await take(contest, await countLedger({ db }, contest), performance.now());
      stale.set(contestId, 0); // the counters may have been whole before the ledger was counted
    },
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
