/** A process that has been ready for so long had a good start: what ends it now is something new. */
const settledAfterMs = 60_000;
const firstWaitMs = 500;
const waitMaxMs = 30_000;
/** Failures in a row after which a house without a single process gives up, so that whoever started it hears of it. */
const failuresMax = 8;

export type Restart = { failures: number; waitMs: number } | 'give up';

/**
 * When a process that died is started again: sooner the first time, later each time, never later than half a minute.
 *
 * Units    `readyForMs` is how long it had been ready, null when it never was; `othersReady` counts those still serving.
 * Refuses  nothing; gives up only when nobody serves and eight starts in a row have failed.
 * Source   SPEC N2.
 */
export function planRestart(failuresBefore: number, readyForMs: number | null, othersReady: number): Restart {
  const settled = readyForMs !== null && readyForMs >= settledAfterMs;
  const failures = settled ? 1 : failuresBefore + 1;
  if (othersReady === 0 && failures >= failuresMax) return 'give up';
  return { failures, waitMs: Math.min(waitMaxMs, firstWaitMs * 2 ** Math.min(failures - 1, 10)) };
}
