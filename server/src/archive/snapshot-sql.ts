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

/** Reads through a cursor, so that memory holds one page. `where` names the row `t`. */
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
export async function beginReadOnly(db: Pick<Database, 'kind'>, tx: Queries): Promise<void> {
  await setStatementTimeout(tx);
  if (db.kind === 'postgres') await tx.query('set transaction isolation level repeatable read, read only');
}

/**
 * Reads all tables as of one instant while the server goes on working, and blocks nobody. SPEC B5.
 *
 * PostgreSQL gives the reader a snapshot. The embedded database has one session, which must not be blocked: tables that
 * may change are read in one short transaction, and of the append-only ones, page by page with other queries in between,
 * the rows that were there at that transaction: a row says which transaction wrote it.
 */
export async function takeSnapshot<T>(db: Database, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  if (db.kind === 'postgres') {
    return db.transaction(async (tx) => {
      await beginReadOnly(db, tx);
      return work(await snapshotWithin(tx));
    });
  }
  const changing = new Map<string, ArchivedRow[]>();
  const { tables, horizon } = await db.transaction(async (tx) => {
    const found = await readTables(tx);
    for (const table of found.filter((each) => !each.ledger)) {
      const rows = await tx.query<TextRow>(selectRows(table, ''));
      changing.set(
        table.name,
        rows.map((row) => row.line),
      );
    }
    const now = await tx.query<{ horizon: number }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as horizon',
    );
    return { tables: found, horizon: now[0]?.horizon ?? 0 };
  });
  async function* pages(table: Table): AsyncIterable<ArchivedRow[]> {
    const rows = changing.get(table.name);
    if (rows) yield rows;
    else yield* readInTurns(db, table, horizon);
  }
  return work({ tables, pages });
}

/** Page by page after the last key, rows of transactions before the horizon only. */
async function* readInTurns(db: Queries, table: Table, horizon: number): AsyncIterable<ArchivedRow[]> {
  const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
  const keyOf = (collated: boolean) =>
    table.key.map((name, at) => {
      const type = typeOf(table, name);
      const collation = type === 'text' ? ' collate "C"' : '';
      return collated ? `t."${name}"${collation}` : `$${at + 2}::text::${type}${collation}`;
    });
  const after = `and (${keyOf(true).join(', ')}) > (${keyOf(false).join(', ')})`;
  let last: ArchivedRow | null = null;
  for (;;) {
    const where: string = `where t.xmin::text::bigint < $1 ${last === null ? '' : after}`;
    const key: (string | null)[] = last === null ? [] : places.map((place) => last?.[place] ?? null);
    const rows: TextRow[] = await db.query<TextRow>(`${selectRows(table, where)} limit ${pageSize}`, [horizon, ...key]);
    if (rows.length > 0) yield rows.map((row) => row.line);
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.line ?? null;
  }
}
