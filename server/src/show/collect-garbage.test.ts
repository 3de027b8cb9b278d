import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manualClock } from '../platform/clock/manual-clock.ts';
import type { CachedRun } from './cached-run.ts';
import { collectBetween } from './collect-garbage.ts';
import type { RunChange } from './runs.ts';

const clock = manualClock(1_000_000);
const runOf = (phones: number, current: { revealed: boolean; locksAtMs: number } | null, asked = 1) =>
  ({
    present: new Map(Array.from({ length: phones }, (_, at) => [String(at), 1])),
    state: { ended: false, current, askings: Array.from({ length: asked }) },
  }) as unknown as CachedRun;

/** The runs of a process, changed by hand. */
function runsOf(all: CachedRun[]) {
  const listeners: ((change: RunChange) => void)[] = [];
  return {
    runs: { all: () => all, onChange: (listener: (change: RunChange) => void) => void listeners.push(listener) },
    change: (run: CachedRun) => listeners[0]?.({ run, stage: true, names: false, players: true }),
  };
}

describe('collecting between questions', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const collectedAfter = (run: CachedRun, others: CachedRun[] = []): number => {
    let times = 0;
    const { runs, change } = runsOf([run, ...others]);
    collectBetween(runs, clock, () => {
      times += 1;
    });
    change(run);
    change(run);
    vi.advanceTimersByTime(10_000);
    return times;
  };

  it('once after a reveal in a large hall, not in a small one, not without a reveal', () => {
    expect(collectedAfter(runOf(1_000, { revealed: true, locksAtMs: 0 }))).toBe(1);
    expect(collectedAfter(runOf(999, { revealed: true, locksAtMs: 0 }))).toBe(0);
    expect(collectedAfter(runOf(1_000, { revealed: false, locksAtMs: 0 }))).toBe(0);
    expect(collectedAfter(runOf(1_000, null))).toBe(0);
  });

  it('once when a large hall goes on before anything was asked: a crowd that joins leaves much behind', () => {
    expect(collectedAfter(runOf(1_000, null, 0))).toBe(1);
    expect(collectedAfter(runOf(999, null, 0))).toBe(0);
    expect(collectedAfter(runOf(1_000, { revealed: false, locksAtMs: 0 }, 1))).toBe(0);
  });

  it('never while a question is open in this process', () => {
    const elsewhere = runOf(5, { revealed: false, locksAtMs: 1_010_000 });
    expect(collectedAfter(runOf(1_000, { revealed: true, locksAtMs: 0 }), [elsewhere])).toBe(0);
  });
});
