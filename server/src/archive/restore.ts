import { strict as assert } from 'node:assert';
import type { Database, Queries } from '../platform/db/database.ts';
import { makeTablesOf, migrate } from '../platform/db/migrate.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import type { ArchiveEnd, ArchiveHeader } from './archive-file.ts';
import { continueNumbers, insertRows } from './fill-tables.ts';
import { startProof, type TableProof, writeLine } from './ledger-hash.ts';
import { checkArchive, readArchive } from './read-archive.ts';
import { type Snapshot, snapshotWithin } from './snapshot.ts';
import { readTables } from './tables.ts';

export type Restored =
  | { ok: true; header: ArchiveHeader; tables: TableProof[]; ledgerHash: string }
  /** not_empty: the database holds a house. in_use: servers are running on it. not_equal: what was written differs. */
  | { ok: false; reason: 'not_empty' | 'in_use' | 'not_equal'; tables: string[] };

/**
 * Puts the house of a backup into a database and proves it: every table is read back and hashed, and
 * only when all counts and hashes equal those in the file is anything kept. One transaction; a failure leaves the
 * database as it was. Afterwards later migrations are applied.
 *
 * Units    `replace`: a house that is there is given up.
 * Refuses  not_empty, in_use, not_equal; throws KeptFileRefused for a file that is not sound, before anything is touched.
 * Source   SPEC B6.
 */
export async function restoreArchive(db: Database, path: string, options: { replace: boolean }): Promise<Restored> {
  const { header, end } = await checkArchive(path, 'installation');
  class NotSaved extends Error {
    readonly answer: Restored;
    constructor(answer: Restored) {
      super('the restored rows are not kept');
      this.answer = answer;
    }
  }
  let proofs: TableProof[] = [];
  try {
    const refused = await db.transaction(async (tx): Promise<Restored | null> => {
      await setStatementTimeout(tx);
      if (await isInUse(tx)) return { ok: false, reason: 'in_use', tables: [] };
      const full = await listFullTables(tx);
      if (full.length > 0 && !options.replace) return { ok: false, reason: 'not_empty', tables: full };
      await dropInstallation(tx);
      await makeTablesOf(tx, new Set(header.migrations.map((migration) => migration.name)));
      await fill(tx, path);
      proofs = await proveTables(await snapshotWithin(tx));
      const unequal = listUnequal(end, proofs);
      if (unequal.length > 0) throw new NotSaved({ ok: false, reason: 'not_equal', tables: unequal });
      return null;
    });
    if (refused) return refused;
  } catch (fault) {
    if (fault instanceof NotSaved) return fault.answer;
    throw fault;
  }
  await migrate(db);
  return { ok: true, header, tables: proofs, ledgerHash: end.ledgerHash };
}

/** Servers hold connections of their own. */
async function isInUse(tx: Queries): Promise<boolean> {
  const others = await tx.query(
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'hoithi'
       and pid <> pg_backend_pid() limit 1`,
  );
  return others.length > 0;
}

/** What a house that was only started has written is not worth keeping: the organizer's first link. */
const bornWith = new Set(['one_time_links', 'installation']);

async function listFullTables(tx: Queries): Promise<string[]> {
  const full: string[] = [];
  for (const { name } of await readTables(tx)) {
    if (bornWith.has(name)) continue;
    if ((await tx.query(`select 1 from "${name}" limit 1`)).length > 0) full.push(name);
  }
  return full;
}

/** Tables and functions of the house; what an extension brought stays. */
async function dropInstallation(tx: Queries): Promise<void> {
  await tx.query(`do $$ declare each record; begin
    for each in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
      execute format('drop table %I cascade', each.relname);
    end loop;
    for each in select p.oid::regprocedure as signature from pg_proc p where pronamespace = 'public'::regnamespace
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
      execute 'drop routine ' || each.signature || ' cascade';
    end loop;
  end $$`);
}

async function fill(tx: Queries, path: string): Promise<void> {
  const own = new Map((await readTables(tx)).map((table) => [table.name, table]));
  for await (const piece of readArchive(path)) {
    if (piece.kind !== 'rows') continue;
    assert(own.has(piece.table.table), 'a table of the file is among those its migrations make');
    await insertRows(tx, { name: piece.table.table, columns: piece.table.columns }, piece.lines);
  }
  for (const table of own.values()) await continueNumbers(tx, table);
}

async function proveTables(snapshot: Snapshot): Promise<TableProof[]> {
  const proofs: TableProof[] = [];
  for (const table of snapshot.tables) {
    const proof = startProof(table);
    for await (const page of snapshot.pages(table)) proof.take(page.map(writeLine).join(''), page.length);
    proofs.push(proof.end());
  }
  return proofs;
}

function listUnequal(end: ArchiveEnd, proofs: readonly TableProof[]): string[] {
  const said = new Map(end.tables.map((each) => [each.table, each]));
  const unequal = proofs.filter((each) => said.get(each.table)?.hash !== each.hash).map((each) => each.table);
  const missing = end.tables.filter((each) => !proofs.some((found) => found.table === each.table));
  return [...unequal, ...missing.map((each) => each.table)];
}
