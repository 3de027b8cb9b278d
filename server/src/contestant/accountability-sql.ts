import type { Queries } from '../platform/db/database.ts';

export type ServiceRow = {
  submissions: number;
  complaints: number;
  answered_in_time: number;
  answered_late: number;
  open: number;
  overdue: number;
};

/** Receipts and complaints of rounds whose results are public. SPEC O8. */
export async function readService(db: Queries, roundIds: readonly string[], nowMs: number): Promise<ServiceRow> {
  const [row] = await db.query<ServiceRow>(
    `select (select count(*)::int from submissions s where s.round_id = any($1::uuid[]) and not s.practice) as submissions,
       count(*)::int as complaints,
       (count(*) filter (where a.at_ms <= c.due_at_ms))::int as answered_in_time,
       (count(*) filter (where a.at_ms > c.due_at_ms))::int as answered_late,
       (count(*) filter (where a.at_ms is null and c.due_at_ms >= $2))::int as open,
       (count(*) filter (where a.at_ms is null and c.due_at_ms < $2))::int as overdue
     from complaints c left join complaint_answers a on a.complaint_id = c.id where c.round_id = any($1::uuid[])`,
    [roundIds, nowMs],
  );
  return row ?? { submissions: 0, complaints: 0, answered_in_time: 0, answered_late: 0, open: 0, overdue: 0 };
}
