import type { Queries } from '../platform/db/database.ts';

/** Numbers that the committee brought for a round, in signed versions. SPEC M23. */
export type BroughtTable = {
  version: number;
  signed_by: string;
  dated: string; // ISO date
  reason: string;
  source: string;
  complete: boolean;
  at_ms: number;
  actor: string;
};
export type BroughtCell = { column_id: string; subject: string; value: number | null };

export const readTableVersions = (db: Queries, roundId: string): Promise<(BroughtTable & { cells: number })[]> =>
  db.query(
    `select t.version, t.signed_by, to_char(t.dated, 'YYYY-MM-DD') as dated, t.reason, t.source, t.complete, t.at_ms, t.actor,
       (select count(*)::int from brought_cells c where c.round_id = t.round_id and c.version = t.version) as cells
     from brought_tables t where t.round_id = $1 order by t.version desc`,
    [roundId],
  );

/** What counts of a round's numbers at an instant: of each subject and column the last that was brought. */
export const readBroughtCells = (
  db: Queries,
  roundIds: readonly string[],
  atMs: number,
): Promise<{ round_id: string; column_id: string; subject: string; value: number; at_ms: number }[]> =>
  db.query(
    `select round_id, column_id, subject, coalesce(value, 0) as value, at_ms from (
       select distinct on (c.round_id, c.column_id, c.subject) c.round_id, c.column_id, c.subject, c.value, t.at_ms
       from brought_cells c join brought_tables t on t.round_id = c.round_id and t.version = c.version
       where c.round_id = any($1::uuid[]) and t.at_ms <= $2
       order by c.round_id, c.column_id, c.subject, c.version desc
     ) newest where value is not null`,
    [roundIds, atMs],
  );

/** The cells of one version by the pseudonyms of people and the codes of units; in a real contest nobody who is simulated. SPEC Z1. */
export const readSealedCells = (
  db: Queries,
  { roundId, version, demo }: { roundId: string; version: number; demo: boolean },
): Promise<{ column_id: string; id: string; value: number | null }[]> =>
  db.query(
    `select c.column_id, coalesce(s.pseudonym::text, c.subject) collate "C" as id, c.value from brought_cells c
     left join contestants k on k.id = case when c.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then c.subject::uuid end
     left join contestant_seals s on s.contestant_id = k.id
     where c.round_id = $1 and c.version = $2 and (k.id is null or $3 or not k.simulated)
     order by c.column_id collate "C", 2`,
    [roundId, version, demo],
  );

/** Whoever is brought a number gets a pseudonym too. */
export const sealBrought = (tx: Queries, roundId: string, version: number): Promise<unknown> =>
  tx.query(
    `insert into contestant_seals (contestant_id) select k.id from contestants k
     where k.id = any(array(select distinct c.subject::uuid from brought_cells c where c.round_id = $1 and c.version = $2
       and c.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'))
     on conflict do nothing`,
    [roundId, version],
  );

/** Of each of these rounds whether its newest table says that nothing more is awaited. */
export const readCompleteTables = (db: Queries, roundIds: readonly string[]): Promise<{ round_id: string }[]> =>
  db.query(
    `select round_id from (select distinct on (round_id) round_id, complete from brought_tables
       where round_id = any($1::uuid[]) order by round_id, version desc) newest where complete`,
    [roundIds],
  );

/** Saves a version whole; the caller has locked the contest. Returns its number. */
export async function appendTable(
  tx: Queries,
  roundId: string,
  table: Omit<BroughtTable, 'version'>,
  cells: readonly BroughtCell[],
): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    `insert into brought_tables (round_id, version, signed_by, dated, reason, source, complete, at_ms, actor)
     select $1, coalesce(max(version), 0) + 1, $2, $3::date, $4, $5, $6, $7, $8 from brought_tables where round_id = $1
     returning version`,
    [roundId, table.signed_by, table.dated, table.reason, table.source, table.complete, table.at_ms, table.actor],
  );
  const version = rows[0]?.version ?? 1;
  await tx.query(
    `insert into brought_cells (round_id, version, column_id, subject, value)
     select $1, $2, t.column_id, t.subject, t.value
     from unnest($3::text[], $4::text[], $5::double precision[]) as t(column_id, subject, value)`,
    [
      roundId,
      version,
      cells.map((cell) => cell.column_id),
      cells.map((cell) => cell.subject),
      cells.map((cell) => cell.value),
    ],
  );
  return version;
}
