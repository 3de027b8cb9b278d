import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { insertBackup } from './archive-sql.ts';
import { takeSnapshot } from './snapshot-sql.ts';
import { type ArchiveProof, makeHeader, packArchive, packTables } from './write-archive.ts';

export type BackupProof = ArchiveProof & { madeAtMs: number };
export type InstallationBackup = { packed: Readable; done: Promise<BackupProof> };

/** Backs up the whole installation as of this instant, while it runs. SPEC B4, B5. */
export function backUpInstallation(db: Database, nowMs: number): InstallationBackup {
  const { packed, done } = packArchive(async (out) => {
    const header = await makeHeader(db, { kind: 'installation', madeAtMs: nowMs, about: '' });
    return takeSnapshot(db, (snapshot) => {
      const tables = snapshot.tables.map((table) => ({ table, pages: snapshot.pages(table) }));
      return packTables(header, tables, out);
    });
  });
  return { packed, done: done.then((proof) => ({ ...proof, madeAtMs: nowMs })) };
}

/** Records a backup that was read to its end: when, how much, and in the audit trail. SPEC B5. */
export function recordBackup(db: Database, { madeAtMs, rows, ledger }: BackupProof, actor: string): Promise<void> {
  return db.transaction(async (tx) => {
    await insertBackup(tx, { id: randomUUID(), at_ms: madeAtMs, row_count: rows, ledger_hash: ledger.hash, actor });
    const detail = { rows, ledgerHash: ledger.hash };
    await writeAudit(tx, {
      contestId: null,
      atMs: madeAtMs,
      actor,
      act: 'archive:backup',
      object: 'installation',
      detail,
    });
  });
}
