import { z } from 'zod';

/**
 * An archive: gzip over lines of JSON. The first line is the header; then comes each table with its columns, and its rows
 * as lists of texts; the last line has the hashes of the rest. SPEC B4.
 *
 *   installation  everything, to be restored
 *   contest       one contest without people, to be performed on a hall box
 *   run           one run of a show, to be merged into the installation the contest is from
 */
export const archiveFormat = 'hoithi-archive-1';
export const archiveKinds = ['installation', 'contest', 'run'] as const;

export const ArchiveHeader = z.object({
  format: z.literal(archiveFormat),
  kind: z.enum(archiveKinds),
  /** Version of the program that wrote it. */
  version: z.string(),
  madeAtMs: z.int(),
  /** The installation it comes from. */
  installationId: z.uuid(),
  /** Which migrations had been applied: the form of the tables. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** For people: a contest's slug, a run's code. */
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
