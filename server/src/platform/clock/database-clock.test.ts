import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/fresh-database.ts';
import { Unavailable } from '../db/database.ts';
import { databaseClock } from './database-clock.ts';
import { manualClock } from './manual-clock.ts';

describe('database clock', () => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase();
  });

  afterAll(() => fresh.close());

  it('[T1] two processes whose hosts differ by 5 s read the same time', async () => {
    const ahead = { monotonicMs: () => performance.now() + 5_000 };
    const one = await databaseClock(fresh.db);
    const other = await databaseClock(fresh.db, { host: ahead });
    // Each may be wrong by half of its shortest question; 5 s it is not.
    expect(Math.abs(one.nowMs() - other.nowMs())).toBeLessThan(1_000);
    await one.resample();
    expect(Math.abs(one.nowMs() - other.nowMs())).toBeLessThan(1_000);
    one.stop();
    other.stop();
  });

  it('[T1] it lies between two readings of the database itself', async () => {
    const read = async () => {
      const [row] = await fresh.db.query<{ ms: number }>(
        'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::int8 AS ms',
      );
      return row?.ms ?? 0;
    };
    const clock = await databaseClock(fresh.db);
    const before = await read();
    const now = clock.nowMs();
    const after = await read();
    const slackMs = 500; // half a round trip on a busy machine
    expect(now).toBeGreaterThanOrEqual(before - slackMs);
    expect(now).toBeLessThanOrEqual(after + slackMs);
    clock.stop();
  });
});

describe('database clock without its database', () => {
  it('[T1] goes on by the steady time of the host, and refuses to start', async () => {
    const fresh = await freshDatabase();
    let hostMs = 0;
    const clock = await databaseClock(fresh.db, { host: { monotonicMs: () => hostMs } });
    await fresh.close();
    const before = clock.nowMs();
    hostMs += 60_000;
    await expect(clock.resample()).rejects.toBeInstanceOf(Unavailable);
    expect(clock.nowMs()).toBe(before + 60_000);
    await expect(databaseClock(fresh.db)).rejects.toBeInstanceOf(Unavailable);
    clock.stop();
  });
});

describe('manual clock', () => {
  it('stands still until it is moved, and only forward', () => {
    const clock = manualClock(1_000);
    expect(clock.nowMs()).toBe(1_000);
    clock.advance(5);
    clock.set(2_000);
    expect(clock.nowMs()).toBe(2_000);
    expect(() => clock.set(1_999)).toThrow('backwards');
  });
});
