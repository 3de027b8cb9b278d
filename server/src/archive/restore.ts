import { strict as assert } from 'node:assert';
import type { Database, Queries } from '../platform/db/database.ts';
import { makeTablesOf, migrate } from '../platform/db/migrate.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import type { ArchiveEnd, ArchiveHeader } from './archive-format.ts';
import { checkArchive, readArchive } from './read-archive.ts';
import {
  continueNumbers,
  dropInstallation,
  emptyMigrated,
  insertRows,
  isInUse,
  leaveChain,
  listFullTables,
} from './rows-sql.ts';
import { snapshotWithin } from './snapshot-sql.ts';
import { proveTables, type TableProof } from './table-proof.ts';
import { readTables } from './tables-sql.ts';

export type Restored =
  | { ok: true; header: ArchiveHeader; tables: TableProof[]; ledgerHash: string }
  /** not_empty: the database has data. in_use: servers are connected to it. not_equal: what was written differs. */
  | { ok: false; reason: 'not_empty' | 'in_use' | 'not_equal'; tables: string[] };

class NotEqual extends Error {
  readonly tables: string[];
  constructor(tables: string[]) {
    super('the restored rows differ from the file');
    this.tables = tables;
  }
}

/**
 * Restores a backup into a database and proves it: every table is read back and hashed, and the transaction is committed
 * only when all counts and hashes equal those in the file. A failure leaves the database as it was. Afterwards later
 * migrations are applied.
 *
 * Units    `replace`: data that is there is given up.
 * Refuses  not_empty, in_use, not_equal; throws ArchiveRefused for a file that is not sound, before anything is changed.
 * Source   SPEC B6.
 */
export async function restoreArchive(db: Database, path: string, options: { replace: boolean }): Promise<Restored> {
  const { header, end } = await checkArchive(path, 'installation');
  let proofs: TableProof[] = [];
  try {
    const refused = await db.transaction(async (tx): Promise<Restored | null> => {
      await setStatementTimeout(tx);
      if (await isInUse(tx)) return { ok: false, reason: 'in_use', tables: [] };
      const full = await listFullTables(tx);
      if (full.length > 0 && !options.replace) return { ok: false, reason: 'not_empty', tables: full };
      await dropInstallation(tx);
      await makeTablesOf(tx, new Set(header.migrations.map((migration) => migration.name)));
      await emptyMigrated(tx);
      await fillTables(tx, path);
      const restored = await snapshotWithin(tx);
      proofs = await proveTables(restored, restored.tables);
      const unequal = listUnequal(end, proofs);
      if (unequal.length > 0) throw new NotEqual(unequal);
      return null;
    });
    if (refused) return refused;
  } catch (fault) {
    if (fault instanceof NotEqual) return { ok: false, reason: 'not_equal', tables: fault.tables };
    throw fault;
  }
  await migrate(db);
  return { ok: true, header, tables: proofs, ledgerHash: end.ledgerHash };
}

async function fillTables(tx: Queries, path: string): Promise<void> {
  const own = new Map((await readTables(tx)).map((table) => [table.name, table]));
  await leaveChain(tx);
  for await (const piece of readArchive(path)) {
    if (piece.kind !== 'rows') continue;
    assert(own.has(piece.table.table), 'a table of the file is among those its migrations make');
    await insertRows(tx, { name: piece.table.table, columns: piece.table.columns }, piece.rows);
  }
  for (const table of own.values()) await continueNumbers(tx, table);
}

function listUnequal(end: ArchiveEnd, proofs: readonly TableProof[]): string[] {
  const archived = new Map(end.tables.map((each) => [each.table, each]));
  const unequal = proofs.filter((each) => archived.get(each.table)?.hash !== each.hash).map((each) => each.table);
  const missing = end.tables.filter((each) => !proofs.some((found) => found.table === each.table));
  return [...unequal, ...missing.map((each) => each.table)];
}
