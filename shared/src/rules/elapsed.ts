import { type TimeResolution, timeResolutions } from '../contract/rules.ts';

/**
 * An elapsed time as it is compared and printed: rounded down to the rules' resolution.
 *
 * Units   milliseconds in and out; at one second 412,900 becomes 412,000.
 * Source  SPEC T5.
 */
export function atResolution(elapsedMs: number, resolution: TimeResolution): number {
  const unitMs = timeResolutions[resolution];
  return Math.floor(elapsedMs / unitMs) * unitMs;
}

/**
 * The elapsed time of one answer, from the hand-out to the instant at which it counts, less the lag credit.
 *
 * Units   milliseconds, never below zero: two servers' clocks may differ by a little.
 * Source  SPEC T3.
 */
export function answerElapsedMs(handedOutAtMs: number, countedAtMs: number, creditMs: number): number {
  return Math.max(0, countedAtMs - handedOutAtMs - creditMs);
}
