import { strict as assert } from 'node:assert';
import type { Queries } from '../platform/db/database.ts';

/** A row as text values in the order of the table's columns, the same from every driver. */
export type ArchivedRow = readonly (string | null)[];

/** A column with the type that its texts are cast to. */
export type Column = { name: string; type: string; identity: boolean };
export type Table = {
  name: string;
  columns: readonly Column[];
  /** The primary key, in its order. */
  key: readonly string[];
  /** Append-only: part of the ledger. */
  ledger: boolean;
};

/** Tables whose rows may change or be deleted. Every other table is the ledger's and append-only. SPEC B1. */
const mayChange = new Set([
  'contests',
  'drafts',
  'draft_versions',
  'show_drafts',
  'show_draft_versions',
  'draft_units',
  'banks',
  'bank_topics',
  'bank_questions',
  'bank_question_versions',
  'bank_comments',
  'contest_banks',
  'questions',
  'units',
  'people',
  'profiles',
  'consents',
  'exclusions',
  'reminders',
  'reminder_people',
  'sign_in_codes',
  'known_devices',
  'sessions',
  'organizations',
  'accounts',
  'account_roles',
  'passkeys',
  'unlinked_identities',
  'recovery_codes',
  'invitations',
  'staff_challenges',
  'login_guesses',
  'screens',
  'shows',
  'player_names',
  'player_devices',
  'staff_links',
  'roster_keys',
  'rosters',
  'roster_people',
  'slips',
  'slip_misses',
  'person_identities',
  'contestant_passkeys',
  'used_tokens',
  'messages',
  'message_spending',
  'message_tokens',
  'people_list_entries',
  'unit_maps',
  'contest_looks',
  'media',
  'media_uses',
  'rehearsals',
  'rehearsal_claims',
  'rehearsal_processes',
  'installation',
  'backups',
  'log_pending',
  'contestant_seals',
  'attempt_marks',
  'complaint_words',
  'certificate_names',
  'paper_details',
  'published_names',
  'data_requests',
  'erased_people',
  'erased_numbers',
]);
/** Which migrations this database has, and live counts, which rows that are restored make anew. */
const notArchived = ['migration', 'counts_due', 'person_counts', 'place_counts', 'counted_contests', 'round_progress'];

type ColumnRow = { table: string; name: string; type: string; identity: boolean; key_place: number | null };

/** All tables as the database has them, referenced ones before those that reference them. */
export async function readTables(db: Queries): Promise<Table[]> {
  const rows = await db.query<ColumnRow>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attidentity <> '' as identity,
            array_position(k.conkey, a.attnum) as key_place
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1::text[])
     order by c.relname collate "C", a.attnum`,
    [notArchived],
  );
  const references = await db.query<{ from: string; to: string }>(
    `select c.relname as from, r.relname as to from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.oid <> r.oid`,
  );
  const names = [...new Set(rows.map((row) => row.table))];
  return orderByReference(names, references).map((name) =>
    tableOf(
      name,
      rows.filter((row) => row.table === name),
    ),
  );
}

function tableOf(name: string, rows: readonly ColumnRow[]): Table {
  const key = rows.filter((row) => row.key_place !== null).sort((a, b) => (a.key_place ?? 0) - (b.key_place ?? 0));
  assert(key.length > 0, `every table has a primary key: ${name}`);
  return {
    name,
    columns: rows.map((row) => ({ name: row.name, type: row.type, identity: row.identity })),
    key: key.map((row) => row.name),
    ledger: !mayChange.has(name),
  };
}

function orderByReference(names: readonly string[], references: readonly { from: string; to: string }[]): string[] {
  const ordered: string[] = [];
  function place(name: string): void {
    if (ordered.includes(name)) return;
    for (const reference of references) if (reference.from === name) place(reference.to);
    ordered.push(name);
  }
  for (const name of names) place(name);
  return ordered;
}
