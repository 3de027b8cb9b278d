import { strict as assert } from 'node:assert';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '../platform/db/database.ts';
import { readMigrated } from '../platform/db/migrate.ts';
import { programVersion } from '../platform/metrics/version.ts';
import { type ArchiveEnd, type ArchiveHeader, type ArchiveTable, archiveFormat } from './archive-format.ts';
import { readInstallationId } from './archive-sql.ts';
import { joinProofs, type LedgerProof, TableHash, type TableProof, writeRow } from './table-proof.ts';
import type { ArchivedRow, Table } from './tables-sql.ts';

export type ArchivedTable = { table: Table; pages: AsyncIterable<ArchivedRow[]> | Iterable<ArchivedRow[]> };
export type ArchiveProof = { tables: TableProof[]; ledger: LedgerProof; rows: number };
export type PackedArchive = {
  /** The packed file as it is made; it is made no faster than it is read. */
  packed: Readable;
  /** Resolves when the last byte was read. */
  done: Promise<ArchiveProof>;
};

/** The header of an archive that this installation writes. */
export async function makeHeader(
  db: Database,
  about: Pick<ArchiveHeader, 'kind' | 'madeAtMs' | 'about'>,
): Promise<ArchiveHeader> {
  const installationId = await readInstallationId(db);
  const migrations = await readMigrated(db);
  return { format: archiveFormat, version: programVersion, installationId, migrations, ...about };
}

/** The text of an archive, piece by piece. Returns what it holds. */
export async function* writeArchive(
  header: ArchiveHeader,
  tables: Iterable<ArchivedTable>,
): AsyncGenerator<string, ArchiveProof> {
  const whole = createHash('sha256');
  const proofs: TableProof[] = [];
  const ledger: TableProof[] = [];
  const hashed = (text: string): string => {
    whole.update(text);
    return text;
  };
  yield hashed(`${JSON.stringify(header)}\n`);
  for (const { table, pages } of tables) {
    const about: ArchiveTable = {
      table: table.name,
      columns: [...table.columns],
      key: [...table.key],
      ledger: table.ledger,
    };
    yield hashed(`${JSON.stringify(about)}\n`);
    const hash = new TableHash(table);
    for await (const page of pages) {
      const text = page.map(writeRow).join('');
      hash.add(text, page.length);
      yield hashed(text);
    }
    const proof = hash.end();
    proofs.push(proof);
    if (table.ledger) ledger.push(proof);
  }
  const proof = { tables: proofs, ledger: joinProofs(ledger), rows: joinProofs(proofs).rows };
  const end: ArchiveEnd = { end: true, tables: proofs, ledgerHash: proof.ledger.hash, sha256: whole.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
  return proof;
}

/** Writes an archive of these tables to `packed` and ends it. */
export async function packTables(
  header: ArchiveHeader,
  tables: Iterable<ArchivedTable>,
  packed: Writable,
): Promise<ArchiveProof> {
  let proof: ArchiveProof | null = null;
  async function* text(): AsyncGenerator<string> {
    proof = yield* writeArchive(header, tables);
  }
  await pipeline(Readable.from(text()), createGzip(), packed);
  assert(proof, 'an archive that was written has its proof');
  return proof;
}

/** Starts writing an archive that somebody reads at their own pace. A failure of `write` destroys the stream. */
export function packArchive(write: (packed: Writable) => Promise<ArchiveProof>): PackedArchive {
  const packed = new PassThrough();
  const done = write(packed);
  done.catch((fault: Error) => packed.destroy(fault)); // for the reader; the caller gets it from `done`
  return { packed, done };
}

/**
 * Writes a file beside its place and renames it, readable by its owner alone and synced to the disk first: a file of this
 * name is whole. Answers its size; `false` where the name is taken. A `check` that throws leaves nothing behind. SPEC B4.
 */
export async function writeArchiveFile(
  path: string,
  packed: Readable,
  check: (beside: string) => Promise<unknown>,
): Promise<{ bytes: number } | false> {
  if (existsSync(path)) return false;
  const beside = `${path}.${randomUUID()}.unfinished`;
  try {
    const out = createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(packed, out);
    await check(beside);
    await rename(beside, path);
    await syncFolder(dirname(path));
    return { bytes: out.bytesWritten };
  } finally {
    await rm(beside, { force: true });
  }
}

/** Syncs the new name to the disk, where the system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
