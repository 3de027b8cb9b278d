import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres, type TestServer } from '../../../../scripts/test-servers.mjs';
import { type Database, Unavailable } from './database.ts';
import { openPostgres } from './postgres.ts';

describe.skipIf(!hasPostgres())('an outage of PostgreSQL', () => {
  let server: TestServer;
  let db: Database;

  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    db = await openPostgres(server.url);
  });

  afterAll(async () => {
    await db.close();
    await server.stop();
  });

  it('throws Unavailable with a cause during the outage, and answers again when it is back', async () => {
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.halt();
    const fault = await db.query('SELECT 1').catch((reason: unknown) => reason);
    expect(fault).toBeInstanceOf(Unavailable);
    expect((fault as Unavailable).cause).toBeInstanceOf(Error);
    await expect(db.transaction((tx) => tx.query('SELECT 1'))).rejects.toBeInstanceOf(Unavailable);
    await server.resume();
    expect(await db.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });

  it('throws Unavailable when the outage begins inside a transaction, which leaves nothing behind', async () => {
    await db.query('CREATE TABLE IF NOT EXISTS kept (id int4)');
    const work = db.transaction(async (tx) => {
      await tx.query('INSERT INTO kept VALUES (1)');
      await server.halt('SIGQUIT');
      await tx.query('INSERT INTO kept VALUES (2)');
    });
    await expect(work).rejects.toBeInstanceOf(Unavailable);
    await server.resume();
    expect(await db.query('SELECT id FROM kept')).toEqual([]);
  });

  it('a wrong address is known when it is opened', async () => {
    const url = new URL(server.url);
    url.port = '1';
    await expect(openPostgres(url.href)).rejects.toBeInstanceOf(Unavailable);
    const nobody = new URL(server.url);
    nobody.pathname = '/no_such_database';
    await expect(openPostgres(nobody.href)).rejects.toMatchObject({ code: '3D000' });
  });

  it('a closed store is unavailable', async () => {
    const other = await openPostgres(server.url);
    await Promise.all([other.close(), other.close()]);
    await expect(other.query('SELECT 1')).rejects.toBeInstanceOf(Unavailable);
  });
});
