import type { Queries } from '../platform/db/database.ts';
import type { ArchiveTable } from './archive-file.ts';
import { type Added, type Conflict, insertRows } from './insert-rows.ts';
import { ArchiveRefused, readArchive } from './read-archive.ts';
import type { Line } from './snapshot.ts';
import { type Column, readTables } from './tables.ts';

/** A line as its columns' names tell it. */
export type LineReader = (line: Line, column: string) => string | null;
export type LineWriter = (line: Line, column: string, value: string | null) => Line;
export type Hands = { read: LineReader; write: LineWriter };
/** What becomes of the lines of a table on their way in. */
export type OnTheWay = (table: string, lines: readonly Line[], hands: Hands) => Line[] | Promise<Line[]>;

/** Only so many conflicts are listed; nothing is kept when there is one. */
const conflictsMax = 50;

/** The types come from the database and never from the file; a column that it does not have is damage. */
function ownColumns(kept: ArchiveTable, own: readonly Column[]): Column[] {
  return kept.columns.map(({ name }) => {
    const column = own.find((each) => each.name === name);
    if (!column) throw new ArchiveRefused('damaged');
    return column;
  });
}

/** Adds the tables of a checked file to the house, those allowed and no other. SPEC B8. */
export async function takePart(
  tx: Queries,
  path: string,
  allowed: ReadonlySet<string>,
  onTheWay: OnTheWay,
): Promise<Added> {
  const tables = new Map((await readTables(tx)).map((table) => [table.name, table]));
  const sum: Added = { added: 0, same: 0, conflicts: [] };
  const list = (conflicts: readonly Conflict[]) => sum.conflicts.push(...conflicts.slice(0, conflictsMax));
  for await (const piece of readArchive(path)) {
    if (piece.kind !== 'rows') continue;
    const table = tables.get(piece.table.table);
    if (!table || !allowed.has(table.name)) throw new ArchiveRefused('damaged');
    const columns = ownColumns(piece.table, table.columns);
    const placeOf = (name: string) => columns.findIndex((column) => column.name === name);
    const lines = await onTheWay(table.name, piece.lines, {
      read: (line, name) => line[placeOf(name)] ?? null,
      write: (line, name, value) => line.map((was, at) => (at === placeOf(name) ? value : was)),
    });
    const { added, same, conflicts } = await insertRows(tx, table, columns, lines, sum.conflicts.length > 0);
    sum.added += added;
    sum.same += same;
    list(conflicts);
  }
  return sum;
}
