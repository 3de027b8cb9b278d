import { expect } from 'vitest';
import { openPostgres } from '../src/platform/db/postgres.ts';
import { type CutProxy, openCutProxy } from './cut-proxy.ts';
import { freshDatabase } from './fresh-database.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';

/** A server whose PostgreSQL can become unreachable as in a real network. `test.db` reaches it by the same connection. */
export async function openCutConnectionApp(): Promise<{ test: TestApp; line: CutProxy; healed(): Promise<void> }> {
  const fresh = await freshDatabase();
  const url = new URL(fresh.url);
  const line = await openCutProxy([Number(url.port)]);
  url.port = String(line.port);
  const db = await openPostgres(url.href);
  const app = await openTestApp({}, { db });
  const test: TestApp = {
    ...app,
    db,
    async close() {
      await app.close();
      await db.close();
      await line.close();
      await fresh.close();
    },
  };
  async function healed(): Promise<void> {
    line.heal();
    await expect.poll(() => db.query('select 1 as one').catch(() => null), { timeout: 15_000 }).toEqual([{ one: 1 }]);
  }
  return { test, line, healed };
}
