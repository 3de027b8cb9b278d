import type { FailureReason } from '@hoithi/shared/contract/message-views';
import type { Queries } from '../platform/db/database.ts';

export type OutcomeRow = {
  route: string;
  why: FailureReason | null;
  messages: number;
  last_at_ms: number;
  codes: number;
  codes_used: number;
  cost: number;
};

/** What became of messages since an instant, by route and outcome; codes are those sent before `ripeMs`. SPEC S54. */
export const readOutcomes = (db: Queries, sinceMs: number, ripeMs: number): Promise<OutcomeRow[]> =>
  db.query(
    `select route, why, count(*)::int as messages, max(at_ms) as last_at_ms,
       (count(*) filter (where purpose = 'code' and why is null and at_ms <= $2))::int as codes,
       (count(*) filter (where purpose = 'code' and why is null and at_ms <= $2 and used_at_ms is not null))::int as codes_used,
       sum(price)::bigint as cost
     from messages where at_ms > $1 group by route, why order by route, why`,
    [sinceMs, ripeMs],
  );
