import type { AuditRow } from '@hoithi/shared/contract/organizer';
import type { Queries } from './db/database.ts';

/** Every privileged act, by whom, on what. detail: ids and reasons, no personal data. SPEC O2. */
export async function writeAudit(
  db: Queries,
  row: {
    contestId: string | null;
    atMs: number;
    actor: string;
    act: string;
    object: string;
    detail: Record<string, unknown>;
  },
): Promise<void> {
  await db.query(
    'insert into audit (contest_id, at_ms, actor, act, object, detail) values ($1, $2, $3, $4, $5, $6::jsonb)',
    [row.contestId, row.atMs, row.actor, row.act, row.object, JSON.stringify(row.detail)],
  );
}

export const readAudit = (db: Queries, contestId: string, limit: number): Promise<AuditRow[]> =>
  db.query<AuditRow>(
    'select id, at_ms as "atMs", actor, act, object, detail from audit where contest_id = $1 order by id desc limit $2',
    [contestId, limit],
  );
