import type { PublicCount } from '../contract/public.ts';
import type { RoundPhase } from '../contract/refusal.ts';
import type { PredictionKind } from '../contract/rules.ts';
import { assert } from './assert.ts';

export type CounterMode = 'exact' | 'coarse' | 'hidden';
type CountedBy = { publication: { liveCounters: CounterMode }; prediction: PredictionKind | null };

/**
 * A counter as the public may see it: exact, a floor with two significant digits and never finer than tens ("hơn
 * 2.400", "hơn 40"), or not at all. Finer floors would let the figures of small units be added up to the whole.
 *
 * Source  SPEC V3.
 */
export function publicCount(n: number, mode: CounterMode): PublicCount | null {
  assert(Number.isInteger(n) && n >= 0, 'a count is a whole number');
  if (mode === 'hidden') return null;
  if (mode === 'exact') return { atLeast: n, exact: true };
  const step = 10 ** Math.max(1, String(n).length - 2);
  return { atLeast: Math.floor(n / step) * step, exact: false };
}

/**
 * How counters of a round are shown in a phase. While it is not yet closed the rules say it, but never exact where
 * people predict a number: every kind of prediction leans on these counters. From the close on they are exact.
 *
 * Source  SPEC V3; domain (a4) 3.
 */
export function liveCounterMode(rules: CountedBy, phase: RoundPhase): CounterMode {
  if (phase !== 'scheduled' && phase !== 'open') return 'exact';
  const mode = rules.publication.liveCounters;
  return mode === 'exact' && rules.prediction !== null ? 'coarse' : mode;
}
