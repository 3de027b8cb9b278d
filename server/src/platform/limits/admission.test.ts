import { describe, expect, it } from 'vitest';
import { createAdmission, nextPace, retainMs, waveMs } from './admission.ts';

/** Ten a second, so twenty at once; a waiting room for a hundred. */
function open(perSecond = 10, queueMax = 100) {
  let atMs = 1_000_000;
  const admission = createAdmission({ nowMs: () => atMs, perSecond, queueMax, random: () => 0.5 });
  const crowd = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => admission.ask(`p${from + at}`).kind);
  return {
    ...admission,
    crowd,
    /** Time goes by before the next wave is called. */
    tick(ms: number): void {
      atMs += ms;
    },
    pass(ms: number, delayMs = 0): string[] {
      atMs += ms;
      return admission.callNext(delayMs);
    },
  };
}

describe('the waiting room', () => {
  it('[W5] a small crowd never sees it', () => {
    expect(new Set(open().crowd(0, 20))).toEqual(new Set(['in']));
  });

  it('[W5] the rest is let in by waves, first come first served, and says the same twice', () => {
    const namespace = open();
    namespace.crowd(0, 20);
    expect(namespace.ask('p20')).toEqual({ kind: 'wait', ahead: 0, estimateMs: 100, pollInMs: 900 });
    expect(namespace.ask('p21')).toMatchObject({ kind: 'wait', ahead: 1 });
    namespace.crowd(22, 40);
    expect(namespace.ask('p39')).toEqual({ kind: 'wait', ahead: 19, estimateMs: 2_000, pollInMs: 1_800 });
    expect(namespace.pass(1_000)).toEqual(Array.from({ length: 10 }, (_, at) => `p${20 + at}`));
    expect(namespace.ask('p39')).toMatchObject({ ahead: 9 });
    expect(namespace.ask('p20')).toEqual({ kind: 'in' });
    expect(namespace.ask('p20')).toEqual({ kind: 'in' }); // an ack that got lost costs nobody the place
  });

  it('[W5] whoever comes now stands behind those who wait, also when there is room', () => {
    const namespace = open();
    namespace.crowd(0, 21);
    expect(namespace.pass(90)).toEqual([]);
    namespace.tick(110);
    expect(namespace.ask('late')).toMatchObject({ kind: 'wait', ahead: 1 });
    expect(namespace.pass(0)).toEqual(['p20', 'late']);
  });

  it('[W5] a place outlives a reconnect of some seconds, and is given up after that', () => {
    const namespace = open(1, 10);
    namespace.crowd(0, 2);
    namespace.crowd(2, 10);
    for (let wave = 0; wave < 3; wave++) namespace.pass(1_000);
    expect(namespace.ask('p9')).toMatchObject({ kind: 'wait', ahead: 4 });
    namespace.pass(retainMs - 3_000, 1_000); // p5 to p8 are silent, and the house is slow
    namespace.ask('p9');
    namespace.pass(3_001, 1_000);
    expect(namespace.waiting()).toBeLessThanOrEqual(1);
  });

  it('[W5] beyond its bound it says busy, with a time to come back', () => {
    const namespace = open(10, 5);
    namespace.crowd(0, 25);
    expect(namespace.waiting()).toBe(5);
    expect(namespace.ask('one more')).toEqual({ kind: 'busy', retryInMs: 10_000 });
    expect(namespace.waiting()).toBe(5);
    expect(namespace.ask('p24')).toMatchObject({ kind: 'wait' }); // who has a place keeps it
  });

  it('[W5] a timer that runs twice lets in nobody too many', () => {
    const namespace = open();
    namespace.crowd(0, 60);
    expect(namespace.pass(waveMs * 4)).toHaveLength(10);
    expect(namespace.pass(0)).toEqual([]);
  });

  it('[W6] it slows down while the event loop runs late, never to a stop, and comes back', () => {
    expect(nextPace(1, 150)).toBe(0.5);
    expect(nextPace(1 / 16, 5_000)).toBe(1 / 16);
    expect(nextPace(0.5, 70)).toBe(0.5);
    expect(nextPace(0.5, 5)).toBe(0.625);
    expect(nextPace(1, 0)).toBe(1);
    const namespace = open();
    namespace.crowd(0, 100);
    namespace.pass(0, 500); // half the pace from here on
    expect(namespace.pass(1_000)).toHaveLength(5);
  });
});
