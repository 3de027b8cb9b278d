import { createHash, type Hash } from 'node:crypto';
import type { Line, Snapshot } from './snapshot.ts';
import type { Table } from './tables.ts';

/** What one table holds: how many rows, and a SHA-256 (hex) over them by primary key. */
export type TableProof = { table: string; rows: number; hash: string };
export type LedgerProof = { tables: TableProof[]; rows: number; hash: string };

export const writeLine = (line: Line): string => `${JSON.stringify(line)}\n`;

/** Takes a table's lines in the order of its key. The hash covers the column names, so a moved value is seen. SPEC B3. */
export function startProof(table: Pick<Table, 'name' | 'columns'>): {
  take(text: string, rows: number): void;
  end(): TableProof;
} {
  const hash: Hash = createHash('sha256');
  hash.update(writeLine([table.name, ...table.columns.map((column) => column.name)]));
  let count = 0;
  return {
    take(text, rows) {
      hash.update(text);
      count += rows;
    },
    end: () => ({ table: table.name, rows: count, hash: hash.digest('hex') }),
  };
}

/** One hash of several tables, by their names. */
export function joinProofs(proofs: readonly TableProof[]): LedgerProof {
  const tables = [...proofs].sort((a, b) => (a.table < b.table ? -1 : 1));
  const hash = createHash('sha256');
  for (const each of tables) hash.update(writeLine([each.table, String(each.rows), each.hash]));
  return { tables, rows: tables.reduce((sum, each) => sum + each.rows, 0), hash: hash.digest('hex') };
}

/**
 * Hashes the ledger: SHA-256 over every append-only table by primary key, so that the order on the disk, the driver and
 * the version of PostgreSQL do not matter. Memory holds one page.
 *
 * Source   SPEC B3.
 */
export async function hashLedger(snapshot: Snapshot): Promise<LedgerProof> {
  const proofs: TableProof[] = [];
  for (const table of snapshot.tables.filter((each) => each.ledger)) {
    const proof = startProof(table);
    for await (const page of snapshot.pages(table)) proof.take(page.map(writeLine).join(''), page.length);
    proofs.push(proof.end());
  }
  return joinProofs(proofs);
}
