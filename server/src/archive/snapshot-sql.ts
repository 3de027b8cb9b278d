import { strict as assert } from 'node:assert';
import type { Database, Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { type ArchivedRow, readTables, type Table } from './tables-sql.ts';

/** All tables as of one instant. */
export type Snapshot = {
  tables: readonly Table[];
  /** All rows of a table by its primary key, in pages. */
  pages(table: Table): AsyncIterable<ArchivedRow[]>;
};

const pageSize = 2_000;
/** The same order in every database, whatever its locale: texts by their bytes. */
const order = (table: Table): string =>
  table.key.map((name) => (typeOf(table, name) === 'text' ? `t."${name}" collate "C"` : `t."${name}"`)).join(', ');

function typeOf(table: Table, column: string): string {
  const found = table.columns.find((each) => each.name === column);
  assert(found, `a key is made of columns: ${table.name}.${column}`);
  return found.type;
}

/** These texts do not depend on settings of the session. */
const columnsAsText = (table: Table): string => table.columns.map((column) => `t."${column.name}"::text`).join(', ');
type TextRow = { line: ArchivedRow };

const selectRows = (table: Table, where: string): string =>
  `select array[${columnsAsText(table)}] as line from "${table.name}" t ${where} order by ${order(table)}`;

/** Reads through a cursor, so that one page is in memory. `where` names the row `t`. */
export async function* readByCursor(tx: Queries, table: Table, where = ''): AsyncIterable<ArchivedRow[]> {
  await tx.query(`declare pages no scroll cursor for ${selectRows(table, where)}`);
  for (;;) {
    const rows = await tx.query<TextRow>(`fetch ${pageSize} from pages`);
    if (rows.length > 0) yield rows.map((row) => row.line);
    if (rows.length < pageSize) break;
  }
  await tx.query('close pages');
}

/** A snapshot within a transaction: what that transaction sees. */
export async function snapshotWithin(tx: Queries): Promise<Snapshot> {
  const tables = await readTables(tx);
  return { tables, pages: (table) => readByCursor(tx, table) };
}

/** Begins a transaction that sees the database as of its first query and changes nothing; it may take long. */
export async function beginReadOnly(tx: Queries): Promise<void> {
  await setStatementTimeout(tx);
  await tx.query('set transaction isolation level repeatable read, read only');
}

/** Reads all tables as of one instant while the server goes on working, and blocks nobody. SPEC B5. */
export async function takeSnapshot<T>(db: Database, work: (snapshot: Snapshot, tx: Queries) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await beginReadOnly(tx);
    return work(await snapshotWithin(tx), tx);
  });
}
