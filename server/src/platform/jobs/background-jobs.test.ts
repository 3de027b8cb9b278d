import { describe, expect, it } from 'vitest';
import { Busy } from '../db/database.ts';
import { createBackgroundJobs, createYielder } from './background-jobs.ts';

/** A promise and the hand that settles it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('the background lane', () => {
  it('[W10] [C19] slow work runs one piece at a time, in the order it came', async () => {
    const jobs = createBackgroundJobs();
    const first = gate();
    const seen: string[] = [];
    const done = Promise.all([
      jobs.run(async () => {
        seen.push('first begins');
        await first.opened;
        seen.push('first ends');
      }),
      jobs.run(async () => void seen.push('second')),
      jobs.run(async () => void seen.push('third')),
    ]);
    await Promise.resolve();
    expect([seen, jobs.waiting()]).toEqual([['first begins'], 3]);
    first.open();
    await done;
    expect([seen, jobs.waiting()]).toEqual([['first begins', 'first ends', 'second', 'third'], 0]);
  });

  it('[W10] a piece that fails fails for its caller alone', async () => {
    const jobs = createBackgroundJobs();
    const failing = jobs.run(() => Promise.reject(new Error('no paper')));
    const next = jobs.run(async () => 'printed');
    await expect(failing).rejects.toThrow('no paper');
    expect(await next).toBe('printed');
  });

  it('[W7] beyond its bound it refuses at once', async () => {
    const jobs = createBackgroundJobs(2);
    const first = gate();
    const running = [jobs.run(() => first.opened), jobs.run(async () => undefined)];
    await expect(jobs.run(async () => undefined)).rejects.toBeInstanceOf(Busy);
    first.open();
    await Promise.all(running);
    expect(await jobs.run(async () => 'room again')).toBe('room again');
  });

  it('[W10] work that yields lets others go first, and only when it has run for long', async () => {
    let nowMs = 0;
    const yieldIfDue = createYielder(() => nowMs);
    const seen: string[] = [];
    setImmediate(() => seen.push('an answer'));
    await yieldIfDue();
    seen.push('first page');
    expect(seen).toEqual(['first page']);
    nowMs += 8;
    await yieldIfDue();
    seen.push('second page');
    expect(seen).toEqual(['first page', 'an answer', 'second page']);
  });
});
