import { roundPhase } from '@hoithi/shared/rules/round';
import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import type { Logger } from 'pino';
import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../clock/clock.ts';
import type { Contests } from '../house/contests.ts';
import { type ContestCounts, countByUnit, countContest } from '../ledger/counts.ts';
import { type Database, Unavailable } from '../ledger/database.ts';
import type { SubmissionRow } from '../ledger/submissions.ts';
import type { Rankings } from '../rankings/rankings.ts';
import type { UnitCounts } from '../views/unit-figures.ts';
import { boardOf, rankContestants } from './rank-contestants.ts';
import { countRankable, rebuildRankings } from './rebuild-rankings.ts';

/** Gathers what has changed and tells watchers at most every 250 ms; counts come from the ledger. SPEC V2, C1, K3. */
export type Board = {
  /** Something in this round changed here. */
  touch(roundId: string): void;
  submitted(submission: SubmissionRow): void;
  counts(contestId: string): ContestCounts;
  /** People by unit, each unit alone, of a round or of a whole contest. */
  unitCounts(id: string): UnitCounts;
  startsPerMinute(roundId: string): number;
  /** Called with a contest whose figures are fresh. */
  onFresh(listener: (contestId: string) => void): void;
  /** Counts now, and answers when the figures are fresh. */
  refresh(contestId: string): Promise<void>;
  stop(): void;
};

const noCounts: ContestCounts = { byRound: new Map(), contestPersons: 0, openAttempts: new Map() };
const noUnits: UnitCounts = new Map();
const beatMs = 250;
const checkEveryMs = 10_000;

export function openBoard(deps: {
  db: Database;
  bus: Bus;
  clock: Clock;
  contests: Contests;
  rankings: Rankings;
  log: Logger;
}): Board {
  const { db, bus, clock, contests, rankings, log } = deps;
  const counts = new Map<string, ContestCounts>();
  const unitCounts = new Map<string, UnitCounts>();
  const toRank = new Map<string, Set<string>>(); // round -> contestants
  const touchedHere = new Set<string>();
  const stale = new Map<string, number>(); // contest -> earliest instant to count again
  const restUntil = new Map<string, number>();
  const starts = new Map<string, number[]>();
  const rankable = new Map<string, number>(); // round -> persons at the last look
  const listeners: ((contestId: string) => void)[] = [];
  let checkedAtMs = 0;
  let beating = false;

  async function recount(contestId: string): Promise<void> {
    const contest = contests.byId(contestId);
    if (!contest) return;
    const begunMs = performance.now();
    counts.set(contestId, await countContest(db, contestId));
    for (const round of contest.rounds) {
      const open = roundPhase(round, clock.nowMs()) === 'open';
      if (open || !unitCounts.has(round.roundId))
        unitCounts.set(
          round.roundId,
          await countByUnit(db, { roundId: round.roundId }, round.closesAtMs, citizensApart(contest.rules)),
        );
    }
    // A count that takes long is made less often: at most a tenth of the time goes into counting.
    restUntil.set(contestId, clock.nowMs() + Math.max(beatMs, 10 * (performance.now() - begunMs)));
    for (const tell of listeners) tell(contestId);
  }

  async function rankWaiting(): Promise<void> {
    for (const [roundId, waiting] of [...toRank]) {
      toRank.delete(roundId);
      try {
        await rankContestants({ db, rankings, contests }, roundId, [...waiting]);
      } catch (outage) {
        const again = toRank.get(roundId) ?? new Set();
        for (const who of waiting) again.add(who);
        toRank.set(roundId, again);
        throw outage;
      }
    }
  }

  /** Rankings may be thrown away at any moment: whoever was counted at the last look must be ranked by now. SPEC K3. */
  async function checkRankings(): Promise<void> {
    const work = { db, rankings, contests };
    for (const contest of contests.all()) {
      for (const { roundId } of contest.rounds.filter((round) => roundPhase(round, clock.nowMs()) === 'open')) {
        const expected = rankable.get(roundId) ?? (await countRankable(work, roundId));
        if ((await rankings.size(boardOf(roundId))) < expected) {
          log.info({ roundId }, 'rankings rebuilt from the ledger');
          await rebuildRankings(work, roundId);
        }
        rankable.set(roundId, await countRankable(work, roundId));
      }
    }
  }

  async function beat(): Promise<void> {
    for (const roundId of touchedHere) bus.say('round:touched', { roundId });
    touchedHere.clear();
    await rankWaiting();
    const nowMs = clock.nowMs();
    for (const [contestId] of [...stale]) {
      if (nowMs < (restUntil.get(contestId) ?? 0)) continue;
      stale.delete(contestId);
      await recount(contestId);
    }
    if (nowMs - checkedAtMs >= checkEveryMs) {
      checkedAtMs = nowMs;
      await checkRankings();
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
  }, beatMs);
  timer.unref();

  bus.hear('round:touched', ({ roundId }) => {
    const found = contests.byRound(roundId);
    if (found) stale.set(found.contest.contestId, 0);
  });
  bus.hear('round:changed', ({ contestId }) => stale.set(contestId, 0));
  bus.hear('contest:changed', ({ contestId }) => stale.set(contestId, 0));

  return {
    touch(roundId) {
      touchedHere.add(roundId);
      const own = starts.get(roundId) ?? [];
      own.push(clock.nowMs());
      starts.set(roundId, own.length > 20_000 ? own.slice(-10_000) : own);
    },
    submitted(submission) {
      touchedHere.add(submission.round_id);
      if (submission.practice) return;
      const waiting = toRank.get(submission.round_id) ?? new Set();
      waiting.add(submission.contestant_id);
      toRank.set(submission.round_id, waiting);
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
    refresh: recount,
    stop: () => clearInterval(timer),
  };
}
