import type { Queries } from '../platform/db/database.ts';

/** Entries of a contest's unit list that mean one unit. Append-only: taking a merge back is a row too. SPEC U8. */
export type UnitMergeRow = {
  contest_id: string;
  seq: number;
  code: string;
  into_code: string | null;
  at_ms: number;
  actor: string;
  reason: string;
};

export const readUnitMerges = (db: Queries, contestId: string): Promise<UnitMergeRow[]> =>
  db.query<UnitMergeRow>('select * from unit_merges where contest_id = $1 order by seq', [contestId]);

/** What stands now: each merged code with the code that it was merged into. */
export function foldUnitMerges(rows: readonly UnitMergeRow[]): Map<string, string> {
  const stands = new Map<string, string>();
  for (const row of rows) {
    if (row.into_code === null) stands.delete(row.code);
    else stands.set(row.code, row.into_code);
  }
  return stands;
}

/** false: another merge of this contest took the number first. */
export async function appendUnitMerge(tx: Queries, row: UnitMergeRow): Promise<boolean> {
  const rows = await tx.query(
    `insert into unit_merges (contest_id, seq, code, into_code, at_ms, actor, reason) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning seq`,
    [row.contest_id, row.seq, row.code, row.into_code, row.at_ms, row.actor, row.reason],
  );
  return rows.length === 1;
}
