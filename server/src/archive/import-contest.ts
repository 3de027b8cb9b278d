import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { readStored } from '../media/media-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import type { ArchiveTable } from './archive-format.ts';
import { contestTables } from './parts-sql.ts';
import { ArchiveRefused, checkArchive, readArchive } from './read-archive.ts';
import { type Added, addMissingRows } from './rows-sql.ts';
import { type ArchivedRow, type Column, readTables } from './tables-sql.ts';

export type Imported = Added & { contestId: string };
type Deps = { db: Database; clock: Clock };

/** Rolls the transaction back and carries what was found. */
export class Conflicting extends Error {
  readonly added: Added;
  constructor(added: Added) {
    super('rows of the file conflict with rows of the database');
    this.added = added;
  }
}

/**
 * Imports a contest of another installation, ids and all, so that its shows can be performed here. Importing it again
 * changes nothing.
 *
 * Refuses  by listing the rows that differ from those that are here; nothing is written then. Throws ArchiveRefused.
 * Source   SPEC B7.
 */
export async function importContest({ db, clock }: Deps, path: string, actor: string): Promise<Imported> {
  const { header } = await checkArchive(path, 'contest');
  let contestId: string | null = null;
  try {
    return await db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      const organization = await readFirstOrganization(tx);
      const added = await addRows(tx, path, contestTables, async (table, rows, { read, write }) => {
        if (table === 'media') return missingMedia(tx, rows, (row) => read(row, 'hash') ?? '');
        for (const row of rows) {
          const own = read(row, table === 'contests' ? 'id' : 'contest_id');
          contestId ??= own;
          if (own === null || own !== contestId) throw new ArchiveRefused('damaged');
        }
        return table === 'contests' ? rows.map((row) => write(row, 'organization_id', organization.id)) : [...rows];
      });
      if (contestId === null) throw new ArchiveRefused('damaged');
      if (added.conflicts.length > 0) throw new Conflicting(added);
      if (added.added > 0) {
        const detail = { added: added.added, installationId: header.installationId };
        const entry = { contestId, atMs: clock.nowMs(), actor, act: 'contest:import', object: header.about, detail };
        await writeAudit(tx, entry);
      }
      return { ...added, contestId };
    });
  } catch (fault) {
    if (fault instanceof Conflicting && contestId !== null) return { ...fault.added, added: 0, contestId };
    throw fault;
  }
}

/** Pictures that are here already stay as they are: their rows belong to no contest. The table checks each hash. */
async function missingMedia(tx: Queries, rows: readonly ArchivedRow[], hashOf: (row: ArchivedRow) => string) {
  const here = new Set((await readStored(tx, rows.map(hashOf))).map(({ hash }) => hash));
  return rows.filter((row) => !here.has(hashOf(row)));
}

/** Reads and changes a row's values by the names of its columns. */
export type Columns = {
  read(row: ArchivedRow, column: string): string | null;
  write(row: ArchivedRow, column: string, value: string | null): ArchivedRow;
};
/** Checks and adapts the rows of a table before they are added. */
export type AdaptRows = (
  table: string,
  rows: readonly ArchivedRow[],
  columns: Columns,
) => ArchivedRow[] | Promise<ArchivedRow[]>;

/** At most so many conflicts of one page of rows are listed. */
const conflictsMax = 50;

/** Adds the rows of a checked archive to tables that are `allowed`; any other table is damage. SPEC B8. */
export async function addRows(
  tx: Queries,
  path: string,
  allowed: ReadonlySet<string>,
  adapt: AdaptRows,
): Promise<Added> {
  const tables = new Map((await readTables(tx)).map((table) => [table.name, table]));
  const sum: Added = { added: 0, same: 0, conflicts: [] };
  for await (const piece of readArchive(path)) {
    if (piece.kind !== 'rows') continue;
    const table = tables.get(piece.table.table);
    if (!table || !allowed.has(table.name)) throw new ArchiveRefused('damaged');
    const columns = ownColumns(piece.table, table.columns);
    const placeOf = (name: string) => columns.findIndex((column) => column.name === name);
    const rows = await adapt(table.name, piece.rows, {
      read: (row, name) => row[placeOf(name)] ?? null,
      write: (row, name, value) => row.map((was, at) => (at === placeOf(name) ? value : was)),
    });
    const { added, same, conflicts } = await addMissingRows(tx, table, columns, rows, sum.conflicts.length > 0);
    sum.added += added;
    sum.same += same;
    sum.conflicts.push(...conflicts.slice(0, conflictsMax));
  }
  return sum;
}

/** The types come from the database and never from the file; a column that it does not have is damage. */
function ownColumns(archived: ArchiveTable, own: readonly Column[]): Column[] {
  return archived.columns.map(({ name }) => {
    const column = own.find((each) => each.name === name);
    if (!column) throw new ArchiveRefused('damaged');
    return column;
  });
}
