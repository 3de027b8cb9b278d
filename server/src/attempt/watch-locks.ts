import type { App } from '../app-parts.ts';
import { Unavailable } from '../platform/db/database.ts';
import { isStuck } from './advance-question.ts';
import { readAttemptsPastLimit } from './attempts-sql.ts';
import { isCalm } from './is-calm.ts';
import type { CachedAttempt } from './open-attempts.ts';
import { submitDueAttempt } from './submit-attempt.ts';

const checkEveryMs = 250;
const sweepEveryMs = 5_000;
const sweepMax = 1_000;

export type LockWatch = { stop(): void; sweepNow(): Promise<void> };

/**
 * Looks for attempts whose time is over: those held here often, those of the whole ledger now and then, because the
 * process that held one may have died. The first submission stands, so looking twice changes nothing. SPEC A8, T6.
 */
export function watchLocks(app: App, logStuck: (attemptId: string) => void): LockWatch {
  let busy: Promise<void> | null = null;
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  let sweptUntilMs = 0; // the first sweep looks at all time

  const submit = (attemptId: string): Promise<unknown> => submitDueAttempt(app, attemptId);

  async function readCached(): Promise<void> {
    const nowMs = app.clock.nowMs();
    const due: CachedAttempt[] = [];
    for (const attempt of app.attempts.held()) {
      if (nowMs > app.attempts.locksAtMs(attempt) + attempt.rules.time.graceMs) due.push(attempt);
      else if (isStuck(attempt, nowMs)) logStuck(attempt.row.id);
    }
    if (!isCalm(app)) return;
    // Whatever ends with its round: the close may have moved without this process having heard of it. [N13]
    const closing = due.map(app.attempts.contestOf).filter(({ round }) => round.closesAtMs < nowMs);
    for (const contestId of new Set(closing.map(({ contest }) => contest.contestId)))
      await app.contests.load(contestId);
    const known = due.filter(({ row }) => app.contests.byRound(row.round_id) !== null); // a rehearsal may be over
    await Promise.all(known.map((attempt) => submit(attempt.row.id))); // each looks once more at its own lock
  }

  async function sweep(): Promise<void> {
    // Attempts without a limit of their own end with their round: the settling submits them.
    const untilMs = app.clock.nowMs();
    for (;;) {
      const past = await readAttemptsPastLimit(app.db, sweptUntilMs, untilMs - 1_000 - graceMax(app), sweepMax);
      if (past.length === 0) break;
      await Promise.all(past.map(({ id }) => submit(id)));
      if (past.length < sweepMax) break;
    }
    sweptUntilMs = Math.max(sweptUntilMs, untilMs - 600_000);
  }

  async function look(): Promise<void> {
    await readCached();
    if (isCalm(app) && app.clock.nowMs() - sweptAtMs >= sweepEveryMs) {
      sweptAtMs = app.clock.nowMs();
      await sweep();
    }
  }
  const start = (work: () => Promise<void>): Promise<void> => {
    busy ??= work()
      .catch((fault: unknown) => {
        if (fault instanceof Unavailable) app.log.warn({ err: fault }, 'the locks wait for a store');
        else app.log.error({ err: fault }, 'watching the locks stumbled');
      })
      .finally(() => {
        busy = null;
      });
    return busy;
  };
  const timer = setInterval(() => void start(look), checkEveryMs);
  timer.unref();
  return {
    stop: () => clearInterval(timer),
    async sweepNow() {
      await busy;
      await start(sweep);
    },
  };
}

const graceMax = (app: App): number =>
  app.contests.all().reduce((most, contest) => Math.max(most, contest.rules.time.graceMs), 0);
