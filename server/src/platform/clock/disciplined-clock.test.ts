import { describe, expect, it } from 'vitest';
import { disciplinedClock, type HostTime, type TimeSample } from './disciplined-clock.ts';

const databaseStartMs = 1_750_000_000_000;

/** A world with one true time; hosts start anywhere and drift, and the way to the database takes its time. */
function makeWorld() {
  let trueMs = 0;
  function makeHost(startMs: number, driftPpm: number): HostTime {
    return { monotonicMs: () => startMs + trueMs * (1 + driftPpm / 1e6) };
  }
  /** Reads the database over a way that may be longer in one direction. */
  function sample(host: HostTime, thereMs: number, backMs: number): TimeSample {
    const sentAtMs = host.monotonicMs();
    trueMs += thereMs;
    const databaseMs = databaseStartMs + trueMs;
    trueMs += backMs;
    return { sentAtMs, receivedAtMs: host.monotonicMs(), databaseMs };
  }
  return { makeHost, sample, pass: (ms: number) => (trueMs += ms), nowMs: () => databaseStartMs + trueMs };
}

describe('disciplined clock', () => {
  it('[T1] two processes whose hosts differ by 5 s and drift apart agree within 2 ms for an hour', () => {
    const world = makeWorld();
    const hosts = [world.makeHost(1_000, 80), world.makeHost(6_000, -80)];
    const clocks = hosts.map((host) => disciplinedClock(host, [world.sample(host, 1, 1)]));
    for (let turn = 0; turn < 360; turn += 1) {
      world.pass(10_000);
      const [a = 0, b = 0] = clocks.map((clock) => clock.nowMs());
      expect(Math.abs(a - b)).toBeLessThanOrEqual(2);
      expect(Math.abs(a - world.nowMs())).toBeLessThanOrEqual(2);
      hosts.forEach((host, at) => clocks[at]?.observe([world.sample(host, 1, 1)]));
    }
  });

  it('[T1] of several samples the one with the least round trip decides', () => {
    const world = makeWorld();
    const host = world.makeHost(0, 0);
    const samples = [world.sample(host, 900, 10), world.sample(host, 1, 1), world.sample(host, 5, 700)];
    const clock = disciplinedClock(host, samples);
    expect(clock.nowMs()).toBe(world.nowMs());
    clock.observe([world.sample(host, 400, 10)]);
    world.pass(60_000);
    expect(clock.nowMs()).toBe(world.nowMs());
  });

  it('[T1] it never runs backwards and never jumps when the shared clock is stepped, and gets there in the end', () => {
    for (const stepMs of [-500, 500]) {
      const world = makeWorld();
      const host = world.makeHost(0, 0);
      const clock = disciplinedClock(host, [world.sample(host, 50, 50)]);
      const stepped = world.sample(host, 0, 0);
      clock.observe([{ ...stepped, databaseMs: stepped.databaseMs + stepMs }]);
      let before = clock.nowMs();
      for (let second = 0; second < 100; second += 1) {
        world.pass(1_000);
        const now = clock.nowMs();
        expect(now - before).toBeGreaterThanOrEqual(990 - 1);
        expect(now - before).toBeLessThanOrEqual(1_010 + 1);
        before = now;
      }
      expect(before).toBe(world.nowMs() + stepMs);
    }
  });

  it('[T1] it counts whole milliseconds', () => {
    const world = makeWorld();
    const host = world.makeHost(0.4, 0);
    const clock = disciplinedClock(host, [world.sample(host, 0.3, 0.3)]);
    world.pass(0.25);
    expect(Number.isInteger(clock.nowMs())).toBe(true);
  });
});
