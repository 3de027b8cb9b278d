import type {
  ClaimedAnswer,
  CrowdFigures,
  RehearsalEnd,
  RehearsalProcess,
  RehearsalReport,
  RehearsalWorkload,
} from '@hoithi/shared/contract/rehearsal';
import type { Queries } from '../platform/db/database.ts';
import { hashOf } from '../web/sessions-sql.ts';

/** Rehearsals of a round: one runs at a time; keys and tokens are stored as hashes. SPEC Y1, Y4. */

export type RehearsalRow = {
  id: string;
  contest_id: string;
  of_contest_id: string;
  workload: RehearsalWorkload;
  crowd: 'here' | 'elsewhere';
  beside_open_round: boolean;
  actor: string;
  made_at_ms: number;
  taken_at_ms: number | null;
  ends_by_ms: number;
  proxies: { trusted: number; seen: number } | null;
  progress: CrowdFigures | null;
  ending: RehearsalEnd | null;
  ending_detail: string | null;
  ended_at_ms: number | null;
  report: RehearsalReport | null;
};
export type NewRehearsal = Pick<
  RehearsalRow,
  | 'id'
  | 'contest_id'
  | 'of_contest_id'
  | 'workload'
  | 'crowd'
  | 'beside_open_round'
  | 'actor'
  | 'made_at_ms'
  | 'ends_by_ms'
>;

const columns = `id, contest_id, of_contest_id, workload, crowd, beside_open_round, actor, made_at_ms, taken_at_ms, ends_by_ms,
  proxies, progress, ending, ending_detail, ended_at_ms, report`;

/** false: another one runs. */
export async function insertRehearsal(tx: Queries, row: NewRehearsal, key: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into rehearsals (id, contest_id, of_contest_id, workload, crowd, beside_open_round, actor, key_hash, made_at_ms, ends_by_ms)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [
      row.id,
      row.contest_id,
      row.of_contest_id,
      JSON.stringify(row.workload),
      row.crowd,
      row.beside_open_round,
      row.actor,
      hashOf(key),
      row.made_at_ms,
      row.ends_by_ms,
    ],
  );
  return rows.length === 1;
}

/** The rehearsal of a key, exactly once. SPEC Y4. */
export async function takeKey(
  db: Queries,
  key: string,
  taken: { token: string; atMs: number; proxies: { trusted: number; seen: number } },
): Promise<RehearsalRow | null> {
  const rows = await db.query<RehearsalRow>(
    `update rehearsals set taken_at_ms = $2, token_hash = $3, proxies = $4::jsonb
     where key_hash = $1 and taken_at_ms is null and ended_at_ms is null returning ${columns}`,
    [hashOf(key), taken.atMs, hashOf(taken.token), JSON.stringify(taken.proxies)],
  );
  return rows[0] ?? null;
}

export const setEndsBy = (db: Queries, id: string, endsByMs: number): Promise<unknown> =>
  db.query('update rehearsals set ends_by_ms = $2 where id = $1', [id, endsByMs]);

export async function readRehearsalByToken(db: Queries, token: string): Promise<RehearsalRow | null> {
  const rows = await db.query<RehearsalRow>(`select ${columns} from rehearsals where token_hash = $1`, [hashOf(token)]);
  return rows[0] ?? null;
}

export async function readRehearsal(db: Queries, id: string): Promise<RehearsalRow | null> {
  const rows = await db.query<RehearsalRow>(`select ${columns} from rehearsals where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Newest first; of one contest or of all. */
export const readRehearsals = (db: Queries, ofContestIds: readonly string[], limit: number): Promise<RehearsalRow[]> =>
  db.query<RehearsalRow>(
    `select ${columns} from rehearsals where of_contest_id = any($1::uuid[]) order by made_at_ms desc, id limit $2`,
    [ofContestIds, limit],
  );

export async function readRunningRehearsal(db: Queries): Promise<RehearsalRow | null> {
  const rows = await db.query<RehearsalRow>(`select ${columns} from rehearsals where ended_at_ms is null`);
  return rows[0] ?? null;
}

export const writeProgress = (db: Queries, id: string, figures: CrowdFigures): Promise<unknown> =>
  db.query('update rehearsals set progress = $2::jsonb where id = $1 and ending is null', [
    id,
    JSON.stringify(figures),
  ]);

/** The first reason counts. */
export async function beginEnding(
  db: Queries,
  id: string,
  ending: RehearsalEnd,
  detail: string | null = null,
): Promise<boolean> {
  const rows = await db.query(
    'update rehearsals set ending = $2, ending_detail = $3 where id = $1 and ending is null returning id',
    [id, ending, detail],
  );
  return rows.length === 1;
}

/** true for whoever ends it. Its contest is no longer cached from then on. SPEC Y5. */
export async function endRehearsal(db: Queries, id: string, report: RehearsalReport): Promise<boolean> {
  const rows = await db.query(
    'update rehearsals set ended_at_ms = $2, report = $3::jsonb where id = $1 and ended_at_ms is null returning id',
    [id, report.endedAtMs, JSON.stringify(report)],
  );
  return rows.length === 1;
}

export const insertClaims = (db: Queries, id: string, answers: readonly ClaimedAnswer[]): Promise<unknown> =>
  db.query(
    `insert into rehearsal_claims (rehearsal_id, answer_id, attempt_id, question_id, option_ids)
     select $1, t.answer, t.attempt, t.question, string_to_array(t.options, ',')
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as t(answer, attempt, question, options)
     on conflict do nothing`,
    [
      id,
      answers.map((each) => each.answerId),
      answers.map((each) => each.attemptId),
      answers.map((each) => each.questionId),
      answers.map((each) => each.optionIds.join(',')),
    ],
  );

export const writeProcess = (db: Queries, id: string, seen: RehearsalProcess): Promise<unknown> =>
  db.query(
    `insert into rehearsal_processes (rehearsal_id, process_id, seen) values ($1, $2, $3::jsonb)
     on conflict (rehearsal_id, process_id) do update set seen = excluded.seen`,
    [id, seen.processId, JSON.stringify(seen)],
  );

export async function readProcesses(db: Queries, id: string): Promise<RehearsalProcess[]> {
  const rows = await db.query<{ seen: RehearsalProcess }>(
    'select seen from rehearsal_processes where rehearsal_id = $1 order by process_id',
    [id],
  );
  return rows.map((row) => row.seen);
}
