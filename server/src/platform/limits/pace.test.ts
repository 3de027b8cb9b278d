import { limits } from '@hoithi/shared/contract/limits';
import { describe, expect, it } from 'vitest';
import { openPace } from './pace.ts';

const { commandsPerSecond, commandsBurst } = limits;

/** How many of `count` commands at one instant are accepted. */
const acceptedOf = (pace: ReturnType<typeof openPace>, count: number, nowMs: number): number =>
  Array.from({ length: count }, () => pace.take(nowMs)).filter((waitMs) => waitMs === null).length;

describe('the pace of one socket', () => {
  it('[W3] the commands of a second and a whole burst are handled at once, not one more', () => {
    const pace = openPace();
    expect(acceptedOf(pace, 500, 0)).toBe(commandsPerSecond + commandsBurst);
    expect(pace.take(0)).toBe(1_000);
    expect(pace.take(999.5)).toBe(1);
  });

  it('[W3] with the burst spent each second has its own commands again, and after ten the burst is back', () => {
    const pace = openPace();
    acceptedOf(pace, 500, 0);
    expect(acceptedOf(pace, 500, 1_000)).toBe(commandsPerSecond);
    expect(acceptedOf(pace, 500, 9_999)).toBe(commandsPerSecond);
    expect(acceptedOf(pace, 500, 11_000)).toBe(commandsPerSecond + commandsBurst);
  });

  it('[W3] a sender within the pace never uses the burst', () => {
    const pace = openPace();
    for (let at = 0; at < 200; at++) expect(pace.take(at * (1_000 / commandsPerSecond))).toBeNull();
    expect(acceptedOf(pace, 500, 20_000)).toBe(commandsPerSecond + commandsBurst);
  });

  it('[W3] one socket spends nothing of another', () => {
    const [flooded, other] = [openPace(), openPace()];
    acceptedOf(flooded, 500, 0);
    expect(other.take(0)).toBeNull();
  });
});
