import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { readMigrated } from '../platform/db/migrate.ts';
import { type KeptHeader, type KeptProof, keptFormat, writeKept } from './archive-file.ts';
import { insertBackup } from './backups-sql.ts';
import { readHouseId } from './installation-id.ts';
import { programVersion } from './program-version.ts';
import { takeSnapshot } from './snapshot.ts';

export type BackupProof = KeptProof & { madeAtMs: number };
export type HouseBackup = {
  /** The packed file as it is made; the maker waits for whoever reads it. */
  packed: Readable;
  /** Resolves when the last byte was read. */
  done: Promise<BackupProof>;
};

/** What every kept file says first. */
export async function makeHeader(
  db: Database,
  about: Pick<KeptHeader, 'kind' | 'madeAtMs' | 'about'>,
): Promise<KeptHeader> {
  const [houseId, migrations] = [await readHouseId(db), await readMigrated(db)];
  return { format: keptFormat, version: programVersion(), houseId, migrations, ...about };
}

/** Backs up the whole house as of this instant, while it runs. SPEC B4, B5. */
export function backUpHouse(db: Database, nowMs: number): HouseBackup {
  const packed = new PassThrough();
  async function write(): Promise<BackupProof> {
    const header = await makeHeader(db, { kind: 'house', madeAtMs: nowMs, about: '' });
    let proof: KeptProof | null = null;
    await takeSnapshot(db, async (snapshot) => {
      const tables = snapshot.tables.map((table) => ({ table, pages: snapshot.pages(table) }));
      const text = writeKept(header, tables, (said) => {
        proof = said;
      });
      await pipeline(Readable.from(text), createGzip(), packed);
    });
    if (proof === null) throw new Error('a backup that was written has its proof');
    return { ...(proof as KeptProof), madeAtMs: nowMs };
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
    await writeAudit(tx, { contestId: null, atMs: madeAtMs, actor, act: 'house:backup', object: 'house', detail });
  });
}
