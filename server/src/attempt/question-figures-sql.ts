import type { Queries } from '../platform/db/database.ts';

/** What was shown and answered, counted by question and day. SPEC Q26. */

/** `day`: an ISO date in Vietnam. */
/** `sum`, `squares`: of the right answers of the attempts. */
export type ShownRow = { question_id: string; day: string; shown: number; sum: number; squares: number };
export type GivenRow = {
  question_id: string;
  day: string;
  option_ids: string[];
  typed: string | null;
  attempts: number;
  /** Of the right answers of these attempts. */
  sum: number;
};

/** One snapshot for both, and a minute at the most. */
export async function readOneSnapshot(tx: Queries): Promise<void> {
  await tx.query('set transaction isolation level repeatable read, read only');
  await tx.query(`set local statement_timeout = '60s'`);
}

const day = `to_char(to_timestamp(s.at_ms / 1000.0) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`;

/** Of submitted attempts that count. */
export const countShown = (db: Queries, roundIds: readonly string[]): Promise<ShownRow[]> =>
  db.query<ShownRow>(
    `select u.id as question_id, ${day} as day, count(*)::int as shown,
       sum(s.right_count)::int as sum, sum(s.right_count::bigint * s.right_count)::float8 as squares
     from submissions s join attempts t on t.id = s.attempt_id cross join lateral unnest(t.question_ids) as u(id)
     where s.round_id = any($1::uuid[]) and not s.practice group by 1, 2 order by 1, 2`,
    [roundIds],
  );

/** Each answer that counts, the same ones of a day together. */
export const countGiven = (db: Queries, roundIds: readonly string[]): Promise<GivenRow[]> =>
  db.query<GivenRow>(
    `select a.question_id, ${day} as day, a.option_ids, a.typed, count(*)::int as attempts,
       sum(s.right_count)::int as sum
     from submissions s join lateral (
       select distinct on (x.question_id) x.question_id, x.option_ids, x.typed from answers x
       where x.attempt_id = s.attempt_id order by x.question_id, x.change_no desc) a on true
     where s.round_id = any($1::uuid[]) and not s.practice group by 1, 2, 3, 4`,
    [roundIds],
  );
