import { describe, expect, it } from 'vitest';
import { addToTime, planTimes } from './plan-times.ts';

describe('the times of a cue sheet', () => {
  it('[H43] a cue begins where those before it end; one without minutes takes none', () => {
    expect(planTimes([10, null, 1.5, 1.5])).toEqual({ starts: [0, 10, 10, 11.5], total: 13 });
    expect(planTimes([])).toEqual({ starts: [], total: 0 });
  });

  it('[H43] times go past the hour and past midnight', () => {
    expect(addToTime('08:00', 75.5)).toBe('09:15');
    expect(addToTime('23:50', 20)).toBe('00:10');
  });
});
