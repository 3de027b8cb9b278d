import type { Queries } from '../platform/db/database.ts';
import type { Finding } from './checks.ts';
import type { Table } from './tables.ts';

/** before (2) delete (8) update (16) truncate (32), for each statement: what `append_only` is in pg_trigger. */
const beforeAnyRewriting = 2 + 8 + 16 + 32;

/** Whether every table of the ledger still refuses to be rewritten, and by the function that does refuse. SPEC B1. */
export async function findOpenTables(tx: Queries, tables: readonly Table[]): Promise<Finding | null> {
  const guarded = await tx.query<{ name: string }>(
    `select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled in ('O', 'A')
       and t.tgtype = ${beforeAnyRewriting} and t.tgqual is null and p.proname = 'refuse_rewriting'
       and btrim(regexp_replace(p.prosrc, '\\s+', ' ', 'g')) like 'begin raise exception ''the ledger is append-only:%; end'`,
  );
  const safe = new Set(guarded.map((row) => row.name));
  const open = tables.filter((table) => table.ledger && !safe.has(table.name)).map((table) => table.name);
  return open.length === 0 ? null : { check: 'triggers', count: open.length, samples: open };
}
