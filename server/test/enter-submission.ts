import { randomUUID } from 'node:crypto';
import { type SubmissionRow, saveSubmissions } from '../src/attempt/submissions-sql.ts';
import type { CachedRound } from '../src/contest/contests.ts';
import type { TestApp } from './open-test-app.ts';

/** An entry of this person as a finished attempt leaves it; the board receives it like any other. */
export async function enterSubmission(
  test: TestApp,
  round: CachedRound,
  contestantId: string,
  part: Partial<SubmissionRow> = {},
): Promise<void> {
  const atMs = test.clock.nowMs();
  const row: SubmissionRow = {
    attempt_id: randomUUID(),
    round_id: round.roundId,
    contestant_id: contestantId,
    practice: false,
    ordinal: 1,
    started_at_ms: atMs - 60_000,
    at_ms: atMs,
    submitted_by: 'contestant',
    question_count: 15,
    answered: 15,
    right_count: 15,
    points: 150,
    elapsed_ms: 60_000,
    credit_ms: 0,
    ...{ round_trip_ms: null, last_change_ms: 60_000, points_max: 150, right_by_level: {} },
    ...part,
  };
  await saveSubmissions(test.db, [row]);
  test.app.live.submitted(row);
}
