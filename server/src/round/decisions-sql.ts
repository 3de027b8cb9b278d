import type { DecisionKind } from '@hoithi/shared/contract/results';
import type { Decision, MadeDecision } from '@hoithi/shared/rulebook/judge/decide';
import type { Queries } from '../platform/db/database.ts';

/** What a committee decided on results: numbered in a contest, never changed. SPEC F14. */

export type DecisionRow = {
  no: number;
  round_id: string;
  kind: DecisionKind;
  detail: Record<string, unknown>;
  reason: string;
  actor: string;
  account_id: string | null;
  at_ms: number;
  base_version: number | null;
};

/** Those of a contest up to a number, in order. */
export const readDecisions = (db: Queries, contestId: string, upTo = 1_000_000): Promise<DecisionRow[]> =>
  db.query<DecisionRow>(
    `select no, round_id, kind, detail, reason, actor, account_id, at_ms, base_version from decisions
     where contest_id = $1 and no <= $2 order by no`,
    [contestId, upTo],
  );

/** As the rules take them. */
export const madeDecisions = (rows: readonly DecisionRow[]): MadeDecision[] =>
  rows.map(({ no, at_ms: atMs, kind, detail }) => ({ ...detail, kind, no, atMs }) as MadeDecision);

/** false: the number was taken. */
export async function insertDecision(
  tx: Queries,
  contestId: string,
  row: Omit<DecisionRow, 'kind' | 'detail'> & { decision: Decision },
): Promise<boolean> {
  const { kind, ...detail } = row.decision;
  const rows = await tx.query(
    `insert into decisions (contest_id, no, round_id, kind, detail, reason, actor, account_id, at_ms, base_version)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10) on conflict do nothing returning no`,
    [
      contestId,
      row.no,
      row.round_id,
      kind,
      JSON.stringify(detail),
      row.reason,
      row.actor,
      row.account_id,
      row.at_ms,
      row.base_version,
    ],
  );
  return rows.length === 1;
}

/** How many decisions of each kind were made on a round's result, up to a number. */
export const countDecisions = (
  db: Queries,
  contestId: string,
  roundId: string,
  upTo: number,
): Promise<{ kind: DecisionKind; count: number }[]> =>
  db.query<{ kind: DecisionKind; count: number }>(
    `select kind, count(*)::integer as count from decisions where contest_id = $1 and round_id = $2 and no <= $3
     group by kind order by kind`,
    [contestId, roundId, upTo],
  );

export type DecidedAttempt = { id: string; contestant_id: string; seq: number; voided: boolean };

/** Submitted attempts of a round that are named, or of people who are, with what was last said of them. */
export const readDecidedAttempts = (
  db: Queries,
  roundId: string,
  attemptIds: readonly string[],
  personIds: readonly string[],
): Promise<DecidedAttempt[]> =>
  db.query<DecidedAttempt>(
    `select s.attempt_id as id, s.contestant_id, coalesce(v.seq, 0)::integer as seq, coalesce(v.voided, false) as voided
     from (select attempt_id, contestant_id from submissions where attempt_id = any($2::uuid[]) and round_id = $1 and not practice
           union select attempt_id, contestant_id from submissions where round_id = $1 and contestant_id = any($3::uuid[]) and not practice) s
     left join lateral (select w.seq, w.voided from attempt_voids w where w.attempt_id = s.attempt_id order by w.seq desc limit 1) v on true
     order by s.attempt_id`,
    [roundId, attemptIds, personIds],
  );

export type MarkRow = {
  attempt_id: string;
  points: number;
  points_max: number;
  right_count: number;
  answered: number;
  question_count: number;
  right_by_level: Record<string, number>;
  elapsed_ms: number;
  last_change_ms: number;
};

/** What decisions made of submissions: derived, so a later decision replaces it. */
export const saveMarks = (tx: Queries, marks: readonly MarkRow[]): Promise<unknown> =>
  tx.query(
    `insert into attempt_marks (attempt_id, points, points_max, right_count, answered, question_count, right_by_level, elapsed_ms, last_change_ms)
     select m.attempt_id, m.points, m.points_max, m.right_count, m.answered, m.question_count, m.right_by_level, m.elapsed_ms, m.last_change_ms
     from jsonb_to_recordset($1::jsonb) as m(attempt_id uuid, points integer, points_max integer, right_count integer, answered integer,
       question_count integer, right_by_level jsonb, elapsed_ms bigint, last_change_ms bigint)
     on conflict (attempt_id) do update set points = excluded.points, points_max = excluded.points_max,
       right_count = excluded.right_count, answered = excluded.answered, question_count = excluded.question_count,
       right_by_level = excluded.right_by_level, elapsed_ms = excluded.elapsed_ms, last_change_ms = excluded.last_change_ms`,
    [JSON.stringify(marks)],
  );

/** The marks of a round's attempts. */
export const readMarks = (db: Queries, roundId: string): Promise<MarkRow[]> =>
  db.query<MarkRow>('select m.* from attempt_marks m join attempts t on t.id = m.attempt_id where t.round_id = $1', [
    roundId,
  ]);
