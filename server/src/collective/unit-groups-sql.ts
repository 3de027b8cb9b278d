import type { UnitGroupTableRow } from '@hoithi/shared/contract/unit-group-table';
import { foldText } from '@hoithi/shared/rules/fold';
import type { Queries } from '../platform/db/database.ts';

/** What the organizer tells of groups within units. Append-only: a new table is new rows with the next seq. SPEC G3. */
export type UnitGroupRow = {
  unit_code: string;
  group_key: string;
  group_name: string;
  done: number;
  total: number;
  as_of: string; // ISO date
  source: string;
};

/** What counts now: of each unit and group the newest row. */
export const readUnitGroups = (db: Queries, contestId: string): Promise<UnitGroupRow[]> =>
  db.query<UnitGroupRow>(
    `select distinct on (unit_code, group_key) unit_code, group_key, group_name, done, total,
            to_char(as_of, 'YYYY-MM-DD') as as_of, source
     from unit_group_counts where contest_id = $1 order by unit_code, group_key, seq desc`,
    [contestId],
  );

/** Keeps a whole table under the next number. The caller holds the contest's lock. */
export async function appendUnitGroups(
  tx: Queries,
  contestId: string,
  lines: readonly UnitGroupTableRow[],
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
      lines.map((line) => line.unitCode),
      lines.map((line) => foldText(line.group)),
      lines.map((line) => line.group),
      lines.map((line) => line.done),
      lines.map((line) => line.total),
      lines.map((line) => line.asOf),
      lines.map((line) => line.source),
      atMs,
      actor,
    ],
  );
}
