import type { TieDecision } from '@hoithi/shared/contract/collective-standing';
import type { Queries } from '../platform/db/database.ts';

type Row = { tie: Pick<TieDecision, 'units' | 'total'>; reason: string; at_ms: number };

/** What the committee decided of an award's ties, the newest first. SPEC G13. */
export async function readTieDecisions(db: Queries, contestId: string, award: number): Promise<TieDecision[]> {
  const rows = await db.query<Row>(
    'select tie, reason, at_ms from collective_decisions where contest_id = $1 and award = $2 order by seq desc',
    [contestId, award],
  );
  return rows.map(({ tie, reason, at_ms }) => ({ ...tie, reason, decidedAtMs: at_ms }));
}

/** Keeps a decision under the contest's next number. The caller holds the contest's lock. */
export const appendTieDecision = (
  tx: Queries,
  of: { contestId: string; award: number; actor: string },
  { units, total, reason, decidedAtMs }: TieDecision,
): Promise<unknown> =>
  tx.query(
    `insert into collective_decisions (contest_id, seq, award, tie, reason, at_ms, actor)
     select $1, coalesce(max(seq), 0) + 1, $2, $3::jsonb, $4, $5, $6 from collective_decisions where contest_id = $1`,
    [of.contestId, of.award, JSON.stringify({ units, total }), reason, decidedAtMs, of.actor],
  );
