import type { Rules } from '../contract/rules.ts';

/**
 * The instant T at which an attempt locks: its time limit or the round's close, whichever comes first.
 *
 * Units   epoch milliseconds on the server's clock.
 * Source  SPEC T2.
 */
export function attemptLocksAtMs(startedAtMs: number, time: Rules['time'], roundClosesAtMs: number): number {
  if (time.attemptSeconds === null) return roundClosesAtMs;
  return Math.min(startedAtMs + time.attemptSeconds * 1000, roundClosesAtMs);
}
