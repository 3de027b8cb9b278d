import { strict as assert } from 'node:assert';
import type { Clock } from './clock.ts';

export interface ManualClock extends Clock {
  advance(ms: number): void;
  set(ms: number): void;
}

/** A clock that stands still until a test moves it. Never backwards. Units: epoch milliseconds. Source: SPEC T1. */
export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  function set(ms: number): void {
    assert(Number.isSafeInteger(ms), 'time is whole milliseconds');
    assert(ms >= nowMs, 'time does not run backwards');
    nowMs = ms;
  }
  return { nowMs: () => nowMs, set, advance: (ms) => set(nowMs + ms) };
}
