import type { Logger } from 'pino';
import type { OpenAttempts } from './attempt/open-attempts.ts';
import type { CachedContest, Contests } from './contest/contests.ts';
import type { Bus } from './platform/bus/bus.ts';
import type { PeerWatch } from './platform/bus/redis-connections.ts';
import { Unavailable } from './platform/db/database.ts';
import type { Runs } from './show/runs.ts';

const everyMs = 1_000;
/** The beat came so much too late: the process was stopped, or its machine was. */
const pausedMs = 3_000;

/** What can be seen of another process' doing without comparing whole contests. */
const markOf = ({ rulesVersion, collectivePublished, rounds }: CachedContest): string =>
  JSON.stringify([rulesVersion, collectivePublished, rounds.map(({ roundId, seq }) => [roundId, seq])]);

/**
 * Keeps this process in step with what the others did. A contest of which the bus tells is read before anybody here hears
 * of it, and tried again when it could not be read. While the process hears nothing, when it hears again, and when it wakes
 * from a pause, contests and runs are read from the ledger, and whoever watches is told what has changed. SPEC N13.
 */
export function syncCaches(deps: {
  bus: Bus;
  contests: Contests;
  attempts: OpenAttempts;
  runs: Runs;
  log: Logger;
  /** null: there are no others. */
  peers: PeerWatch | null;
  /** What is made from a contest outside memory: its published files. */
  restore(contest: CachedContest): Promise<void>;
}): { runNow(): Promise<void>; stop(): void } {
  const { bus, contests, attempts, runs, log, peers } = deps;
  const unread = new Set<string>();
  let missed = false;
  let readAtMs = performance.now();
  let looking: Promise<void> | null = null;

  const logFault = (fault: unknown, what: string): void => {
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
      logFault(fault, 'a contest could not be read again; it is tried again');
      return false;
    }
  }
  bus.intercept('contest:changed', async ({ contestId }) => void (await read(contestId)));
  bus.intercept('round:changed', async ({ contestId }) => void (await read(contestId)));

  function tell(contest: CachedContest): void {
    const { contestId } = contest;
    for (const { roundId } of contest.rounds.slice(0, 1)) bus.publishLocally('round:changed', { contestId, roundId });
    bus.publishLocally('contest:changed', { contestId });
  }

  async function catchUp(): Promise<void> {
    const before = new Map(contests.all().map((contest) => [contest.contestId, markOf(contest)]));
    await contests.loadAll();
    if ([...before.keys()].some((contestId) => contests.byId(contestId) === null)) attempts.dropStray();
    for (const contest of contests.all()) {
      bus.publishLocally('screen:changed', { contestId: contest.contestId }); // read again only where somebody watches
      if (before.get(contest.contestId) === markOf(contest)) continue;
      unread.add(contest.contestId); // its files are still to be made
      tell(contest);
    }
    await runs.loadOpen();
    for (const run of runs.all()) await runs.refresh(run.row.id);
  }

  async function look(): Promise<void> {
    const nowMs = performance.now();
    const wasPaused = nowMs - readAtMs > pausedMs;
    readAtMs = nowMs;
    const isDeaf = peers?.isDeaf() ?? false;
    if (peers && (missed || isDeaf || wasPaused)) {
      missed = true; // until it has been read without a fault
      await catchUp();
      missed = false;
      if (!isDeaf) bus.publishLocally('facts:missed', {});
    }
    for (const contestId of [...unread]) {
      const contest = (await read(contestId)) ? contests.byId(contestId) : null;
      if (contest) tell(contest);
    }
  }
  function runNow(): Promise<void> {
    looking ??= look()
      .catch((fault: unknown) => logFault(fault, 'what others did could not be read; it is tried again'))
      .finally(() => {
        looking = null;
      });
    return looking;
  }
  peers?.onBack(() => {
    missed = true;
    void runNow();
  });
  const timer = setInterval(() => void runNow(), everyMs);
  timer.unref();
  return { runNow, stop: () => clearInterval(timer) };
}
