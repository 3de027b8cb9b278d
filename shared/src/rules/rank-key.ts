import { limits } from '../contract/limits.ts';
import { type TimeResolution, timeResolutions } from '../contract/rules.ts';
import { assert } from './assert.ts';

/*
 * The bit budget of a live rank, 53 bits so that a double (and so Redis) stores it exactly:
 *   17 bits  points, up to 100 questions × 1,000 points = 100,000 < 2^17 = 131,072
 *   36 bits  time left of 2^36 units of the resolution: 795 days at one millisecond; longer times share the last place
 */
const pointsPerQuestionMax = 1000; // as in the schema of the rules
const pointsMax = limits.questionsPerAttemptMax * pointsPerQuestionMax;
const timeSpan = 2 ** 36;
const unitsMax = timeSpan - 1;
assert(pointsMax * timeSpan + unitsMax <= Number.MAX_SAFE_INTEGER, 'points and time fit into 53 bits');

/**
 * Packs points and elapsed time into one integer; higher is ahead: more points first, then less time. Whoever is below 0
 * stands at 0, and above the budget at its end, until the standing is settled.
 *
 * Units   points whole; elapsedMs in milliseconds, rounded down to the resolution.
 * Source  SPEC K1, T5.
 */
export function rankKeyOf(points: number, elapsedMs: number, resolution: TimeResolution): number {
  assert(Number.isInteger(points), 'points are whole');
  assert(elapsedMs >= 0, 'elapsed time is not negative');
  const units = Math.min(Math.floor(elapsedMs / timeResolutions[resolution]), unitsMax);
  return Math.min(Math.max(points, 0), pointsMax) * timeSpan + (unitsMax - units);
}

/** Points and elapsed time out of a key, the time at the resolution it was packed with. Source: SPEC K1. */
export function readRankKey(key: number, resolution: TimeResolution): { points: number; elapsedMs: number } {
  assert(Number.isSafeInteger(key) && key >= 0, 'a rank key is a whole number below 2^53');
  const points = Math.floor(key / timeSpan);
  const units = unitsMax - (key - points * timeSpan);
  return { points, elapsedMs: units * timeResolutions[resolution] };
}
