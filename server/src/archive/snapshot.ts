import { strict as assert } from 'node:assert';
import type { Database, Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { readTables, type Table } from './tables.ts';

/** A row as text values in the order of the table's columns; the same from every driver. */
export type Line = readonly (string | null)[];

/** The whole house as of one instant. */
export type Snapshot = {
  tables: readonly Table[];
  /** All rows of a table by its primary key, in pages. */
  pages(table: Table): AsyncIterable<Line[]>;
};

const pageSize = 2_000;
/** The same order in every database, whatever its language: texts by their bytes. */
const order = (table: Table): string =>
  table.key.map((name) => (typeOf(table, name) === 'text' ? `t."${name}" collate "C"` : `t."${name}"`)).join(', ');

function typeOf(table: Table, column: string): string {
  const found = table.columns.find((each) => each.name === column);
  assert(found, `a key is made of columns: ${table.name}.${column}`);
  return found.type;
}

/** Only forms that do not depend on the session: PostgreSQL prints them alike everywhere. */
const columnsAsText = (table: Table): string => table.columns.map((column) => `t."${column.name}"::text`).join(', ');
type TextRow = { line: Line };

const selectLines = (table: Table, where: string): string =>
  `select array[${columnsAsText(table)}] as line from "${table.name}" t ${where} order by ${order(table)}`;

/** Reads through a cursor, so that memory holds one page. `where` speaks of the row as `t`. */
export async function* readByCursor(tx: Queries, table: Table, where = ''): AsyncIterable<Line[]> {
  await tx.query(`declare pages no scroll cursor for ${selectLines(table, where)}`);
  for (;;) {
    const rows = await tx.query<TextRow>(`fetch ${pageSize} from pages`);
    if (rows.length > 0) yield rows.map((row) => row.line);
    if (rows.length < pageSize) break;
  }
  await tx.query('close pages');
}

/** The house within a transaction that is already there: what it sees is what that transaction sees. */
export async function snapshotWithin(tx: Queries): Promise<Snapshot> {
  const tables = await readTables(tx);
  return { tables, pages: (table) => readByCursor(tx, table) };
}

/** Reads the house as of one instant while it goes on working, and waits for nobody. SPEC B5. */
export async function takeSnapshot<T>(db: Database, work: (snapshot: Snapshot, tx: Queries) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await setStatementTimeout(tx);
    await tx.query('set transaction isolation level repeatable read, read only');
    return work(await snapshotWithin(tx), tx);
  });
}
