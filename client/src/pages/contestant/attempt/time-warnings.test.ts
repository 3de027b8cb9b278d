import { describe, expect, it } from 'vitest';
import { dueWarning } from './time-warnings.ts';

describe('warnings of the time left', () => {
  it('each is due once, when its moment is passed', () => {
    expect(dueWarning(300_001, 300_000)).toBe(300_000);
    expect(dueWarning(300_000, 299_750)).toBeNull();
    expect(dueWarning(60_100, 59_900)).toBe(60_000);
    expect(dueWarning(10_100, 9900)).toBe(10_000);
  });

  it('a page that slept over several announces the nearest to the lock alone', () => {
    expect(dueWarning(600_000, 8000)).toBe(10_000);
  });

  it('nothing is announced when the time is over, or at the start of a short attempt', () => {
    expect(dueWarning(20_000, 0)).toBeNull();
    expect(dueWarning(45_000, 45_000)).toBeNull();
  });
});
