import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { readMigrated } from '../platform/db/migrate.ts';
import { type ArchiveHeader, type ArchiveProof, archiveFormat, writeArchive } from './archive-file.ts';
import { insertBackup } from './backups-sql.ts';
import { readInstallationId } from './installation-id.ts';
import { programVersion } from './program-version.ts';
import { takeSnapshot } from './snapshot.ts';

export type BackupProof = ArchiveProof & { madeAtMs: number };
export type InstallationBackup = {
  /** The packed file as it is made; the maker waits for whoever reads it. */
  packed: Readable;
  /** Resolves when the last byte was read. */
  done: Promise<BackupProof>;
};

/** What every kept file says first. */
export async function makeHeader(
  db: Database,
  about: Pick<ArchiveHeader, 'kind' | 'madeAtMs' | 'about'>,
): Promise<ArchiveHeader> {
  const [installationId, migrations] = [await readInstallationId(db), await readMigrated(db)];
  return { format: archiveFormat, version: programVersion(), installationId, migrations, ...about };
}

/** Backs up the whole house as of this instant, while it runs. SPEC B4, B5. */
export function backUpInstallation(db: Database, nowMs: number): InstallationBackup {
  const packed = new PassThrough();
  async function write(): Promise<BackupProof> {
    const header = await makeHeader(db, { kind: 'installation', madeAtMs: nowMs, about: '' });
    let proof: ArchiveProof | null = null;
    await takeSnapshot(db, async (snapshot) => {
      const tables = snapshot.tables.map((table) => ({ table, pages: snapshot.pages(table) }));
      const text = writeArchive(header, tables, (said) => {
        proof = said;
      });
      await pipeline(Readable.from(text), createGzip(), packed);
    });
    if (proof === null) throw new Error('a backup that was written has its proof');
    return { ...(proof as ArchiveProof), madeAtMs: nowMs };
  }
  const done = write();
  done.catch((fault: Error) => packed.destroy(fault)); // whoever reads hears of it; `done` tells the caller
  return { packed, done };
}

/** A backup that has reached whoever asked for it: when, how much, and its line in the audit. SPEC B5. */
export function rememberBackup(db: Database, { madeAtMs, rows, ledger }: BackupProof, actor: string): Promise<void> {
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
