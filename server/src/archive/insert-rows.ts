import type { Queries } from '../platform/db/database.ts';
import { castColumns } from './fill-tables.ts';
import type { Line } from './snapshot.ts';
import type { Column, Table } from './tables.ts';

/** A row of the file that cannot stand beside what is there. differs: same id, other content; taken: another row has its place. */
export type Conflict = { table: string; key: string; reason: 'differs' | 'taken' };
export type Added = { added: number; same: number; conflicts: Conflict[] };

/**
 * Adds lines that are not there, and compares those that are. Never changes a row.
 *
 * `columns`: those of the lines, in their order; columns that a later version brought keep their default. `compareOnly`:
 * something could not be added, so nothing will be kept, and what is missing is not added either.
 * Source   SPEC B8.
 */
export async function insertRows(
  tx: Queries,
  table: Table,
  columns: readonly Column[],
  lines: readonly Line[],
  compareOnly: boolean,
): Promise<Added> {
  const keyPlaces = table.key.map((name) => columns.findIndex((column) => column.name === name));
  const keyOf = (line: Line): string => keyPlaces.map((place) => line[place]).join(' ');
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const texts = columns.map((column) => `t."${column.name}"::text`).join(', ');
  const rows = `(select ${castColumns(columns)} from jsonb_array_elements($1::jsonb) as j(r)) as i(${names})`;
  const sameKey = table.key.map((name) => `t."${name}" = i."${name}"`).join(' and ');
  const given = [JSON.stringify(lines)];

  const found = await tx.query<{ line: Line }>(
    `select array[${texts}] as line from "${table.name}" t join ${rows} on ${sameKey}`,
    given,
  );
  const there = new Map(found.map(({ line }) => [keyOf(line), line]));
  const conflicts: Conflict[] = [];
  const fresh: Line[] = [];
  for (const line of lines) {
    const known = there.get(keyOf(line));
    if (known === undefined) fresh.push(line);
    else if (known.some((value, at) => value !== line[at])) {
      conflicts.push({ table: table.name, key: keyOf(line), reason: 'differs' });
    }
  }
  const same = lines.length - fresh.length - conflicts.length;
  if (compareOnly) return { added: 0, same, conflicts };
  const inserted = await tx.query<{ line: Line }>(
    `insert into "${table.name}" as t (${names}) overriding system value select * from ${rows}
     on conflict do nothing returning array[${texts}] as line`,
    [JSON.stringify(fresh)],
  );
  const kept = new Set(inserted.map(({ line }) => keyOf(line)));
  for (const line of fresh) {
    if (!kept.has(keyOf(line))) conflicts.push({ table: table.name, key: keyOf(line), reason: 'taken' });
  }
  return { added: inserted.length, same, conflicts };
}
