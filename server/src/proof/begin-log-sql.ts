import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/**
 * Submissions of a contest, by attempt after another. Which of them have a leaf is asked about a page by itself: a join over tables that
 * have just been filled has no figures to be planned by, and grew with the square. SPEC Z1.
 */
export const readSubmissionPage = (
  db: Queries,
  contestId: string,
  after: string,
  max: number,
): Promise<SubmissionRow[]> =>
  db.query<SubmissionRow>(
    `select s.attempt_id, s.round_id, s.contestant_id, s.practice, s.ordinal, s.started_at_ms, s.at_ms, s.submitted_by,
            s.question_count, s.answered, s.right_count, s.points, s.elapsed_ms, s.credit_ms, s.round_trip_ms,
            s.last_change_ms, s.points_max, s.right_by_level
     from submissions s
     where s.round_id in (select id from rounds where contest_id = $1) and s.attempt_id > $2
     order by s.attempt_id limit $3`,
    [contestId, after, max],
  );
