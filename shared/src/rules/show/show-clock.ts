import type { ShowClock } from '../../contract/show-mc.ts';
import type { NumberedShowEvent } from './show-event.ts';

/**
 * The clock of a show against its plan: it begins when the first cue is left.
 *
 * Units    minutes: planned for each cue, null where nothing is; the rest epoch milliseconds or milliseconds.
 * Source   SPEC H41.
 */
export function readShowClock(
  minutes: readonly (number | null)[],
  events: readonly NumberedShowEvent[],
  cueIndex: number,
): ShowClock {
  const moves = events.filter((event) => event.kind === 'moved');
  const planned = (from: number, to: number) =>
    minutes.slice(Math.max(1, from), to).reduce<number>((sum, each) => sum + (each ?? 0) * 60_000, 0);
  return {
    startedAtMs: moves[0]?.happenedAtMs ?? null,
    cueSinceMs: (moves.at(-1) ?? events[0])?.happenedAtMs ?? 0,
    beforeMs: planned(1, cueIndex),
    currentMs: planned(cueIndex, cueIndex + 1),
    totalMs: planned(1, minutes.length),
  };
}

/**
 * How far the show is behind its plan (positive) or ahead of it (negative): within the minutes of the current cue it is
 * neither. Milliseconds.
 */
export function delayOf({ startedAtMs, beforeMs, currentMs }: ShowClock, nowMs: number): number {
  if (startedAtMs === null) return 0;
  const intoCueMs = nowMs - startedAtMs - beforeMs;
  return intoCueMs < 0 ? intoCueMs : Math.max(0, intoCueMs - currentMs);
}
