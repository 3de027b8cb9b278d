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

/**
 * Reads the house as of one instant while it goes on working, and waits for nobody. SPEC B5.
 *
 * PostgreSQL keeps a snapshot for the reader. The embedded database has one session, which must not be held: tables that
 * may change are read in one short turn, and of the append-only ones, page by page and with everybody else in between,
 * the rows that were there at that turn: a row tells which transaction wrote it.
 */
export async function takeSnapshot<T>(db: Database, work: (snapshot: Snapshot, tx: Queries) => Promise<T>): Promise<T> {
  if (db.kind === 'postgres') {
    return db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      await tx.query('set transaction isolation level repeatable read, read only');
      return work(await snapshotWithin(tx), tx);
    });
  }
  const held = new Map<string, Line[]>();
  const { tables, horizon } = await db.transaction(async (tx) => {
    const found = await readTables(tx);
    for (const table of found.filter((each) => !each.ledger)) {
      const rows = await tx.query<TextRow>(selectLines(table, ''));
      held.set(
        table.name,
        rows.map((row) => row.line),
      );
    }
    const now = await tx.query<{ horizon: number }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as horizon',
    );
    return { tables: found, horizon: now[0]?.horizon ?? 0 };
  });
  async function* pages(table: Table): AsyncIterable<Line[]> {
    const rows = held.get(table.name);
    if (rows) yield rows;
    else yield* readInTurns(db, table, horizon);
  }
  return work({ tables, pages }, db);
}

/** Page by page after the last key, rows of transactions before the horizon only. */
async function* readInTurns(db: Queries, table: Table, horizon: number): AsyncIterable<Line[]> {
  const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
  const keyOf = (collated: boolean) =>
    table.key.map((name, at) => {
      const type = typeOf(table, name);
      const collation = type === 'text' ? ' collate "C"' : '';
      return collated ? `t."${name}"${collation}` : `$${at + 2}::text::${type}${collation}`;
    });
  const after = `and (${keyOf(true).join(', ')}) > (${keyOf(false).join(', ')})`;
  let last: Line | null = null;
  for (;;) {
    const where: string = `where t.xmin::text::bigint < $1 ${last === null ? '' : after}`;
    const key: (string | null)[] = last === null ? [] : places.map((place) => last?.[place] ?? null);
    const rows: TextRow[] = await db.query<TextRow>(`${selectLines(table, where)} limit ${pageSize}`, [
      horizon,
      ...key,
    ]);
    if (rows.length > 0) yield rows.map((row) => row.line);
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.line ?? null;
  }
}
