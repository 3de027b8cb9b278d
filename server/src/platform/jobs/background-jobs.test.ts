import { describe, expect, it } from 'vitest';
import { Unavailable } from '../db/database.ts';
import { createBackgroundLane, createBreath } from './background-jobs.ts';

/** A promise and the hand that settles it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('the background lane', () => {
  it('[W10] slow work runs one piece at a time, in the order it came', async () => {
    const lane = createBackgroundLane();
    const first = gate();
    const seen: string[] = [];
    const done = Promise.all([
      lane.run(async () => {
        seen.push('first begins');
        await first.opened;
        seen.push('first ends');
      }),
      lane.run(async () => void seen.push('second')),
      lane.run(async () => void seen.push('third')),
    ]);
    await Promise.resolve();
    expect([seen, lane.waiting()]).toEqual([['first begins'], 3]);
    first.open();
    await done;
    expect([seen, lane.waiting()]).toEqual([['first begins', 'first ends', 'second', 'third'], 0]);
  });

  it('[W10] a piece that fails fails for its caller alone', async () => {
    const lane = createBackgroundLane();
    const failing = lane.run(() => Promise.reject(new Error('no paper')));
    const next = lane.run(async () => 'printed');
    await expect(failing).rejects.toThrow('no paper');
    expect(await next).toBe('printed');
  });

  it('[W7] beyond its bound it refuses at once', async () => {
    const lane = createBackgroundLane(2);
    const first = gate();
    const running = [lane.run(() => first.opened), lane.run(async () => undefined)];
    await expect(lane.run(async () => undefined)).rejects.toBeInstanceOf(Unavailable);
    first.open();
    await Promise.all(running);
    expect(await lane.run(async () => 'room again')).toBe('room again');
  });

  it('[W10] work that breathes lets others go first, and only when it has gone on for long', async () => {
    let nowMs = 0;
    const breathe = createBreath(() => nowMs);
    const seen: string[] = [];
    setImmediate(() => seen.push('an answer'));
    await breathe();
    seen.push('first page');
    expect(seen).toEqual(['first page']);
    nowMs += 8;
    await breathe();
    seen.push('second page');
    expect(seen).toEqual(['first page', 'an answer', 'second page']);
  });
});
