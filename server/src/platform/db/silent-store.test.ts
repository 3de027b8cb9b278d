import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres, type TestServer } from '../../../../scripts/test-servers.mjs';
import { openSilentProxy, type SilentProxy } from '../../../test/silent-proxy.ts';
import { Busy, type Database, Unavailable } from './database.ts';
import { openPostgres } from './postgres.ts';

const bounds = { waitMs: 400, statementMs: 400, urgentStatementMs: 200 };

describe('a PostgreSQL that accepts and answers nothing, or nonsense', () => {
  it.each(['silent', 'garbage'] as const)(
    '[W16] %s from the start: fails as Unavailable within the bound',
    async (how) => {
      const proxy = await openSilentProxy(1);
      proxy.behave(how);
      await expect(openPostgres(`postgres://u:p@127.0.0.1:${proxy.port}/x`, bounds)).rejects.toBeInstanceOf(
        Unavailable,
      );
      await proxy.close();
    },
  );
});

describe.skipIf(!hasPostgres())('a PostgreSQL that falls silent in the middle', () => {
  let server: TestServer;
  let proxy: SilentProxy;
  let db: Database;
  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    const url = new URL(server.url);
    proxy = await openSilentProxy(Number(url.port), 4_000); // slower than anybody waits
    url.port = String(proxy.port);
    db = await openPostgres(url.href, bounds);
    await db.urgent.query('select 1');
  });
  afterAll(async () => {
    await db.close();
    await proxy.close();
    await server.stop();
  });

  it.each(['silent', 'garbage', 'slow'] as const)(
    '[W16] %s: every query fails as Unavailable, and succeeds when it is back',
    async (how) => {
      proxy.behave(how);
      await expect(db.query('select 1')).rejects.toBeInstanceOf(Unavailable);
      await expect(db.urgent.query('select 1')).rejects.toBeInstanceOf(Unavailable);
      await expect(db.transaction((tx) => tx.query('select 1'))).rejects.toBeInstanceOf(Unavailable);
      proxy.behave('pass');
      await expect.poll(() => db.query('select 1 as one').catch(() => null), { timeout: 5_000 }).toEqual([{ one: 1 }]);
      await expect
        .poll(() => db.urgent.query('select 1 as one').catch(() => null), { timeout: 5_000 })
        .toEqual([{ one: 1 }]);
      expect(await db.transaction((tx) => tx.query('select 2 as two'))).toEqual([{ two: 2 }]);
    },
  );

  it('[W16] a statement that takes too long is ended by the server, and hurts nobody else', async () => {
    await expect(db.query('select pg_sleep(30)')).rejects.toBeInstanceOf(Unavailable);
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    await expect.poll(() => db.query("select 1 from pg_stat_activity where query like 'select pg_sleep%'")).toEqual([]);
  });

  it('[N15] a process that stops in the middle of a transaction does not block others by its locks', async () => {
    const [stopped, other] = [await openPostgres(server.url, { idleMs: 300 }), await openPostgres(server.url)];
    await other.query('create table if not exists locked (id int4); insert into locked values (1)');
    let lockTaken: () => void = () => undefined;
    const taken = new Promise<void>((resolve) => (lockTaken = resolve));
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const work = stopped.transaction(async (tx) => {
      await tx.query('select id from locked for update');
      lockTaken();
      await asleep;
      await tx.query('insert into locked values (2)');
    });
    const received = expect(work).rejects.toBeInstanceOf(Unavailable);
    await taken;
    await other.transaction((tx) => tx.query('select id from locked for update'));
    wake();
    await received;
    expect(await other.query('select id from locked')).toEqual([{ id: 1 }]);
    await Promise.all([stopped.close(), other.close()]);
  });

  it('[N15g] a query that waits too long behind others is Busy while the store answers them, and no outage', async () => {
    const calm = await openPostgres(server.url, { waitMs: 300 });
    const busy = Array.from({ length: 10 }, () => calm.query('select pg_sleep(1)'));
    await expect(calm.query('select 1')).rejects.toBeInstanceOf(Busy);
    expect(calm.isAway()).toBe(false);
    expect(calm.unavailableAgoMs()).toBe(Number.POSITIVE_INFINITY);
    await Promise.all(busy);
    await calm.close();
  });

  it('[W7] answers have connections of their own while every other is taken', async () => {
    const calm = await openPostgres(server.url);
    const busy = Array.from({ length: 40 }, () => calm.query('select pg_sleep(0.5)'));
    let served = 0;
    for (const one of busy) void one.then(() => served++);
    expect(await calm.urgent.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(calm.waiting()).toEqual({ all: 30, urgent: 0 }); // [N22]
    expect(served).toBe(0);
    await Promise.all(busy);
    await calm.close();
  });
});
