import { describe, expect, it } from 'vitest';
import { Batch } from '../platform/db/batch.ts';
import { Unavailable } from '../platform/db/database.ts';
import { byFirstArrival, FirstArrivals } from './first-arrivals.ts';

describe('first arrivals', () => {
  const answer = { name: 'somebody q1', content: 'id-1 a' };
  const save = (
    firstArrivals: FirstArrivals,
    isAway: boolean,
    atMs: number,
    work: (counted: number) => Promise<unknown>,
  ) =>
    byFirstArrival({ firstArrivals, db: { isAway: () => isAway } }, answer, { atMs }, (counted) => work(counted.atMs));

  it('[N15g] a commit whose queue is full is no outage while the store answers, and one while it is away', async () => {
    let go: () => void = () => undefined;
    const going = new Promise<void>((resolve) => (go = resolve));
    const batch = new Batch<number, number>(
      async (items) => {
        await going;
        return items;
      },
      { itemsMax: 1, waitingMax: 1 },
    );
    const waits = batch.add(1);
    const firstArrivals = new FirstArrivals();
    await expect(save(firstArrivals, false, 10, () => batch.add(2))).rejects.toThrow('too many items wait');
    expect(firstArrivals.size()).toBe(0);
    await expect(save(firstArrivals, true, 20, () => batch.add(2))).rejects.toThrow('too many items wait');
    expect(firstArrivals.size()).toBe(1);
    go();
    await waits;
    expect(await save(firstArrivals, false, 30, async (counted) => counted)).toBe(20);
    expect(firstArrivals.size()).toBe(0);
  });

  it('[N15g] under one name what was said first stays; what else was said counts by its own arrival', async () => {
    const firstArrivals = new FirstArrivals();
    const away = () => Promise.reject(new Unavailable('away', undefined));
    await expect(save(firstArrivals, true, 10, away)).rejects.toThrow('away');
    const other = { ...answer, content: 'id-2 b' };
    firstArrivals.note(other, { atMs: 20 });
    expect(firstArrivals.of(other, { atMs: 90 })).toEqual({ atMs: 90 });
    firstArrivals.forget(other);
    expect(firstArrivals.of(answer, { atMs: 90 })).toEqual({ atMs: 10 });
  });
});
