import { strict as assert } from 'node:assert';
import type { SubmittedBy } from '@hoithi/shared/contract/contestant';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { markAttempt } from '@hoithi/shared/rulebook/judge/mark-attempt';
import { creditAnswer } from '@hoithi/shared/rules/lag-credit';
import { appendLeaves } from '../log/entries-sql.ts';
import { Batch, type BatchOptions } from '../platform/db/batch.ts';
import type { Database } from '../platform/db/database.ts';
import { type AnswerRow, givenOf, readSatAttempts } from './answers-sql.ts';
import type { HandoutRow } from './attempts-sql.ts';
import type { CachedAttempt, OpenAttempts } from './open-attempts.ts';
import { readSealedPeople, type SealedPersonRow } from './sealed-people-sql.ts';
import { askedAbout, submissionLeaf } from './submission-leaf.ts';
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

/** A submission with the hash of its leaf in the log. */
export type SavedSubmission = SubmissionRow & { leafHash: string };

/**
 * Submits attempts, many in one transaction: locks them, reads their answers as committed, scores, saves, and writes their
 * leaves for the log. The first submission of an attempt stands and is every caller's result. SPEC A7, A8, T3, Z1.
 */
export function createSubmitBatch(
  db: Database,
  attempts: OpenAttempts,
  options?: BatchOptions<AttemptToSubmit, SavedSubmission>,
) {
  return new Batch<AttemptToSubmit, SavedSubmission>(
    async (items) => {
      const ids = items.map((item) => item.attempt.row.id);
      const reading = readPeople(db, items, attempts); // beside the transaction, which waits for it only at its end
      reading.catch(() => undefined); // it is thrown where it is awaited
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
        const people = await reading;
        const made = items.map(({ attempt }, at) => {
          const submission = saved.get(attempt.row.id);
          const person = people[at];
          assert(submission && person, 'a submission just saved was returned, and its person is known');
          const { contest, round } = attempts.contestOf(attempt);
          const { answers, handouts } = sat.get(attempt.row.id) ?? {};
          const leaf = submissionLeaf({
            ...{ contest, round, attempt: attempt.row, submission, person },
            ...{ answers: answers ?? [], handouts: handouts ?? [] },
          });
          return { submission, contestId: contest.contestId, leaf };
        });
        const hashes = await appendLeaves(tx, made);
        return made.map(({ submission }, at) => ({ ...submission, leafHash: hashes[at] ?? '' }));
      });
    },
    { ...options, itemsMax: 500 },
  );
}

/** The people of the attempts, in their order. */
function readPeople(
  db: Database,
  items: readonly AttemptToSubmit[],
  attempts: Pick<OpenAttempts, 'contestOf'>,
): Promise<SealedPersonRow[]> {
  const asked = items.map(({ attempt }) => askedAbout(attempts.contestOf(attempt).contest.rulebook));
  return readSealedPeople(
    db,
    {
      contestantIds: items.map(({ attempt }) => attempt.row.contestant_id),
      roundIds: items.map(({ attempt }) => attempt.row.round_id),
      atMs: items.map(({ atMs }) => atMs),
    },
    { roles: asked.some(({ roles }) => roles), fields: asked.some(({ fields }) => fields) },
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
  const given = new Map(answers.map((answer) => [answer.question_id, givenOf(answer)])); // by change number: the last stays
  const key = attempt.row.question_ids.map((questionId) => {
    const question = contest.bank.get(questionId);
    assert(question, 'a drawn question is in the frozen bank');
    return { questionId, item: question, level: question.level };
  });
  const quiz = partOf(attempt.round, 'quiz');
  assert(quiz, 'only a round with questions is sat');
  const score = markAttempt(key, given, quiz.points);
  const paper = attempt.rules.questions.pacing === 'paper';
  const spent = paper
    ? spentOnPaper(attempt, {
        takenMs: atMs - (handouts[0]?.at_ms ?? attempt.row.started_at_ms),
        idleMs: answers.reduce((idle, { counted_at_ms }) => Math.min(idle, atMs - counted_at_ms), Infinity),
        roundTripMs,
        knownCreditMs,
      })
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
    last_change_ms: spent.lastChangeMs,
    points_max: score.pointsMax,
    right_by_level: score.rightByLevel,
  };
}

/** `lastChangeMs`: of the elapsed time what lies before the last answer; 0 where there is none. */
type Spent = { elapsedMs: number; creditMs: number; lastChangeMs: number };
type OnPaper = { takenMs: number; idleMs: number; roundTripMs: number | null; knownCreditMs: number | undefined };

/** A paper: from its hand-out to its submission, less one credit. Its answers are credited nothing, so the quota is whole. SPEC T4a. */
function spentOnPaper(
  { rules }: ScoredAttempt['attempt'],
  { takenMs, idleMs, roundTripMs, knownCreditMs }: OnPaper,
): Spent {
  const { lagCredit } = rules.time;
  const rawMs = Math.max(0, takenMs);
  const creditMs = knownCreditMs ?? creditAnswer(roundTripMs, lagCredit.quotaMs, lagCredit, rawMs).creditMs;
  const elapsedMs = Math.max(0, rawMs - creditMs);
  return { elapsedMs, creditMs, lastChangeMs: Math.min(elapsedMs, Math.max(0, rawMs - idleMs)) };
}

/** One by one: the sum over the questions handed out; an unanswered one took until its own limit or the end. SPEC T3. */
function spentOneByOne(
  attempt: ScoredAttempt['attempt'],
  answers: readonly AnswerRow[],
  handouts: readonly HandoutRow[],
  atMs: number,
): Spent {
  const byQuestion = new Map(answers.map((answer) => [answer.question_id, answer]));
  const limitMs =
    attempt.rules.time.questionSeconds === null ? Number.POSITIVE_INFINITY : attempt.rules.time.questionSeconds * 1000;
  const spent: Spent = { elapsedMs: 0, creditMs: 0, lastChangeMs: 0 };
  for (const handout of handouts) {
    const answer = byQuestion.get(handout.question_id);
    spent.elapsedMs += answer ? answer.elapsed_ms : Math.max(0, Math.min(limitMs, atMs - handout.at_ms));
    spent.creditMs += answer?.credit_ms ?? 0;
    if (answer) spent.lastChangeMs = spent.elapsedMs;
  }
  return spent;
}
