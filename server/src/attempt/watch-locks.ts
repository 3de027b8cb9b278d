import type { App } from '../app-parts.ts';
import { mayPass } from '../platform/db/database.ts';
import { isStuck } from './advance-question.ts';
import { readAttemptsPastLimit } from './attempts-sql.ts';
import { isCalm } from './first-arrivals.ts';
import type { CachedAttempt } from './open-attempts.ts';
import { submitDueAttempt } from './submit-attempt.ts';

const checkEveryMs = 250;
const sweepEveryMs = 5_000;
const sweepMax = 1_000;
/** A sweep reads this long before the last one again: attempts may have been saved late. */
const sweepOverlapMs = 600_000;

type Deps = Pick<App, 'logKey' | 'db' | 'clock' | 'log' | 'contests' | 'attempts' | 'submissions' | 'live' | 'bus'>;

/**
 * Submits attempts whose time is over: checks those cached here often, and those of the whole ledger now and then, since
 * the process that cached one may have died. The first submission stands, so a second check changes nothing. SPEC A8, T6.
 */
export class LockWatch {
  readonly #app: Deps;
  readonly #onStuck: (attemptId: string) => void;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #sweptAtMs = Number.NEGATIVE_INFINITY;
  /** Up to which lock the ledger was swept; the first sweep covers all. */
  #sweptUntilMs = 0;

  /** `onStuck`: the last question of a cached attempt is over, and the next is not handed out. */
  constructor(app: Deps, onStuck: (attemptId: string) => void) {
    this.#app = app;
    this.#onStuck = onStuck;
    this.#timer = setInterval(() => void this.#runOnce(() => this.#check()), checkEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async sweepNow(): Promise<void> {
    await this.#running;
    await this.#runOnce(() => this.#sweep());
  }

  #runOnce(work: () => Promise<void>): Promise<void> {
    const { log } = this.#app;
    this.#running ??= work()
      .catch((fault: unknown) => {
        if (mayPass(fault)) log.warn({ err: fault }, 'submitting due attempts waits: a store is unavailable');
        else log.error({ err: fault }, 'submitting due attempts failed');
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async #check(): Promise<void> {
    const { clock } = this.#app;
    await this.#checkCached();
    if (!isCalm(this.#app) || clock.nowMs() - this.#sweptAtMs < sweepEveryMs) return;
    this.#sweptAtMs = clock.nowMs();
    await this.#sweep();
  }

  async #checkCached(): Promise<void> {
    const { attempts, contests, clock } = this.#app;
    const nowMs = clock.nowMs();
    const due: CachedAttempt[] = [];
    for (const attempt of attempts.all()) {
      if (nowMs > attempts.locksAtMs(attempt) + attempt.rules.time.graceMs) due.push(attempt);
      else if (isStuck(attempt, nowMs)) this.#onStuck(attempt.row.id);
    }
    if (!isCalm(this.#app)) return;
    // Whatever ends with its round: another process may have moved the close without this one having received it. [N13]
    const closing = due.map((attempt) => attempts.contestOf(attempt)).filter(({ round }) => round.closesAtMs < nowMs);
    for (const contestId of new Set(closing.map(({ contest }) => contest.contestId))) await contests.load(contestId);
    const known = due.filter(({ row }) => contests.byRound(row.round_id) !== null); // a rehearsal may be over
    await Promise.all(known.map(({ row }) => submitDueAttempt(this.#app, row.id))); // each checks its own lock again
  }

  /** Attempts without a limit of their own end with their round: settling submits them. */
  async #sweep(): Promise<void> {
    const { db, clock, contests } = this.#app;
    const graceMs = Math.max(0, ...contests.all().map((contest) => contest.rules.time.graceMs));
    const untilMs = clock.nowMs();
    for (;;) {
      const past = await readAttemptsPastLimit(db, this.#sweptUntilMs, untilMs - 1_000 - graceMs, sweepMax);
      await Promise.all(past.map(({ id }) => submitDueAttempt(this.#app, id)));
      if (past.length < sweepMax) break;
    }
    this.#sweptUntilMs = Math.max(this.#sweptUntilMs, untilMs - sweepOverlapMs);
  }
}
