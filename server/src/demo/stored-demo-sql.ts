import type { Database, Queries } from '../platform/db/database.ts';
import { insertDemoTable } from './demo-sql.ts';
import type { Demo, DemoTable } from './make-demo.ts';

/**
 * The demo's rows in a schema beside the tables, with times from the start: a template of the embedded database brings them, and
 * the first start copies them with its own times. They hold no key, link or secret. SPEC D3.
 */
type Kind = DemoTable['columns'][string];
type StoredTable = Omit<DemoTable, 'rows'>;
/** A demo whose rows are in the database already. */
export type StoredDemo = Pick<Demo, 'contestId' | 'slug' | 'shows'> & { stored: true; tables: readonly StoredTable[] };

/** Makes the schema and what describes it, without rows. */
export async function prepareStoredDemo(db: Queries): Promise<void> {
  await db.query('create schema demo_rows');
  await db.query('create table demo_rows.about (demo jsonb not null)');
}

export async function storeDemo(db: Database, { contestId, slug, shows, tables }: Demo): Promise<void> {
  await db.transaction(async (tx) => {
    await prepareStoredDemo(tx);
    for (const table of tables) {
      const name = `demo_rows.${table.name}`;
      await tx.query(
        `create table ${name} as select ${Object.keys(table.columns).join(', ')} from ${table.name} limit 0`,
      );
      await insertDemoTable(tx, { ...table, name }, 0);
    }
    const about: StoredDemo = {
      stored: true,
      contestId,
      slug,
      shows,
      tables: tables.map(({ name, columns }) => ({ name, columns })),
    };
    await tx.query('insert into demo_rows.about (demo) values ($1::jsonb)', [JSON.stringify(about)]);
  });
}

/** null: this database came without them. */
export async function readStoredDemo(db: Queries): Promise<StoredDemo | null> {
  const found = await db.query<{ there: boolean }>(`select to_regclass('demo_rows.about') is not null as there`);
  if (!found[0]?.there) return null;
  const rows = await db.query<{ demo: StoredDemo }>('select demo from demo_rows.about');
  return rows[0]?.demo ?? null;
}

/**
 * Copies the stored tables to their places, in order, with their times for a start (epoch ms). Only a template brings such
 * rows, its user owns the whole database, and they were made with all references right: so these are not checked again, and
 * indexes are made after the rows, which takes a fifth of the time.
 */
export async function copyStoredTables(tx: Queries, tables: readonly StoredTable[], startMs: number): Promise<void> {
  await tx.query('set local session_replication_role = replica');
  for (const table of tables) await withoutKeys(tx, table.name, () => copyStoredTable(tx, table, startMs));
  await tx.query('set local session_replication_role = origin');
  await tx.query(
    // what the triggers would have counted
    `insert into round_progress
     select r.id, 0, (select count(*) from attempts a where a.round_id = r.id), (select count(*) from submissions s where s.round_id = r.id)
     from rounds r on conflict do nothing`,
  );
}

async function copyStoredTable(tx: Queries, { name, columns }: StoredTable, startMs: number): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const values = Object.entries(columns).map(([column, kind]) => shifted(column, kind));
  await tx.query(
    `with start as (select $1::bigint as ms) insert into ${name} (${names})
    select ${values.join(', ')} from demo_rows.${name}, start`,
    [startMs],
  );
}

/** Works on a table without its keys, unless another refers to them, and puts them back as they were. */
async function withoutKeys(tx: Queries, table: string, work: () => Promise<void>): Promise<void> {
  const keys = await tx.query<{ name: string; definition: string }>(
    `select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = $1::regclass and contype in ('p', 'u')
       and not exists (select from pg_constraint other where other.contype = 'f' and other.confrelid = $1::regclass)
     order by conname`,
    [table],
  );
  for (const { name } of keys) await tx.query(`alter table ${table} drop constraint ${name}`);
  await work();
  for (const { name, definition } of keys) await tx.query(`alter table ${table} add constraint ${name} ${definition}`);
}

function shifted(column: string, kind: Kind): string {
  if (kind === 'instant') return `${column} + start.ms`;
  if (kind !== 'day') return column;
  return `(to_timestamp(start.ms / 1000.0) at time zone 'UTC')::date + (${column} - date '1970-01-01')`;
}

export const dropStoredDemo = (db: Queries): Promise<unknown> => db.query('drop schema if exists demo_rows cascade');
