import { describe, expect, it } from 'vitest';
import { planRestart } from './supervise.ts';

describe('when a process that died is restarted', () => {
  it('[N2] later each time, never later than half a minute', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 20].map((before) => planRestart(before, null, 1));
    expect(waits.map((restart) => (restart === 'give up' ? restart : restart.waitMs))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it('[N2] one that had been ready for a minute starts the count anew', () => {
    expect(planRestart(5, 60_000, 0)).toEqual({ failures: 1, waitMs: 500 });
    expect(planRestart(5, 59_999, 0)).toEqual({ failures: 6, waitMs: 16_000 });
  });

  it('[N2] it gives up only when nobody serves and eight starts in a row have failed', () => {
    expect(planRestart(6, null, 0)).not.toBe('give up');
    expect(planRestart(7, null, 0)).toBe('give up');
    expect(planRestart(70, null, 1)).toEqual({ failures: 71, waitMs: 30_000 });
  });
});
