import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { readMigrations } from '../platform/db/migrate.ts';
import { ArchiveEnd, ArchiveHeader, ArchiveTable, archiveFormat, type archiveKinds } from './archive-format.ts';
import { joinProofs, TableHash, writeRow } from './table-proof.ts';
import type { ArchivedRow } from './tables-sql.ts';

/** unreadable: no such file; not_ours: another format; newer: of a later version of the program; damaged; other_kind. SPEC B6. */
export type ArchiveRefusal = 'unreadable' | 'not_ours' | 'newer' | 'damaged' | 'other_kind';

/** A file that is refused. Nothing was changed. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
  readonly reason: ArchiveRefusal;

  constructor(reason: ArchiveRefusal, cause?: unknown) {
    super(`the file is refused: ${reason}`, { cause });
    this.reason = reason;
  }
}

export type ArchivePiece =
  | { kind: 'header'; header: ArchiveHeader }
  | { kind: 'table'; table: ArchiveTable }
  | { kind: 'rows'; table: ArchiveTable; rows: ArchivedRow[]; text: string }
  | { kind: 'end'; end: ArchiveEnd };

const Row = z.array(z.string().nullable());
const pageRows = 1_000;
const pageCharsMax = 4_000_000;

/** The file unpacked; every error of the packing is damage. */
async function* unpack(path: string): AsyncGenerator<Buffer> {
  const unpacked = new PassThrough();
  // An error destroys `unpacked` too, and is thrown by its reader below.
  pipeline(createReadStream(path), createGunzip(), unpacked).catch(() => undefined);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR';
    throw new ArchiveRefused(isMissing ? 'unreadable' : 'damaged', fault);
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of unpack(path)) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, at));
      yield Buffer.concat(rest).toString('utf8');
      rest = [];
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
  }
  if (Buffer.concat(rest).length > 0) throw new ArchiveRefused('damaged');
}

function parseAs<T>(schema: z.ZodType<T>, line: string, reason: ArchiveRefusal = 'damaged'): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (fault) {
    throw new ArchiveRefused(reason, fault);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ArchiveRefused(reason, parsed.error);
  return parsed.data;
}

const AnyFormat = z.object({ format: z.string() });

/** The first line. A later format, or a migration that this version does not have, is newer than this version. */
function readHeader(line: string): ArchiveHeader {
  const { format } = parseAs(AnyFormat, line, 'not_ours');
  if (format !== archiveFormat) throw new ArchiveRefused(/^hoithi-archive-\d+$/.test(format) ? 'newer' : 'not_ours');
  const header = parseAs(ArchiveHeader, line);
  const known = new Map(readMigrations().map((migration) => [migration.name, migration.checksum]));
  for (const { name, checksum } of header.migrations) {
    if (known.get(name) !== checksum) throw new ArchiveRefused('newer');
  }
  return header;
}

/** Reads an archive in pieces; throws ArchiveRefused at the first place that is not sound, the end at the latest. */
export async function* readArchive(path: string): AsyncGenerator<ArchivePiece> {
  const whole = createHash('sha256');
  let header: ArchiveHeader | null = null;
  let table: ArchiveTable | null = null;
  let page: string[] = [];
  let chars = 0;
  let ended = false;
  function* flush(): Generator<ArchivePiece> {
    if (table && page.length > 0) {
      const rows = page.map((line) => parseAs(Row, line));
      if (rows.some((row) => row.length !== table?.columns.length)) throw new ArchiveRefused('damaged');
      yield { kind: 'rows', table, rows, text: rows.map(writeRow).join('') };
    }
    page = [];
    chars = 0;
  }
  for await (const line of readLines(path)) {
    if (ended) throw new ArchiveRefused('damaged');
    if (header === null) {
      header = readHeader(line);
      yield { kind: 'header', header };
    } else if (line.startsWith('[')) {
      if (table === null) throw new ArchiveRefused('damaged');
      page.push(line);
      chars += line.length;
      if (page.length >= pageRows || chars > pageCharsMax) yield* flush();
    } else {
      yield* flush();
      if (line.startsWith('{"end"')) {
        const end = parseAs(ArchiveEnd, line);
        if (end.sha256 !== whole.digest('hex')) throw new ArchiveRefused('damaged');
        ended = true;
        yield { kind: 'end', end };
        continue;
      }
      table = parseAs(ArchiveTable, line);
      yield { kind: 'table', table };
    }
    whole.update(`${line}\n`);
  }
  if (!ended) throw new ArchiveRefused(header === null ? 'not_ours' : 'damaged');
}

/** Reads the whole file once and checks it against its own hashes; answers its header and end. SPEC B6. */
export async function checkArchive(
  path: string,
  kind: (typeof archiveKinds)[number],
): Promise<{ header: ArchiveHeader; end: ArchiveEnd }> {
  let header: ArchiveHeader | null = null;
  let end: ArchiveEnd | null = null;
  const hashes = new Map<string, { hash: TableHash; ledger: boolean }>();
  for await (const piece of readArchive(path)) {
    if (piece.kind === 'header') header = piece.header;
    else if (piece.kind === 'end') end = piece.end;
    else if (piece.kind === 'rows') hashes.get(piece.table.table)?.hash.add(piece.text, piece.rows.length);
    else {
      const { table, columns, ledger } = piece.table;
      hashes.set(table, { hash: new TableHash({ name: table, columns }), ledger });
    }
  }
  if (header === null || end === null) throw new ArchiveRefused('damaged');
  if (header.kind !== kind) throw new ArchiveRefused('other_kind');
  const proofs = [...hashes.values()].map(({ hash, ledger }) => ({ ledger, proof: hash.end() }));
  const ledgerHash = joinProofs(proofs.filter((each) => each.ledger).map(({ proof }) => proof)).hash;
  const isEqual = end.tables.every((stated) =>
    proofs.some(
      ({ proof }) => proof.table === stated.table && proof.rows === stated.rows && proof.hash === stated.hash,
    ),
  );
  if (!isEqual || proofs.length !== end.tables.length || ledgerHash !== end.ledgerHash) {
    throw new ArchiveRefused('damaged');
  }
  return { header, end };
}
