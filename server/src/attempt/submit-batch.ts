import { strict as assert } from 'node:assert';
import type { SubmittedBy } from '@hoithi/shared/contract/contestant';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { markAttempt } from '@hoithi/shared/rulebook/judge/mark-attempt';
import { creditAnswer } from '@hoithi/shared/rules/lag-credit';
import { Batch, type BatchOptions } from '../platform/db/batch.ts';
import type { Database } from '../platform/db/database.ts';
import { type AnswerRow, readSatAttempts } from './answers-sql.ts';
import type { HandoutRow } from './attempts-sql.ts';
import type { CachedAttempt, OpenAttempts } from './open-attempts.ts';
import { beforeStored, lockAttempts, type SubmissionRow, saveSubmissions } from './submissions-sql.ts';

export type AttemptToSubmit = {
  attempt: CachedAttempt;
  atMs: number; // the instant that counts, never after the lock
  by: SubmittedBy;
  roundTripMs: number | null; // of the submitting message; null where the server submits
};

type ScoredAttempt = Omit<AttemptToSubmit, 'attempt'> & {
  attempt: Pick<CachedAttempt, 'row' | 'rules' | 'round'>;
  /** A paper's credit that stands, since its round trip was not stored. */
  knownCreditMs?: number;
};

/**
 * Submits attempts, many in one transaction: locks them, reads their answers as committed, scores, saves.
 * The first submission of an attempt stands and is every caller's result. SPEC A7, A8, T3.
 */
export function createSubmitBatch(
  db: Database,
  attempts: OpenAttempts,
  options?: BatchOptions<AttemptToSubmit, SubmissionRow>,
) {
  return new Batch<AttemptToSubmit, SubmissionRow>(
    async (items) => {
      const ids = items.map((item) => item.attempt.row.id);
      return db.transaction(async (tx) => {
        await lockAttempts(tx, ids);
        const sat = new Map((await readSatAttempts(tx, ids)).map((each) => [each.id, each]));
        const rows = await saveSubmissions(
          tx,
          items.map((item) => {
            const { answers, handouts } = sat.get(item.attempt.row.id) ?? {};
            return scoreSubmission(item, answers ?? [], handouts ?? [], attempts);
          }),
        );
        const saved = new Map(rows.map((row) => [row.attempt_id, row]));
        return ids.map((id) => {
          const row = saved.get(id);
          assert(row, 'a submission just saved was returned');
          return row;
        });
      });
    },
    { ...options, itemsMax: 500 },
  );
}

/** What an attempt comes to, from what the ledger has of it alone. SPEC A7, T3, T4a. */
export function scoreSubmission(
  { attempt, atMs: saidAtMs, by, roundTripMs, knownCreditMs }: ScoredAttempt,
  answers: readonly AnswerRow[],
  handouts: readonly HandoutRow[],
  attempts: Pick<OpenAttempts, 'contestOf'>,
): SubmissionRow {
  const { contest } = attempts.contestOf(attempt);
  // Said during an outage, and answered on: it counts no earlier than what was saved after it. [N15h]
  const atMs = answers.reduce((latest, answer) => Math.max(latest, answer.counted_at_ms), saidAtMs);
  const chosen = new Map(answers.map((answer) => [answer.question_id, answer.option_ids])); // by change number: the last stays
  const key = attempt.row.question_ids.map((questionId) => {
    const question = contest.bank.get(questionId);
    assert(question, 'a drawn question is in the frozen bank');
    return { questionId, right: question.right, level: null };
  });
  const quiz = partOf(attempt.round, 'quiz');
  assert(quiz, 'only a round with questions is sat');
  const score = markAttempt(key, chosen, quiz.points);
  const paper = attempt.rules.questions.pacing === 'paper';
  const spent = paper
    ? spentOnPaper(attempt, atMs - (handouts[0]?.at_ms ?? attempt.row.started_at_ms), roundTripMs, knownCreditMs)
    : spentOneByOne(attempt, answers, handouts, atMs);
  return {
    attempt_id: attempt.row.id,
    round_id: attempt.row.round_id,
    contestant_id: attempt.row.contestant_id,
    practice: attempt.row.practice,
    ordinal: attempt.row.ordinal,
    started_at_ms: attempt.row.started_at_ms,
    at_ms: atMs,
    submitted_by: by,
    question_count: key.length,
    answered: score.right + score.wrong,
    right_count: score.right,
    points: score.points,
    elapsed_ms: spent.elapsedMs,
    credit_ms: spent.creditMs,
    round_trip_ms: paper || roundTripMs === beforeStored ? roundTripMs : null,
  };
}

/** A paper: from its hand-out to its submission, less one credit. Its answers are credited nothing, so the quota is whole. SPEC T4a. */
function spentOnPaper(
  { rules }: ScoredAttempt['attempt'],
  takenMs: number,
  roundTripMs: number | null,
  knownCreditMs?: number,
): { elapsedMs: number; creditMs: number } {
  const { lagCredit } = rules.time;
  const rawMs = Math.max(0, takenMs);
  const creditMs = knownCreditMs ?? creditAnswer(roundTripMs, lagCredit.quotaMs, lagCredit, rawMs).creditMs;
  return { elapsedMs: Math.max(0, rawMs - creditMs), creditMs };
}

/** One by one: the sum over the questions handed out; an unanswered one took until its own limit or the end. SPEC T3. */
function spentOneByOne(
  attempt: ScoredAttempt['attempt'],
  answers: readonly AnswerRow[],
  handouts: readonly HandoutRow[],
  atMs: number,
): { elapsedMs: number; creditMs: number } {
  const byQuestion = new Map(answers.map((answer) => [answer.question_id, answer]));
  const limitMs =
    attempt.rules.time.questionSeconds === null ? Number.POSITIVE_INFINITY : attempt.rules.time.questionSeconds * 1000;
  let elapsedMs = 0;
  let creditMs = 0;
  for (const handout of handouts) {
    const answer = byQuestion.get(handout.question_id);
    elapsedMs += answer ? answer.elapsed_ms : Math.max(0, Math.min(limitMs, atMs - handout.at_ms));
    creditMs += answer?.credit_ms ?? 0;
  }
  return { elapsedMs, creditMs };
}
