import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DataDirInUse } from './data-lock.ts';
import { makeTemplate } from './make-template.ts';
import { openDatabase } from './open-database.ts';
import { openPglite } from './pglite.ts';

describe('pglite', () => {
  let dir: string;

  beforeAll(async () => {
    await makeTemplate();
    dir = mkdtempSync(join(tmpdir(), 'hoithi-pglite-'));
  });

  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('starts from the template with the tables in place, and keeps its rows on the disk', async () => {
    const first = await openDatabase({ databaseUrl: null, dataDir: dir });
    expect((await first.query('SELECT name FROM migration')).length).toBeGreaterThan(0);
    await first.query('CREATE TABLE kept AS SELECT 7 AS seven');
    await first.close();
    const second = await openPglite(dir);
    expect(await second.query('SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    await second.close();
  });

  it('[D2] a second opening of the same folder is refused, the first goes on', async () => {
    const first = await openPglite(dir);
    await expect(openPglite(dir)).rejects.toBeInstanceOf(DataDirInUse);
    expect(await first.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.close();
  });

  it('works where the path of the temporary folder is too long for a socket', async () => {
    const long = join(dir, 'x'.repeat(120));
    mkdirSync(long);
    vi.stubEnv('TMPDIR', long);
    const db = await openPglite(dir);
    vi.unstubAllEnvs();
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await db.close();
    expect(readdirSync(long)).toEqual([]);
  });
});
