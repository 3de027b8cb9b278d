import { createHash } from 'node:crypto';
import type { Snapshot } from './snapshot-sql.ts';
import type { ArchivedRow, Table } from './tables-sql.ts';

/** The rows of one table: how many rows, and a SHA-256 (hex) over them by primary key. */
export type TableProof = { table: string; rows: number; hash: string };
export type LedgerProof = { tables: TableProof[]; rows: number; hash: string };

/** A row as one line of JSON. */
export const writeRow = (row: ArchivedRow): string => `${JSON.stringify(row)}\n`;

/** Hashes a table's rows in the order of its key. The column names are hashed too, so that a moved value changes it. SPEC B3. */
export class TableHash {
  readonly #table: string;
  readonly #hash = createHash('sha256');
  #rows = 0;

  constructor(table: Pick<Table, 'name' | 'columns'>) {
    this.#table = table.name;
    this.#hash.update(writeRow([table.name, ...table.columns.map((column) => column.name)]));
  }

  /** `text`: so many rows, each by `writeRow`. */
  add(text: string, rows: number): void {
    this.#hash.update(text);
    this.#rows += rows;
  }

  end(): TableProof {
    return { table: this.#table, rows: this.#rows, hash: this.#hash.digest('hex') };
  }
}

/** One hash of several tables, by their names. */
export function joinProofs(proofs: readonly TableProof[]): LedgerProof {
  const tables = [...proofs].sort((a, b) => (a.table < b.table ? -1 : 1));
  const hash = createHash('sha256');
  for (const each of tables) hash.update(writeRow([each.table, String(each.rows), each.hash]));
  return { tables, rows: tables.reduce((sum, each) => sum + each.rows, 0), hash: hash.digest('hex') };
}

/** Hashes tables page by page; one page is in memory. */
export async function proveTables(snapshot: Snapshot, tables: readonly Table[]): Promise<TableProof[]> {
  const proofs: TableProof[] = [];
  for (const table of tables) {
    const hash = new TableHash(table);
    for await (const page of snapshot.pages(table)) hash.add(page.map(writeRow).join(''), page.length);
    proofs.push(hash.end());
  }
  return proofs;
}

/**
 * Hashes the ledger: SHA-256 over every append-only table by primary key, so that the order on the disk and the version
 * of PostgreSQL do not matter. SPEC B3.
 */
export async function hashLedger(snapshot: Snapshot): Promise<LedgerProof> {
  const ledger = snapshot.tables.filter((each) => each.ledger);
  return joinProofs(await proveTables(snapshot, ledger));
}
