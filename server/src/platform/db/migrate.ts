import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programPath } from '../programs.ts';
import type { Database, Queries } from './database.ts';

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const ownMigrations = programPath('server/src/platform/db/migrations');
const fileName = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Any number, as long as every process uses the same one. */
const advisoryLock = 7_205_904_119;

/** The database and the migrations of this version do not fit together. Nothing was changed. */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict';
}

/** The migrations of a folder in their order. */
export function readMigrations(dir = ownMigrations): Migration[] {
  const names = readdirSync(dir).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    assert(fileName.test(name), `a migration is named NNNN-what-it-does.sql, not ${name}`);
    const sql = readFileSync(join(dir, name), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/** Only one process at a time goes on from here to the end of the transaction. */
async function waitForTurn(tx: Queries): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
}

const makeTable = (tx: Queries): Promise<unknown> =>
  tx.query(`CREATE TABLE IF NOT EXISTS migration (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`);

async function readApplied(db: Database): Promise<Map<string, string>> {
  const rows = await db.transaction(async (tx) => {
    await waitForTurn(tx);
    await makeTable(tx);
    return tx.query<{ name: string; checksum: string }>('SELECT name, checksum FROM migration');
  });
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function assertFits(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    const own = known.get(name);
    if (own === undefined) throw new MigrationConflict(`the database is newer than this version: it has ${name}`);
    if (own !== checksum) throw new MigrationConflict(`${name} was changed after it had been applied`);
  }
  const last = [...applied.keys()].sort().at(-1) ?? '';
  const late = migrations.find((migration) => migration.name < last && !applied.has(migration.name));
  if (late) throw new MigrationConflict(`${late.name} comes before ${last}, which has been applied`);
}

async function applyWithin(tx: Queries, migration: Migration): Promise<void> {
  await tx.query(migration.sql);
  await tx.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [migration.name, migration.checksum]);
}

/** Whether all that this version needs has been applied. Newer tables leave it running. SPEC N6. */
export async function migrationsFit(db: Database, migrations: readonly Migration[]): Promise<boolean> {
  const applied = await db.query<{ name: string; checksum: string }>('SELECT name, checksum FROM migration');
  const checksums = new Map(applied.map((row) => [row.name, row.checksum]));
  return migrations.every((migration) => checksums.get(migration.name) === migration.checksum);
}

async function applyOne(db: Database, migration: Migration): Promise<void> {
  await db.transaction(async (tx) => {
    await waitForTurn(tx);
    const done = await tx.query('SELECT 1 FROM migration WHERE name = $1', [migration.name]);
    if (done.length === 0) await applyWithin(tx, migration); // else another process was first
  });
}

/** Makes the tables as they were when these migrations had been applied, in a database without any. SPEC B6. */
export async function makeTablesOf(tx: Queries, names: ReadonlySet<string>, dir = ownMigrations): Promise<void> {
  await makeTable(tx);
  for (const migration of readMigrations(dir)) if (names.has(migration.name)) await applyWithin(tx, migration);
}

/** The migrations this database has, in their order; none in an empty one. */
export async function readMigrated(db: Queries): Promise<{ name: string; checksum: string }[]> {
  const [found] = await db.query<{ there: boolean }>(`SELECT to_regclass('public.migration') IS NOT NULL AS there`);
  if (!found?.there) return [];
  return db.query('SELECT name, checksum FROM migration ORDER BY name COLLATE "C"');
}

/** Reads only: MigrationConflict unless the database has exactly the migrations of this version. */
export async function assertMigrated(db: Queries, dir = ownMigrations): Promise<void> {
  const applied = new Map((await readMigrated(db)).map((row) => [row.name, row.checksum]));
  const migrations = readMigrations(dir);
  assertFits(migrations, applied);
  const missing = migrations.find((migration) => !applied.has(migration.name));
  if (missing) throw new MigrationConflict(`the database is older than this version: it lacks ${missing.name}`);
}

/**
 * Brings the tables up to this version: each file once, in order, forward only, each in a transaction of its own.
 *
 * Refuses  MigrationConflict when an applied file was changed, is missing, or a new one comes before an applied one.
 * Source   design 3.1.
 */
export async function migrate(db: Database, dir = ownMigrations): Promise<void> {
  const migrations = readMigrations(dir);
  const applied = await readApplied(db);
  assertFits(migrations, applied);
  for (const migration of migrations) {
    if (!applied.has(migration.name)) await applyOne(db, migration);
  }
}
