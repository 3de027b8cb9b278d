import type { Queries } from '../platform/db/database.ts';
import { type ArchivedRow, type Column, readTables, type Table } from './tables-sql.ts';

/** Writing archived rows into tables. */

/** A row of the file that cannot be added. differs: same id, other content; taken: another row has its place. */
export type Conflict = { table: string; key: string; reason: 'differs' | 'taken' };
export type Added = { added: number; same: number; conflicts: Conflict[] };
type Target = { name: string; columns: readonly Column[] };

/** A row of texts `r` (JSON) as columns: each text cast to its column's type. */
const castColumns = (columns: readonly Column[]): string =>
  columns.map((column, at) => `(r->>${at})::${column.type}`).join(', ');

const namesOf = (columns: readonly Column[]): string => columns.map((column) => `"${column.name}"`).join(', ');

/** Inserts rows as they are, with the numbers that the database would have given. */
export const insertRows = (tx: Queries, { name, columns }: Target, rows: readonly ArchivedRow[]): Promise<unknown> =>
  tx.query(
    `insert into "${name}" (${namesOf(columns)}) overriding system value
     select ${castColumns(columns)} from jsonb_array_elements($1::jsonb) as t(r)`,
    [JSON.stringify(rows)],
  );

/** Entries of the audit trail that this transaction writes bring their places in the chain with them. SPEC I20. */
export const leaveChain = (tx: Queries): Promise<unknown> => tx.query(`set local hoithi.restoring = 'on'`);

/** Sets a table's own numbering after the highest number in it. */
export async function continueNumbers(tx: Queries, { name, columns }: Target): Promise<void> {
  for (const column of columns.filter((each) => each.identity)) {
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max("${column.name}"), 0) + 1, false) from "${name}"`,
      [name, column.name],
    );
  }
}

/**
 * Adds rows that are missing, and compares those that are there. Never changes a row.
 *
 * `columns`: those of the rows, in their order; columns of later versions get their default. `compareOnly`: compares and
 * adds nothing, since an earlier conflict makes the caller roll back.
 * Source   SPEC B8.
 */
export async function addMissingRows(
  tx: Queries,
  table: Table,
  columns: readonly Column[],
  rows: readonly ArchivedRow[],
  compareOnly: boolean,
): Promise<Added> {
  const keyPlaces = table.key.map((name) => columns.findIndex((column) => column.name === name));
  const keyOf = (row: ArchivedRow): string => keyPlaces.map((place) => row[place]).join(' ');
  const names = namesOf(columns);
  const texts = columns.map((column) => `t."${column.name}"::text`).join(', ');
  const given = `(select ${castColumns(columns)} from jsonb_array_elements($1::jsonb) as j(r)) as i(${names})`;
  const sameKey = table.key.map((name) => `t."${name}" = i."${name}"`).join(' and ');

  const found = await tx.query<{ line: ArchivedRow }>(
    `select array[${texts}] as line from "${table.name}" t join ${given} on ${sameKey}`,
    [JSON.stringify(rows)],
  );
  const stored = new Map(found.map(({ line }) => [keyOf(line), line]));
  const conflicts: Conflict[] = [];
  const missing: ArchivedRow[] = [];
  for (const row of rows) {
    const known = stored.get(keyOf(row));
    if (known === undefined) missing.push(row);
    else if (known.some((value, at) => value !== row[at])) {
      conflicts.push({ table: table.name, key: keyOf(row), reason: 'differs' });
    }
  }
  const same = rows.length - missing.length - conflicts.length;
  if (compareOnly) return { added: 0, same, conflicts };
  const inserted = await tx.query<{ line: ArchivedRow }>(
    `insert into "${table.name}" as t (${names}) overriding system value select * from ${given}
     on conflict do nothing returning array[${texts}] as line`,
    [JSON.stringify(missing)],
  );
  const added = new Set(inserted.map(({ line }) => keyOf(line)));
  for (const row of missing) {
    if (!added.has(keyOf(row))) conflicts.push({ table: table.name, key: keyOf(row), reason: 'taken' });
  }
  return { added: inserted.length, same, conflicts };
}

/** Whether servers are connected to this database. */
export async function isInUse(tx: Queries): Promise<boolean> {
  const others = await tx.query(
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'hoithi'
       and pid <> pg_backend_pid() limit 1`,
  );
  return others.length > 0;
}

/** Tables that a first start fills: its organization, the first account's invitation, its id. */
const filledAtStart = new Set(['organizations', 'invitations', 'installation']);

/** Deletes what migrations themselves have written into new tables: the organization. The file has its own. */
export async function emptyMigrated(tx: Queries): Promise<void> {
  const tables = await readTables(tx);
  if (tables.some(({ name }) => name === 'organizations')) await tx.query('delete from organizations');
}

/** Tables with rows that a restore would lose. */
export async function listFullTables(tx: Queries): Promise<string[]> {
  const full: string[] = [];
  for (const { name } of await readTables(tx)) {
    if (filledAtStart.has(name)) continue;
    if ((await tx.query(`select 1 from "${name}" limit 1`)).length > 0) full.push(name);
  }
  return full;
}

/** Drops all tables and functions but those of extensions. */
export async function dropInstallation(tx: Queries): Promise<void> {
  await tx.query(`do $$ declare each record; begin
    for each in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
      execute format('drop table %I cascade', each.relname);
    end loop;
    for each in select p.oid::regprocedure as signature from pg_proc p where pronamespace = 'public'::regnamespace
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
      execute 'drop routine ' || each.signature || ' cascade';
    end loop;
  end $$`);
}
