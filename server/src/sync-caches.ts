import type { Logger } from 'pino';
import type { OpenAttempts } from './attempt/open-attempts.ts';
import type { Contests, HouseContest } from './contest/contests.ts';
import type { Bus } from './platform/bus/bus.ts';
import type { Hearing } from './platform/bus/redis-connections.ts';
import { type Database, Unavailable } from './platform/db/database.ts';
import { loadOpenRuns, type Runs } from './show/runs.ts';

const everyMs = 1_000;
/** The beat came so much too late: the process was stopped, or its machine was. */
const pausedMs = 3_000;

/** What can be seen of another process' doing without comparing whole contests. */
const markOf = ({ rulesVersion, collectivePublished, rounds }: HouseContest): string =>
  JSON.stringify([rulesVersion, collectivePublished, rounds.map(({ roundId, seq }) => [roundId, seq])]);

/**
 * Keeps this process in step with what the others did. A contest of which the bus tells is read before anybody here hears
 * of it, and tried again when it could not be read. While the process hears nothing, when it hears again, and when it wakes
 * from a pause, contests and runs are read from the ledger, and whoever watches is told what has changed. SPEC N13.
 */
export function keepUp(deps: {
  db: Database;
  bus: Bus;
  contests: Contests;
  attempts: OpenAttempts;
  runs: Runs;
  log: Logger;
  /** null: there are no others. */
  hearing: Hearing | null;
  /** What is made from a contest outside memory: its published files. */
  restore(contest: HouseContest): Promise<void>;
}): { lookNow(): Promise<void>; stop(): void } {
  const { db, bus, contests, attempts, runs, log, hearing } = deps;
  const unread = new Set<string>();
  let missed = false;
  let lookedAtMs = performance.now();
  let looking: Promise<void> | null = null;

  const tellFault = (fault: unknown, what: string): void => {
    if (fault instanceof Unavailable) log.warn({ err: fault }, what);
    else log.error({ err: fault }, what);
  };

  async function read(contestId: string): Promise<boolean> {
    unread.add(contestId);
    try {
      const contest = await contests.load(contestId);
      if (contest) await deps.restore(contest);
      else attempts.dropStray(); // it was taken away
      unread.delete(contestId);
      return true;
    } catch (fault) {
      tellFault(fault, 'a contest could not be read again; it is tried again');
      return false;
    }
  }
  bus.first('contest:changed', async ({ contestId }) => void (await read(contestId)));
  bus.first('round:changed', async ({ contestId }) => void (await read(contestId)));

  function tell(contest: HouseContest): void {
    const { contestId } = contest;
    for (const { roundId } of contest.rounds.slice(0, 1)) bus.tellHere('round:changed', { contestId, roundId });
    bus.tellHere('contest:changed', { contestId });
  }

  async function catchUp(): Promise<void> {
    const before = new Map(contests.all().map((contest) => [contest.contestId, markOf(contest)]));
    await contests.loadAll();
    if ([...before.keys()].some((contestId) => contests.byId(contestId) === null)) attempts.dropStray();
    for (const contest of contests.all()) {
      bus.tellHere('screen:changed', { contestId: contest.contestId }); // read again only where somebody watches
      if (before.get(contest.contestId) === markOf(contest)) continue;
      unread.add(contest.contestId); // its files are still to be made
      tell(contest);
    }
    await loadOpenRuns(db, runs);
    for (const run of runs.all()) await runs.refresh(run.row.id);
  }

  async function look(): Promise<void> {
    const nowMs = performance.now();
    const wasPaused = nowMs - lookedAtMs > pausedMs;
    lookedAtMs = nowMs;
    const isDeaf = hearing?.isDeaf() ?? false;
    if (hearing && (missed || isDeaf || wasPaused)) {
      missed = true; // until it has been read without a fault
      await catchUp();
      missed = false;
      if (!isDeaf) bus.tellHere('facts:missed', {});
    }
    for (const contestId of [...unread]) {
      const contest = (await read(contestId)) ? contests.byId(contestId) : null;
      if (contest) tell(contest);
    }
  }
  function lookNow(): Promise<void> {
    looking ??= look()
      .catch((fault: unknown) => tellFault(fault, 'what others did could not be read; it is tried again'))
      .finally(() => {
        looking = null;
      });
    return looking;
  }
  hearing?.onBack(() => {
    missed = true;
    void lookNow();
  });
  const timer = setInterval(() => void lookNow(), everyMs);
  timer.unref();
  return { lookNow, stop: () => clearInterval(timer) };
}
