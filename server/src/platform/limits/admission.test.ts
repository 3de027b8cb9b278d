import { describe, expect, it } from 'vitest';
import { Admission, nextPace, retainMs, waveMs } from './admission.ts';

/** Ten a second, so twenty at once; a start queue for a hundred. */
function open(perSecond = 10, queueMax = 100) {
  let atMs = 1_000_000;
  const admission = new Admission({ nowMs: () => atMs, perSecond, queueMax, random: () => 0.5 });
  const crowd = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => admission.request(`p${from + at}`).kind);
  return {
    request: (who: string) => admission.request(who),
    waiting: () => admission.waiting(),
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

describe('the start queue', () => {
  it('[W5] a small crowd does not wait', () => {
    expect(new Set(open().crowd(0, 20))).toEqual(new Set(['in']));
  });

  it('[W5] the rest is let in by waves, first come first served, and a repeat gets the same answer', () => {
    const queue = open();
    queue.crowd(0, 20);
    expect(queue.request('p20')).toEqual({ kind: 'wait', ahead: 0, estimateMs: 100, pollInMs: 900 });
    expect(queue.request('p21')).toMatchObject({ kind: 'wait', ahead: 1 });
    queue.crowd(22, 40);
    expect(queue.request('p39')).toEqual({ kind: 'wait', ahead: 19, estimateMs: 2_000, pollInMs: 1_800 });
    expect(queue.pass(1_000)).toEqual(Array.from({ length: 10 }, (_, at) => `p${20 + at}`));
    expect(queue.request('p39')).toMatchObject({ ahead: 9 });
    expect(queue.request('p20')).toEqual({ kind: 'in' });
    expect(queue.request('p20')).toEqual({ kind: 'in' }); // a lost ack costs nobody the place
  });

  it('[W5] whoever comes now waits behind those who wait, also when there is room', () => {
    const queue = open();
    queue.crowd(0, 21);
    expect(queue.pass(90)).toEqual([]);
    queue.tick(110);
    expect(queue.request('late')).toMatchObject({ kind: 'wait', ahead: 1 });
    expect(queue.pass(0)).toEqual(['p20', 'late']);
  });

  it('[W5] a place in the queue outlives a reconnect of some seconds, and is given up after that', () => {
    const queue = open(1, 10);
    queue.crowd(0, 2);
    queue.crowd(2, 10);
    for (let wave = 0; wave < 3; wave++) queue.pass(1_000);
    expect(queue.request('p9')).toMatchObject({ kind: 'wait', ahead: 4 });
    queue.pass(retainMs - 3_000, 1_000); // p5 to p8 are silent, and the server is slow
    queue.request('p9');
    queue.pass(3_001, 1_000);
    expect(queue.waiting()).toBeLessThanOrEqual(1);
  });

  it('[W5] beyond its bound it answers busy, with a time to come back', () => {
    const queue = open(10, 5);
    queue.crowd(0, 25);
    expect(queue.waiting()).toBe(5);
    expect(queue.request('one more')).toEqual({ kind: 'busy', retryInMs: 10_000 });
    expect(queue.waiting()).toBe(5);
    expect(queue.request('p24')).toMatchObject({ kind: 'wait' }); // a place in the queue stays
  });

  it('[W5] a timer that runs twice lets in nobody too many', () => {
    const queue = open();
    queue.crowd(0, 60);
    expect(queue.pass(waveMs * 4)).toHaveLength(10);
    expect(queue.pass(0)).toEqual([]);
  });

  it('[W6] it slows down while the event loop runs late, never to a stop, and comes back', () => {
    expect(nextPace(1, 150)).toBe(0.5);
    expect(nextPace(1 / 16, 5_000)).toBe(1 / 16);
    expect(nextPace(0.5, 70)).toBe(0.5);
    expect(nextPace(0.5, 5)).toBe(0.625);
    expect(nextPace(1, 0)).toBe(1);
    const queue = open();
    queue.crowd(0, 100);
    queue.pass(0, 500); // half the pace from here on
    expect(queue.pass(1_000)).toHaveLength(5);
  });
});
