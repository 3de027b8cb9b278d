import type { Queries } from '../platform/db/database.ts';
import type { Line } from './snapshot.ts';
import type { Column } from './tables.ts';

type Filled = { name: string; columns: readonly Column[] };

/** How a table's lines stand in SQL: one column of texts as JSON, cast to the column's own type. */
export const castColumns = (columns: readonly Column[], from = 'r'): string =>
  columns.map((column, at) => `(${from}->>${at})::${column.type}`).join(', ');

const namesOf = (columns: readonly Column[]): string => columns.map((column) => `"${column.name}"`).join(', ');

/** Inserts lines as they are, numbers that the database would have given included. */
export const insertRows = (tx: Queries, { name, columns }: Filled, lines: readonly Line[]): Promise<unknown> =>
  tx.query(
    `insert into "${name}" (${namesOf(columns)}) overriding system value
     select ${castColumns(columns)} from jsonb_array_elements($1::jsonb) as t(r)`,
    [JSON.stringify(lines)],
  );

/** Lets a table's own numbering go on after the highest number that is there. */
export async function continueNumbers(tx: Queries, { name, columns }: Filled): Promise<void> {
  for (const column of columns.filter((each) => each.identity)) {
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max("${column.name}"), 0) + 1, false) from "${name}"`,
      [name, column.name],
    );
  }
}
