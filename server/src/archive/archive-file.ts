import { createHash } from 'node:crypto';
import { z } from 'zod';
import { joinProofs, type LedgerProof, startProof, type TableProof, writeLine } from './ledger-hash.ts';
import type { Line } from './snapshot.ts';
import type { Table } from './tables.ts';

/**
 * A file that the house keeps or hands on: gzip over lines of JSON. The first line says what it is; then each table with
 * its columns, and its rows as lists of texts; the last line proves the rest. SPEC B4.
 *
 *   house    everything, to be restored
 *   contest  one contest without people, to be performed in another house
 *   run      one performance, to be merged into the house the contest is from
 */
export const archiveFormat = 'hoithi-kept-1';
export const archiveKinds = ['installation', 'contest', 'run'] as const;

export const ArchiveHeader = z.object({
  format: z.literal(archiveFormat),
  kind: z.enum(archiveKinds),
  /** Version of the program that wrote it. */
  version: z.string(),
  madeAtMs: z.int(),
  /** The house it comes from. */
  installationId: z.uuid(),
  /** The tables' form: which migrations had been applied. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Words for whoever lists the file: a contest's slug, a run's code. */
  about: z.string(),
});
export type ArchiveHeader = z.infer<typeof ArchiveHeader>;

const name = z.string().regex(/^[a-z_0-9]+$/);
export const ArchiveTable = z.object({
  table: name,
  columns: z.array(z.object({ name, type: z.string().regex(/^[a-z0-9 ]+(\[\])?$/), identity: z.boolean() })),
  key: z.array(name),
  ledger: z.boolean(),
});
export type ArchiveTable = z.infer<typeof ArchiveTable>;

const Proof = z.object({ table: z.string(), rows: z.int(), hash: z.string() });
export const ArchiveEnd = z.object({
  end: z.literal(true),
  tables: z.array(Proof),
  /** Of the append-only tables alone: what `ledger verify` prints. */
  ledgerHash: z.string(),
  /** SHA-256 of every byte before this line, unpacked. */
  sha256: z.string(),
});
export type ArchiveEnd = z.infer<typeof ArchiveEnd>;

export type ArchivedTable = { table: Table; pages: AsyncIterable<Line[]> | Iterable<Line[]> };
export type ArchiveProof = { tables: TableProof[]; ledger: LedgerProof; rows: number };

/** The text of a kept file, piece by piece; `onEnd` hears what it holds. */
export async function* writeArchive(
  header: ArchiveHeader,
  tables: Iterable<ArchivedTable>,
  onEnd: (proof: ArchiveProof) => void,
): AsyncGenerator<string> {
  const whole = createHash('sha256');
  const proofs: TableProof[] = [];
  const ledger: TableProof[] = [];
  const say = (text: string): string => {
    whole.update(text);
    return text;
  };
  yield say(`${JSON.stringify(header)}\n`);
  for (const { table, pages } of tables) {
    const about: ArchiveTable = {
      table: table.name,
      columns: [...table.columns],
      key: [...table.key],
      ledger: table.ledger,
    };
    yield say(`${JSON.stringify(about)}\n`);
    const proof = startProof(table);
    for await (const page of pages) {
      const text = page.map(writeLine).join('');
      proof.take(text, page.length);
      yield say(text);
    }
    proofs.push(proof.end());
    const done = proofs.at(-1);
    if (table.ledger && done) ledger.push(done);
  }
  const proof = { tables: proofs, ledger: joinProofs(ledger), rows: joinProofs(proofs).rows };
  const end: ArchiveEnd = { end: true, tables: proofs, ledgerHash: proof.ledger.hash, sha256: whole.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
  onEnd(proof);
}
