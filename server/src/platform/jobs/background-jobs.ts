import { limits } from '@hoithi/shared/contract/limits';
import { Busy } from '../db/database.ts';

/** Slow work, one piece at a time, so that reports and exports may be slow and answers never are. SPEC W10. */
export type BackgroundJobs = {
  /** Waits for its turn, then runs. Long work calls `yieldIfDue` between its pages. */
  run<T>(work: (yieldIfDue: () => Promise<void>) => Promise<T>): Promise<T>;
  waiting(): number;
};

/** Work that has run for longer than this yields to the event loop. Units: milliseconds. */
const runMaxMs = 8;

/**
 * Yields to the event loop when this much time has passed since it last did; cheap enough to be called in each page.
 *
 * Units  `nowMs` is any clock that only rises; times are milliseconds.
 */
export function createYielder(nowMs: () => number = () => performance.now()): () => Promise<void> {
  let sinceMs = nowMs();
  return async () => {
    if (nowMs() - sinceMs < runMaxMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    sinceMs = nowMs();
  };
}

/** Refuses Busy for what would wait beyond the bound. */
export function createBackgroundJobs(waitingMax: number = limits.backgroundWaitingMax): BackgroundJobs {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async run(work) {
      if (waiting >= waitingMax) throw new Busy('too many background jobs wait');
      waiting += 1;
      const turn = last.then(() => work(createYielder()));
      last = turn.catch(() => undefined); // a failure is its caller's alone
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
    waiting: () => waiting,
  };
}
