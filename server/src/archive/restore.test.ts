import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillApp } from '../../test/filled-app.ts';
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import type { Database } from '../platform/db/database.ts';
import { readLastBackup } from './archive-sql.ts';
import { backUpInstallation, recordBackup } from './backup.ts';
import { type ArchiveRefusal, ArchiveRefused } from './read-archive.ts';
import { restoreArchive } from './restore.ts';
import { verifyLedger } from './verify.ts';
import { writeArchiveFile } from './write-archive.ts';

const withoutReplacing = { replace: false };
const noCheck = async () => undefined;

describe('backup and restore', { timeout: 120_000 }, () => {
  let test: TestApp;
  let folder: string;
  let path: string;
  const opened: FreshDatabase[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    await fillApp(test);
    folder = await mkdtemp(join(tmpdir(), 'hoithi-backup-'));
    path = await backUp('sound');
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    await rm(folder, { recursive: true, force: true });
    await test.close();
  });
  async function backUp(name: string): Promise<string> {
    const { packed, done } = backUpInstallation(test.db, test.clock.nowMs());
    const file = join(folder, name);
    await writeArchiveFile(file, packed, noCheck);
    await done;
    return file;
  }
  async function fresh(): Promise<Database> {
    const made = await freshDatabase();
    opened.push(made);
    return made.db;
  }
  const refusal = (file: string, db: Database): Promise<ArchiveRefusal | 'restored'> =>
    restoreArchive(db, file, { replace: true }).then(
      () => 'restored' as const,
      (fault: unknown) => {
        if (fault instanceof ArchiveRefused) return fault.reason;
        throw fault;
      },
    );

  it('[B6] restored into another database, the ledger has the same hash and is sound', async () => {
    const before = await verifyLedger(test.db);
    const db = await fresh();
    const restored = await restoreArchive(db, path, withoutReplacing);
    expect(restored).toMatchObject({ ok: true, ledgerHash: before.proof.hash });
    const after = await verifyLedger(db);
    expect(after).toEqual(before);
    const people = 'select * from profiles order by contestant_id';
    expect(await db.query(people)).toEqual(await test.db.query(people));
  });

  it('[B6] after a restore numbers continue, and the ledger refuses changes', async () => {
    const db = await fresh();
    await restoreArchive(db, path, withoutReplacing);
    const [last] = await db.query<{ id: number }>('select max(id) as id from audit');
    const insert = `insert into audit (at_ms, actor, act, object, detail) values (1, 'a', 'b', 'c', '{}') returning id`;
    expect(await db.query(insert)).toEqual([{ id: (last?.id ?? 0) + 1 }]);
    await expect(db.query('delete from answers')).rejects.toThrow(/append-only/);
  });

  it('[B6] a database with data is left as it is, unless it is to be replaced', async () => {
    const db = await fresh();
    await restoreArchive(db, path, withoutReplacing);
    await db.query(`insert into audit (at_ms, actor, act, object, detail) values (1, 'later', 'b', 'c', '{}')`);
    const refused = await restoreArchive(db, path, withoutReplacing);
    expect(refused).toMatchObject({ ok: false, reason: 'not_empty' });
    expect(await db.query(`select 1 from audit where actor = 'later'`)).toHaveLength(1);
    expect(await restoreArchive(db, path, { replace: true })).toMatchObject({ ok: true });
    expect(await db.query(`select 1 from audit where actor = 'later'`)).toHaveLength(0);
  });

  it('[B5] the backup is of one instant, and blocks no writing meanwhile', async () => {
    const noise = (count: number) =>
      test.db.query(
        `insert into audit (at_ms, actor, act, object, detail)
         select 1, 'noise', 'b', t.word, '{}' from unnest($1::text[]) as t(word)`,
        [Array.from({ length: count }, () => randomBytes(60).toString('hex'))],
      );
    await noise(9_000);
    const { packed, done } = backUpInstallation(test.db, test.clock.nowMs());
    await new Promise((resolve) => packed.once('readable', resolve)); // begun, and waiting for its reader
    await noise(5_000);
    await test.db.query(`insert into player_names (player_id, run_id, name, name_key)
      values (gen_random_uuid(), gen_random_uuid(), 'Sau', 'sau')`);
    const file = join(folder, 'meanwhile');
    await writeArchiveFile(file, packed, noCheck);
    const { tables } = await done;
    const db = await fresh();
    await restoreArchive(db, file, withoutReplacing);
    expect(await db.query(`select count(*)::int as n from audit where actor = 'noise'`)).toEqual([{ n: 9_000 }]);
    expect(await db.query(`select 1 from player_names where name = 'Sau'`)).toEqual([]);
    expect(tables.find((each) => each.table === 'audit')?.rows).toBeGreaterThanOrEqual(9_000);
    expect((await verifyLedger(db)).findings).toEqual([]);
  });

  it('[B5] the last backup is recorded, and is in the audit trail', async () => {
    const { packed, done } = backUpInstallation(test.db, 1_234);
    packed.resume();
    const proof = await done;
    await recordBackup(test.db, proof, 'test');
    expect(await readLastBackup(test.db)).toMatchObject({
      at_ms: 1_234,
      ledger_hash: proof.ledger.hash,
      actor: 'test',
    });
    const audited = await test.db.query(`select detail from audit where act = 'archive:backup'`);
    expect(audited).toEqual([{ detail: { rows: proof.rows, ledgerHash: proof.ledger.hash } }]);
  });

  it('[B4] the file is readable by its owner alone, and an existing file is never overwritten', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = await readFile(path);
    const { packed, done } = backUpInstallation(test.db, 1);
    const settled = done.catch(() => undefined);
    expect(await writeArchiveFile(path, packed, noCheck)).toBe(false);
    packed.destroy();
    await settled;
    expect(await readFile(path)).toEqual(before);
  });

  it('[B6] a file that is damaged, cut short, changed, newer or not ours is refused before anything is changed', async () => {
    const db = await fresh();
    await restoreArchive(db, path, withoutReplacing);
    const whole = await readFile(path);
    const text = gunzipSync(whole).toString('utf8');
    const lines = text.split('\n');
    const flipped = Buffer.from(whole);
    flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] ?? 0) ^ 0x10;
    const changed = (change: (text: string) => string) => gzipSync(change(text));
    const cases: [string, Buffer, ArchiveRefusal][] = [
      ['flipped', flipped, 'damaged'],
      ['cut', whole.subarray(0, whole.length - 2_000), 'damaged'],
      ['cut-lines', gzipSync(lines.slice(0, -3).join('\n')), 'damaged'],
      ['other-value', changed((all) => all.replace('["', '["x')), 'damaged'],
      ['row-missing', gzipSync([...lines.slice(0, 8), ...lines.slice(9)].join('\n')), 'damaged'],
      ['row-added', changed((all) => `${all}[]\n`), 'damaged'],
      ['later-format', changed((all) => all.replace('hoithi-archive-1', 'hoithi-archive-2')), 'newer'],
      ['later-tables', changed((all) => all.replace('0001-people.sql', '9999-later.sql')), 'newer'],
      ['other-kind', changed((all) => all.replace('"kind":"installation"', '"kind":"run"')), 'damaged'],
      ['not-ours', gzipSync('{"format":"other"}\n'), 'not_ours'],
      ['not-packed', Buffer.from('SQL dump'), 'damaged'],
      ['nothing', gzipSync(''), 'not_ours'],
    ];
    const before = (await verifyLedger(db)).proof;
    for (const [name, bytes, reason] of cases) {
      const file = join(folder, name);
      await writeFile(file, bytes);
      expect([name, await refusal(file, db)]).toEqual([name, reason]);
    }
    expect(await refusal(join(folder, 'missing'), db)).toBe('unreadable');
    expect((await verifyLedger(db)).proof).toEqual(before);
  });

  it('[B6] a restore whose result differs leaves the database as it was', async () => {
    const db = await fresh();
    await restoreArchive(db, path, withoutReplacing);
    const before = (await verifyLedger(db)).proof;
    // The file is sound in itself, but no database stores this value as it is written.
    const file = await forge(path, join(folder, 'forged'), (line) =>
      line.includes('"contest:create"') ? line.replace(/\{\\"/, '{ \\"') : line,
    );
    expect(await restoreArchive(db, file, { replace: true })).toEqual({
      ok: false,
      reason: 'not_equal',
      tables: ['audit'],
    });
    expect((await verifyLedger(db)).proof).toEqual(before);
  });
});

/** Rewrites rows of an archive and hashes it again, as somebody could who knows the format. */
async function forge(path: string, to: string, change: (line: string) => string): Promise<string> {
  const { readArchive } = await import('./read-archive.ts');
  const { writeArchive } = await import('./write-archive.ts');
  let header = null;
  const tables = [];
  for await (const piece of readArchive(path)) {
    if (piece.kind === 'header') header = piece.header;
    if (piece.kind === 'table')
      tables.push({ table: { ...piece.table, name: piece.table.table }, pages: [[]] as string[][][] });
    if (piece.kind === 'rows') {
      const rows = piece.rows.map((row) => JSON.parse(change(JSON.stringify(row))) as string[]);
      tables.at(-1)?.pages.push(rows);
    }
  }
  if (header === null) throw new Error('an archive has a header');
  let text = '';
  for await (const part of writeArchive(header, tables)) text += part;
  await writeFile(to, gzipSync(text));
  return to;
}
