import { describe, expect, it } from 'vitest';
import { numbered } from './example-show.ts';
import { delayOf, readShowClock } from './show-clock.ts';

const minutes = [10, 5, null, 2.5];
const at = (ms: number[], cueIndex: number) => {
  const events = numbered([
    { kind: 'opened', device: 'mc' },
    ...ms.map((_, nth) => ({ kind: 'moved' as const, cueIndex: nth + 1 })),
  ]).map((event, nth) => ({ ...event, happenedAtMs: nth === 0 ? 0 : (ms[nth - 1] ?? 0) }));
  return readShowClock(minutes, events, cueIndex);
};

describe('the clock of a show', () => {
  it('[H41] begins when the first cue is left, whose minutes are not of the plan', () => {
    expect(at([], 0)).toMatchObject({ startedAtMs: null, totalMs: 450_000, beforeMs: 0, currentMs: 0 });
    expect(delayOf(at([], 0), 9_000_000)).toBe(0);
    expect(at([60_000], 1)).toMatchObject({ startedAtMs: 60_000, cueSinceMs: 60_000, beforeMs: 0, currentMs: 300_000 });
  });
  it('[H41] is on time within the minutes of a cue, behind after them, ahead before the cue was due', () => {
    const first = at([60_000], 1);
    expect([60_000, 360_000, 420_000].map((nowMs) => delayOf(first, nowMs))).toEqual([0, 0, 60_000]);
    const last = at([60_000, 120_000, 180_000], 3);
    expect(last).toMatchObject({ cueSinceMs: 180_000, beforeMs: 300_000, currentMs: 150_000 });
    expect(delayOf(last, 180_000)).toBe(-180_000);
  });
});
