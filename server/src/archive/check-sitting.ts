import { attemptLocksAtMs } from '@hoithi/shared/rules/attempt';
import { answerElapsedMs } from '@hoithi/shared/rules/elapsed';
import { contradictsPong, creditAnswer } from '@hoithi/shared/rules/lag-credit';
import type { AnswerRow } from '../attempt/answers-sql.ts';
import type { AttemptRow, HandoutRow } from '../attempt/attempts-sql.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { RoundSettings } from '../contest/contests.ts';

export type SatRows = {
  attempt: AttemptRow;
  submission: Pick<SubmissionRow, 'at_ms'>;
  answers: readonly AnswerRow[];
  handouts: readonly HandoutRow[];
  rules: RoundSettings['rules'];
  closesAtMs: number;
};

/**
 * What in a submitted attempt cannot have happened: hand-outs that go back, an answer before its question or after its lock, an
 * instant that does not follow from the arrival, more credit than the quota allows, a time that is none of these.
 *
 * Units   epoch milliseconds.
 * Source  SPEC B2b, T2, T3, T4, T4b.
 */
export function impossibleIn({ attempt, submission, answers, handouts, rules, closesAtMs }: SatRows): string[] {
  const wrong = new Set<string>();
  const expect = (holds: boolean, what: string) => void (holds || wrong.add(what));
  const { time, questions } = rules;
  const isPaper = questions.pacing === 'paper';
  const lockAtMs = attemptLocksAtMs(attempt.started_at_ms, time, closesAtMs);
  const ordered = handouts.toSorted((one, other) => one.position - other.position);
  expect(attempt.practice || attempt.started_at_ms < closesAtMs, 'started after the close');
  expect(attempt.started_at_ms <= submission.at_ms, 'submitted before the start');
  expect(submission.at_ms <= lockAtMs + time.graceMs, 'submitted after the lock');
  expect(
    ordered.every(({ at_ms }, at) => at_ms >= (ordered[at - 1]?.at_ms ?? attempt.started_at_ms)),
    'hand-outs out of order',
  );
  expect(ordered.length <= (isPaper ? 1 : attempt.question_ids.length), 'too many hand-outs');
  const handedOut = new Map(ordered.map(({ question_id, at_ms }) => [question_id, at_ms]));
  let [quotaMs, contradicted] = [time.lagCredit.quotaMs, 0];
  for (const answer of inOrder(answers)) {
    const { arrived_at_ms, counted_at_ms, round_trip_ms, credit_ms } = answer;
    const handedAtMs = isPaper ? (ordered[0]?.at_ms ?? attempt.started_at_ms) : handedOut.get(answer.question_id);
    if (handedAtMs === undefined) continue; // another check names it
    const untimed = isPaper || time.questionSeconds === null;
    const ownLockMs = untimed ? lockAtMs : Math.min(lockAtMs, handedAtMs + (time.questionSeconds ?? 0) * 1000);
    const rawMs = Math.max(0, counted_at_ms - handedAtMs);
    const credited = isPaper
      ? { creditMs: 0, quotaAfterMs: quotaMs }
      : creditAnswer(round_trip_ms, quotaMs, time.lagCredit, rawMs, contradicted);
    expect(arrived_at_ms <= ownLockMs + time.graceMs, 'an answer after its lock');
    expect(counted_at_ms === Math.min(arrived_at_ms, ownLockMs), 'an answer counted at another instant');
    expect(isPaper || counted_at_ms >= handedAtMs, 'an answer before its question');
    expect(counted_at_ms <= submission.at_ms, 'an answer after the submission');
    expect(credit_ms === credited.creditMs, 'a credit beyond the quota');
    expect(answer.elapsed_ms === answerElapsedMs(handedAtMs, counted_at_ms, credit_ms), 'an elapsed time');
    quotaMs = credited.quotaAfterMs;
    if (!isPaper && contradictsPong(round_trip_ms, rawMs)) contradicted += 1;
  }
  return [...wrong];
}

/** As they arrived; of one instant by their change. */
const inOrder = (answers: readonly AnswerRow[]): AnswerRow[] =>
  answers.toSorted((one, other) => one.arrived_at_ms - other.arrived_at_ms || one.change_no - other.change_no);
