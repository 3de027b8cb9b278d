import type { Queries } from '../platform/db/database.ts';

export const setArchived = (tx: Queries, contestId: string, atMs: number | null): Promise<unknown> =>
  tx.query('update contests set archived_at_ms = $2 where id = $1', [contestId, atMs]);

/** Its address is given up with it. */
export const setRemoved = (tx: Queries, contestId: string, slug: string, atMs: number): Promise<unknown> =>
  tx.query('update contests set removed_at_ms = $3, slug = $2 where id = $1', [contestId, slug, atMs]);

export async function countContestants(tx: Queries, contestId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from contestants where contest_id = $1',
    [contestId],
  );
  return row?.count ?? 0;
}
