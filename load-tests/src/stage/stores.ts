import pg from 'pg';
import { startPostgres, startRedis, type TestServer } from '../../../scripts/test-servers.mjs';
import type { Leaving } from './on-exit.ts';

export type Stores = {
  postgres: TestServer;
  redis: TestServer;
  /** A connection of our own, for preparing and for the audit. */
  db: pg.Client;
  version: string;
};

/** A PostgreSQL that syncs every commit to the disk and a Redis, both gone again afterwards. */
export async function startStores(leaving: Leaving): Promise<Stores> {
  const postgres = await startPostgres({ fsync: true });
  leaving.undo(() => postgres.stop());
  const redis = await startRedis();
  leaving.undo(() => redis.stop());
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  leaving.undo(() => db.end());
  const shown = await db.query<{ server_version: string }>('show server_version');
  const version = (shown.rows[0]?.server_version ?? '').split(' ')[0] ?? '';
  return { postgres, redis, db, version };
}
