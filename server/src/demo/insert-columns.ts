import type { Queries } from '../platform/db/database.ts';

export type Column<T> = readonly [name: keyof T & string, type: string];

/** Inserts many rows by column arrays; lists of texts travel joined by commas. */
export async function insertColumns<T>(
  tx: Queries,
  table: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<void> {
  const pageSize = 4_000;
  const names = columns.map(([name]) => name).join(', ');
  const picked = columns
    .map(([name, type]) => (type === 'text[]' ? `string_to_array(t.${name}, ',')` : `t.${name}`))
    .join(', ');
  const arrays = columns.map(([, type], at) => `$${at + 1}::${type === 'text[]' ? 'text' : type}[]`).join(', ');
  for (let from = 0; from < rows.length; from += pageSize) {
    const page = rows.slice(from, from + pageSize);
    await tx.query(
      `insert into ${table} (${names}) select ${picked} from unnest(${arrays}) as t(${names})`,
      columns.map(([name, type]) =>
        page.map((row) => (type === 'text[]' ? (row[name] as string[]).join(',') : row[name])),
      ),
    );
  }
}
