import type { SubmittedBy } from '@hoithi/shared/contract/contestant';
import { type Queries, statement } from '../platform/db/database.ts';

export type SubmissionRow = {
  attempt_id: string;
  round_id: string;
  contestant_id: string;
  practice: boolean;
  ordinal: number;
  started_at_ms: number;
  at_ms: number;
  submitted_by: SubmittedBy;
  question_count: number;
  answered: number;
  right_count: number;
  points: number;
  elapsed_ms: number;
  credit_ms: number;
  /** Of the message that submitted a paper. null: not measured, or nothing rests on it; `beforeStored`. */
  round_trip_ms: number | null;
  /** These three null: submitted before they were stored. SPEC M7. */
  last_change_ms: number | null;
  points_max: number | null;
  right_by_level: Record<string, number> | null;
};
/** The round trip of a submission from before it was stored. */
export const beforeStored = -1;

const names = `attempt_id, round_id, contestant_id, practice, ordinal, started_at_ms, at_ms, submitted_by, question_count, answered, right_count, points, elapsed_ms, credit_ms, round_trip_ms, last_change_ms, points_max, right_by_level`;
const arrays = `$1::uuid[], $2::uuid[], $3::uuid[], $4::boolean[], $5::integer[], $6::bigint[], $7::bigint[], $8::text[], $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::bigint[], $14::integer[], $15::integer[], $16::bigint[], $17::integer[], $18::jsonb[]`;
/** In the order of the parameters. */
const keys = names.split(', ') as (keyof SubmissionRow)[];

/** Answers of these attempts wait from here until the transaction ends, so that a score misses none. SPEC A3, A7. */
export const lockAttempts = (tx: Queries, attemptIds: readonly string[]): Promise<unknown> =>
  tx.query(lockRows, [attemptIds]);

const lockRows = statement('lock-attempts', 'select 1 from attempts where id = any($1::uuid[]) order by id for update');

const saveRows = statement(
  'save-submissions',
  `with made as (
     insert into submissions (${names})
     select * from unnest(${arrays}) on conflict do nothing
     returning ${names}
   )
   select ${names} from made union all select ${names} from submissions where attempt_id = any($1::uuid[])`,
);

/** The first submission of an attempt stands and is what comes back. Its attempts are locked, so that none is made meanwhile. */
export const saveSubmissions = (tx: Queries, rows: readonly SubmissionRow[]): Promise<SubmissionRow[]> =>
  tx.query<SubmissionRow>(
    saveRows,
    keys.map((key) => rows.map((row) => (key === 'right_by_level' ? JSON.stringify(row[key] ?? {}) : row[key]))),
  );

export const readSubmissions = (db: Queries, attemptIds: readonly string[]): Promise<SubmissionRow[]> =>
  db.query<SubmissionRow>('select * from submissions where attempt_id = any($1::uuid[])', [attemptIds]);

/** A page of all submissions, after an attempt. */
export const readSubmissionPage = (db: Queries, after: string | null, max: number): Promise<SubmissionRow[]> =>
  db.query<SubmissionRow>(
    'select * from submissions where $1::uuid is null or attempt_id > $1 order by attempt_id limit $2',
    [after, max],
  );

/** Counting entries of some people in a round. SPEC A10, A13. */
export const readSubmissionsOfRound = (
  db: Queries,
  roundId: string,
  contestantIds: readonly string[],
): Promise<SubmissionRow[]> =>
  db.query<SubmissionRow>(
    `select ${names} from counted_submissions where round_id = $1 and contestant_id = any($2::uuid[])`,
    [roundId, contestantIds],
  );
