import { Look } from '@hoithi/shared/contract/look';
import type { Queries } from '../platform/db/database.ts';

/** How contests look. SPEC X6. */

export type LookRow = { version: number; look: Look };

/** Version 0: nobody has chosen anything. */
export async function readLook(db: Queries, contestId: string): Promise<LookRow> {
  const [row] = await db.query<{ version: number; look: string }>(
    'select version, look from contest_looks where contest_id = $1',
    [contestId],
  );
  return { version: row?.version ?? 0, look: Look.parse(row ? JSON.parse(row.look) : {}) };
}

export async function saveLook(
  tx: Queries,
  contestId: string,
  { look, version, atMs, actor }: LookRow & { atMs: number; actor: string },
): Promise<void> {
  await tx.query(
    `insert into contest_looks (contest_id, version, look, changed_at_ms, actor) values ($1, $2, $3, $4, $5)
     on conflict (contest_id) do update set version = excluded.version, look = excluded.look,
       changed_at_ms = excluded.changed_at_ms, actor = excluded.actor`,
    [contestId, version, JSON.stringify(look), atMs, actor],
  );
}
