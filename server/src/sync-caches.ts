import type { App } from './app-parts.ts';
import type { CachedContest } from './contest/contests.ts';
import type { PeerWatch } from './platform/bus/redis-connections.ts';
import { mayPass } from './platform/db/database.ts';

const everyMs = 1_000;
/** A check that comes this much too late: the process was paused, or its machine was. */
const pausedMs = 3_000;
/** So often the ledger is looked at for steps that nothing was published about. */
const compareEveryMs = 2_000;

type Deps = Pick<App, 'bus' | 'contests' | 'attempts' | 'runs' | 'log'> & {
  /** null: there are no other processes. */
  peers: PeerWatch | null;
  /** Restores what is made from a contest outside memory: its published files. */
  restore(contest: CachedContest): Promise<void>;
};

/**
 * Syncs the caches of this process with what other processes did. A contest that the bus reports is read before any listener
 * here receives the fact, and again later when that failed. While nothing is received, when facts are received again, and
 * when the process wakes from a pause, contests and runs are read from the ledger and changes are published here. A process
 * that dies between a commit and its fact publishes nothing: what the ledger has ahead of this process at two looks in a row
 * is read as well. SPEC N13.
 */
export class CacheSync {
  readonly #deps: Deps;
  readonly #timer: NodeJS.Timeout;
  /** Contests that are still to be read. */
  readonly #unread = new Set<string>();
  /** Facts may have been lost. */
  #missed = false;
  #checkedAtMs = performance.now();
  #comparedAtMs = performance.now();
  /** Contests that were read at another step, whoever read them, and of which nothing was published since. */
  readonly #unpublished = new Set<string>();
  /** Contests and runs that the ledger was ahead of at the last look. */
  #behind = new Set<string>();
  #running: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.bus.intercept('contest:changed', async ({ contestId }) => void (await this.#read(contestId)));
    deps.bus.intercept('round:changed', async ({ contestId }) => void (await this.#read(contestId)));
    deps.contests.onStep(({ contestId }) => this.#unpublished.add(contestId));
    deps.bus.subscribe('round:changed', ({ contestId }) => this.#unpublished.delete(contestId));
    deps.peers?.onBack(() => {
      this.#missed = true;
      void this.#runOnce();
    });
    this.#timer = setInterval(() => void this.#runOnce(), everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #runOnce(): Promise<void> {
    this.#running ??= this.#check()
      .catch((fault: unknown) => this.#logFault(fault, 'reading changes of other processes failed; it is tried again'))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async #check(): Promise<void> {
    const { bus, contests, peers } = this.#deps;
    const nowMs = performance.now();
    const wasPaused = nowMs - this.#checkedAtMs > pausedMs;
    this.#checkedAtMs = nowMs;
    const isDeaf = peers?.isDeaf() ?? false;
    if (peers && (this.#missed || isDeaf || wasPaused)) {
      this.#missed = true; // until all is read without a fault
      await this.#readAll();
      this.#missed = false;
      if (!isDeaf) bus.publishLocally('facts:missed', {});
    }
    for (const contestId of peers ? this.#unpublished : []) this.#publishUnread(contests.byId(contestId));
    if (peers && nowMs - this.#comparedAtMs >= compareEveryMs) await this.#compare(nowMs);
    for (const contestId of [...this.#unread]) {
      const contest = (await this.#read(contestId)) ? contests.byId(contestId) : null;
      if (contest) this.#publish(contest);
    }
  }

  async #compare(nowMs: number): Promise<void> {
    const { contests, runs } = this.#deps;
    const [contestIds, runIds] = [await contests.findBehind(), await runs.findBehind()];
    for (const contestId of contestIds) if (this.#behind.has(contestId)) this.#unread.add(contestId);
    for (const runId of runIds) if (this.#behind.has(runId)) await runs.refresh(runId);
    this.#behind = new Set([...contestIds, ...runIds]);
    this.#comparedAtMs = nowMs;
  }

  async #readAll(): Promise<void> {
    const { bus, contests, attempts, runs } = this.#deps;
    const before = contests.all();
    await contests.loadAll();
    if (before.some(({ contestId }) => contests.byId(contestId) === null)) attempts.dropStray();
    for (const { contestId } of contests.all()) bus.publishLocally('screen:changed', { contestId }); // read again only where a screen is open
    await runs.loadOpen();
    for (const run of runs.all()) await runs.refresh(run.row.id);
  }

  async #read(contestId: string): Promise<boolean> {
    const { contests, attempts, restore } = this.#deps;
    this.#unread.add(contestId);
    try {
      const contest = await contests.load(contestId);
      if (contest) await restore(contest);
      else attempts.dropStray(); // it is gone
      this.#unread.delete(contestId);
      return true;
    } catch (fault) {
      this.#logFault(fault, 'reading a changed contest failed; it is tried again');
      return false;
    }
  }

  /** Also where an action of this process has read what others did, and said nothing of it. */
  #publishUnread(contest: CachedContest | null): void {
    if (!contest) return;
    this.#unpublished.delete(contest.contestId);
    this.#unread.add(contest.contestId); // its files are still to be made
    this.#publish(contest);
  }

  #publish({ contestId, rounds }: CachedContest): void {
    const { bus } = this.#deps;
    for (const { roundId } of rounds.slice(0, 1)) bus.publishLocally('round:changed', { contestId, roundId });
    bus.publishLocally('contest:changed', { contestId });
  }

  #logFault(fault: unknown, message: string): void {
    const { log } = this.#deps;
    if (mayPass(fault)) log.warn({ err: fault }, message);
    else log.error({ err: fault }, message);
  }
}
