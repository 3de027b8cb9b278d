import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/fresh-database.ts';
import { MigrationConflict, migrate } from './migrate.ts';

describe('migrate', () => {
  let fresh: FreshDatabase;
  let dir: string;

  beforeAll(async () => {
    fresh = await freshDatabase();
  });

  beforeEach(async () => {
    await fresh.db.query('DROP TABLE IF EXISTS migration, apple, pear');
    dir = mkdtempSync(join(tmpdir(), 'hoithi-migrations-'));
    writeFileSync(join(dir, '0001-apple.sql'), 'CREATE TABLE apple (id int4); INSERT INTO apple VALUES (1);');
    return () => rmSync(dir, { recursive: true });
  });

  afterAll(() => fresh.close());

  function addPear(sql = 'ALTER TABLE apple ADD pear int4; CREATE TABLE pear (id int4);'): void {
    writeFileSync(join(dir, '0002-pear.sql'), sql);
  }

  it('applies each file once, in order', async () => {
    await migrate(fresh.db, dir);
    addPear();
    await migrate(fresh.db, dir);
    await migrate(fresh.db, dir);
    expect(await fresh.db.query('SELECT id, pear FROM apple')).toEqual([{ id: 1, pear: null }]);
    const names = await fresh.db.query('SELECT name FROM migration ORDER BY name');
    expect(names).toEqual([{ name: '0001-apple.sql' }, { name: '0002-pear.sql' }]);
  });

  it('applies each file once when several processes start together', async () => {
    addPear();
    await Promise.all([1, 2, 3, 4].map(() => migrate(fresh.db, dir)));
    expect(await fresh.db.query('SELECT id FROM apple')).toEqual([{ id: 1 }]);
  });

  it('a file that fails halfway leaves nothing behind and can be mended', async () => {
    addPear('CREATE TABLE pear (id int4); SELECT 1 FROM nowhere;');
    await expect(migrate(fresh.db, dir)).rejects.toMatchObject({ code: '42P01' });
    addPear();
    await migrate(fresh.db, dir);
    expect(await fresh.db.query('SELECT id FROM pear')).toEqual([]);
  });

  it('refuses an applied file that was changed', async () => {
    await migrate(fresh.db, dir);
    writeFileSync(join(dir, '0001-apple.sql'), 'CREATE TABLE apple (id int8);');
    await expect(migrate(fresh.db, dir)).rejects.toThrow(MigrationConflict);
  });

  it('refuses a database of a newer version, and a new file before an applied one', async () => {
    addPear();
    await migrate(fresh.db, dir);
    rmSync(join(dir, '0002-pear.sql'));
    await expect(migrate(fresh.db, dir)).rejects.toThrow('newer');
    addPear();
    writeFileSync(join(dir, '0001-zebra.sql'), 'SELECT 1');
    await expect(migrate(fresh.db, dir)).rejects.toThrow('0001-zebra.sql stands before 0002-pear.sql');
  });

  it('the migrations of this program run once', async () => {
    const own = await freshDatabase();
    await migrate(own.db);
    expect((await own.db.query('SELECT name FROM migration')).length).toBeGreaterThan(0);
    await own.close();
  });
});
