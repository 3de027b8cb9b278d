import type { AuditRow } from '@hoithi/shared/contract/organizer';
import type { Queries } from './db/database.ts';

/** Half of a surrogate pair, where a text was cut: neither UTF-8 nor canonical JSON can say it. */
const halfPair = /\p{Surrogate}/gu;
const whole = (text: string): string => text.replace(halfPair, '\ufffd');

/**
 * Every privileged act, by whom, on what; where something changes, `before` and `after` in the detail. No personal data: ids,
 * numbers and reasons. The entry gets its place in the chain when the transaction commits. SPEC O2, O2a, I20.
 */
export async function writeAudit(
  db: Queries,
  row: {
    contestId: string | null;
    /** Left out: that of the contest. */
    organizationId?: string | null;
    atMs: number;
    actor: string;
    act: string;
    object: string;
    detail: Record<string, unknown>;
  },
): Promise<void> {
  await db.query(
    `insert into audit (contest_id, at_ms, actor, act, object, detail, organization_id)
     values ($1, $2, $3, $4, $5, $6::jsonb, coalesce($7::uuid, (select organization_id from contests where id = $1)))`,
    [
      row.contestId,
      row.atMs,
      row.actor,
      row.act,
      whole(row.object),
      JSON.stringify(row.detail, (_key, value) => (typeof value === 'string' ? whole(value) : value)),
      row.organizationId ?? null,
    ],
  );
}

export const readAudit = (db: Queries, contestId: string, limit: number): Promise<AuditRow[]> =>
  db.query<AuditRow>(
    `select t.id, t.at_ms as "atMs", t.actor, a.name as "actorName", t.act, t.object, t.detail
     from audit t left join accounts a on t.actor = 'account:' || a.id
     where t.contest_id = $1 order by t.id desc limit $2`,
    [contestId, limit],
  );
