import type { Queries } from '../platform/db/database.ts';

export type RunOrigin = { run_id: string; installation_id: string; merged_at_ms: number; actor: string };

/** Where a merged run was performed; said once. SPEC B8. */
export const insertRunOrigin = (tx: Queries, row: RunOrigin): Promise<unknown> =>
  tx.query(
    'insert into run_origins (run_id, installation_id, merged_at_ms, actor) values ($1, $2, $3, $4) on conflict do nothing',
    [row.run_id, row.installation_id, row.merged_at_ms, row.actor],
  );

export async function readRunOrigin(db: Queries, runId: string): Promise<RunOrigin | null> {
  const rows = await db.query<RunOrigin>('select * from run_origins where run_id = $1', [runId]);
  return rows[0] ?? null;
}
