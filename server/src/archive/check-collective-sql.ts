import type { Queries } from '../platform/db/database.ts';

/** Whether units, their headcounts or groups of a contest were changed after an instant. */
export async function hasLaterFigures(db: Queries, contestId: string, atMs: number): Promise<boolean> {
  const rows = await db.query(
    `select 1 from headcounts where contest_id = $1 and loaded_at_ms > $2
     union all select 1 from unit_merges where contest_id = $1 and at_ms > $2
     union all select 1 from unit_group_counts where contest_id = $1 and at_ms > $2
     union all select 1 from audit where contest_id = $1 and at_ms > $2 and act like 'units:%' limit 1`,
    [contestId, atMs],
  );
  return rows.length > 0;
}
