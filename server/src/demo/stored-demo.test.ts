import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts';
import { makeDemo } from './make-demo.ts';
import { loadDemo, readDemoContent } from './seed-demo.ts';
import { copyStoredTables, dropStoredDemo, readStoredDemo, storeDemo } from './stored-demo-sql.ts';

const startMs = Date.parse('2026-03-10T17:45:00+07:00');

describe('the demo that a template brings', { timeout: 120_000 }, () => {
  const demo = readDemoContent().then(makeDemo);
  const opened: FreshDatabase[] = [];
  beforeAll(async () => {
    opened.push(await freshDatabase(), await freshDatabase());
    const [made, stored] = opened.map(({ db }) => db);
    const rows = await demo;
    await made?.transaction((tx) => loadDemo(tx, rows, startMs));
    if (stored) await storeDemo(stored, rows);
  }, 120_000);
  afterAll(async () => void (await Promise.all(opened.map((one) => one.close()))));

  it('[D3] is, in every table, what the first start would make, with the times of that start', async () => {
    const [made, stored] = opened.map(({ db }) => db);
    if (!made || !stored) throw new Error('two databases are open');
    const found = await readStoredDemo(stored);
    expect(found).not.toBeNull();
    if (found) await stored.transaction((tx) => loadDemo(tx, found, startMs));
    for (const { name } of (await demo).tables) {
      const hash = `select count(*)::int as count, md5(string_agg(t::text, '|' order by t::text)) as hash from ${name} t`;
      expect({ name, rows: await stored.query(hash) }).toEqual({ name, rows: await made.query(hash) });
    }
  });

  it('[D3] leaves every table with the keys and references that it had', async () => {
    const keys = `select conrelid::regclass::text as table, conname, contype, convalidated, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`;
    const [made, stored] = opened.map(({ db }) => db);
    expect(await stored?.query(keys)).toEqual(await made?.query(keys));
    expect(await stored?.query('show session_replication_role')).toEqual([{ session_replication_role: 'origin' }]);
  });

  it('[D3] the first start takes the stored rows away, and a database without them is read as such', async () => {
    const db = opened[1]?.db;
    if (!db) throw new Error('two databases are open');
    await dropStoredDemo(db);
    expect(await readStoredDemo(db)).toBeNull();
    await expect(
      db.transaction((tx) => copyStoredTables(tx, [{ name: 'contests', columns: { id: 'uuid' } }], startMs)),
    ).rejects.toThrow();
  });
});
