import type { UnitGroupTableRow } from '@hoithi/shared/contract/unit-group-table';
import { foldText } from '@hoithi/shared/rules/fold';
import type { Queries } from '../platform/db/database.ts';

/** The organizer's counts of groups within units. Append-only: a new table is new rows with the next seq. SPEC G3. */
export type UnitGroupRow = {
  unit_code: string;
  group_key: string;
  group_name: string;
  done: number;
  total: number;
  as_of: string; // ISO date
  source: string;
};

/** The newest row of each unit and group. */
export const readUnitGroups = (db: Queries, contestId: string): Promise<UnitGroupRow[]> =>
  db.query<UnitGroupRow>(
    `select distinct on (unit_code, group_key) unit_code, group_key, group_name, done, total,
            to_char(as_of, 'YYYY-MM-DD') as as_of, source
     from unit_group_counts where contest_id = $1 order by unit_code, group_key, seq desc`,
    [contestId],
  );

/** Saves a whole table under the next number. The caller has locked the contest. */
export async function appendUnitGroups(
  tx: Queries,
  contestId: string,
  rows: readonly UnitGroupTableRow[],
  atMs: number,
  actor: string,
): Promise<void> {
  await tx.query(
    `insert into unit_group_counts (contest_id, seq, unit_code, group_key, group_name, done, total, as_of, source, at_ms, actor)
     select $1, (select coalesce(max(seq), 0) + 1 from unit_group_counts where contest_id = $1),
            t.unit_code, t.group_key, t.group_name, t.done, t.total, t.as_of, t.source, $9, $10
     from unnest($2::text[], $3::text[], $4::text[], $5::integer[], $6::integer[], $7::date[], $8::text[])
       as t(unit_code, group_key, group_name, done, total, as_of, source)`,
    [
      contestId,
      rows.map((row) => row.unitCode),
      rows.map((row) => foldText(row.group)),
      rows.map((row) => row.group),
      rows.map((row) => row.done),
      rows.map((row) => row.total),
      rows.map((row) => row.asOf),
      rows.map((row) => row.source),
      atMs,
      actor,
    ],
  );
}
