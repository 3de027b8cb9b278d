import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres, type TestServer } from '../../../../scripts/test-servers.mjs';
import { type CutProxy, openCutProxy } from '../../../test/cut-proxy.ts';
import { Unavailable } from './database.ts';
import { openPostgres } from './postgres.ts';

/** By the bounds alone each of these would wait for a minute. */
describe.skipIf(!hasPostgres())('connections to PostgreSQL that a network has dropped', () => {
  let server: TestServer;
  let line: CutProxy;
  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    line = await openCutProxy([Number(new URL(server.url).port)]);
  });
  afterAll(async () => {
    await line.close();
    await server.stop();
  });

  it('[N15] are found by asking the server over a fresh one, in and out of a transaction, and the next question is answered', async () => {
    const db = await openPostgres(Object.assign(new URL(server.url), { port: `${line.port}` }).href);
    let begun: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => (begun = resolve));
    let goOn: () => void = () => undefined;
    const muted = new Promise<void>((resolve) => (goOn = resolve));
    const transaction = db.transaction(async (tx) => {
      await tx.query('select 1');
      begun();
      await muted;
      return tx.query('select 2');
    });
    await inside;
    await Promise.all([db.query('select 1'), db.query('select 1'), db.urgent.query('select 1')]);
    line.mute();
    line.heal();
    const received = [transaction, db.query('select 1'), db.query('select 1'), db.urgent.query('select 1')];
    goOn();
    for (const one of await Promise.allSettled(received))
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(db.unavailableAgoMs()).toBeLessThan(60_000);
    await db.close();
  });

  it('[N15] a statement that takes long is worked on, and one that waits for a lock: neither is ended', async () => {
    const db = await openPostgres(server.url);
    await db.query('create table locked (id int4); insert into locked values (1)');
    const slow = db.query('select pg_sleep(8), 1 as one');
    const holder = db.transaction(async (tx) => {
      await tx.query('select id from locked for update');
      await tx.query('select pg_sleep(7)');
    });
    const waits = db.transaction((tx) => tx.query('select id from locked for update'));
    expect(await waits).toEqual([{ id: 1 }]);
    await holder;
    expect(await slow).toMatchObject([{ one: 1 }]);
    await db.close();
  });
});
