import { strict as assert } from 'node:assert';
import type { AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { RoundPhase } from '@hoithi/shared/contract/refusal';
import type { Settings } from '@hoithi/shared/rulebook/settings/settings-of';
import { atResolution } from '@hoithi/shared/rules/elapsed';
import { viewQuestion } from '@hoithi/shared/rules/questions/view-question';
import type { CachedContest } from '../contest/contests.ts';
import type { AnswerRow } from './answers-sql.ts';
import type { CachedAttempt } from './open-attempts.ts';
import type { SubmissionRow } from './submissions-sql.ts';

/** The answer that counts for a question now: the last change. SPEC A5. */
export const lastAnswer = (attempt: CachedAttempt, questionId: string): AnswerRow | null =>
  attempt.answers.get(questionId)?.at(-1) ?? null;

/** The question at a position of an attempt, as handed out at an instant. */
export function viewAttemptQuestion(
  contest: CachedContest,
  attempt: CachedAttempt,
  position: number,
  handedOutAtMs: number,
): QuestionView {
  const questionId = attempt.row.question_ids[position - 1];
  const question = questionId === undefined ? undefined : contest.bank.get(questionId);
  assert(question, 'a drawn question is in the frozen bank');
  const { questions, time } = attempt.rules;
  return viewQuestion(
    { question, position, seed: attempt.row.seed, shuffle: questions.shuffle },
    handedOutAtMs,
    questions.pacing === 'paper' ? null : time.questionSeconds,
  );
}

/** Where one by one stands: the last question handed out, unless it is answered or its own time is over. */
export function currentHandout(attempt: CachedAttempt, nowMs: number): CachedAttempt['handouts'][number] | null {
  const last = attempt.handouts.at(-1);
  if (!last || lastAnswer(attempt, last.question_id)) return null;
  const { questionSeconds, graceMs } = attempt.rules.time;
  if (questionSeconds !== null && nowMs > last.at_ms + questionSeconds * 1000 + graceMs) return null;
  return last;
}

/** An open attempt whole: the same for every device that enters it. SPEC A1, V1. */
export function viewAttempt(
  contest: CachedContest,
  attempt: CachedAttempt,
  locksAtMs: number,
  nowMs: number,
): AttemptView {
  const { row, rules } = attempt;
  const paper = rules.questions.pacing === 'paper';
  const current = currentHandout(attempt, nowMs);
  const paperAtMs = attempt.handouts[0]?.at_ms ?? row.started_at_ms;
  const saved = row.question_ids
    .map((questionId) => lastAnswer(attempt, questionId))
    .filter((answer) => answer !== null);
  return {
    attemptId: row.id,
    roundId: row.round_id,
    ordinal: row.ordinal,
    practice: row.practice,
    pacing: rules.questions.pacing,
    questionCount: row.question_ids.length,
    startedAtMs: row.started_at_ms,
    locksAtMs,
    graceMs: rules.time.graceMs,
    questions: paper
      ? row.question_ids.map((_, at) => viewAttemptQuestion(contest, attempt, at + 1, paperAtMs))
      : current
        ? [viewAttemptQuestion(contest, attempt, current.position, current.at_ms)]
        : [],
    saved: saved.map((answer) => ({
      questionId: answer.question_id,
      optionIds: answer.option_ids,
      typed: answer.typed,
      arrivedAtMs: answer.arrived_at_ms,
    })),
    answered: saved.length,
    prediction: {
      enabled: rules.prediction !== null && !row.practice,
      kind: rules.prediction,
      value: attempt.prediction,
    },
  };
}

/** Nobody answers any more. */
const isOver = (phase: RoundPhase): boolean => phase !== 'scheduled' && phase !== 'open';

/** When a contestant may see the own score. Practice shows it at once. SPEC V1. */
export function mayShowScore(rules: Settings, phase: RoundPhase, practice: boolean): boolean {
  if (practice || rules.publication.ownScore === 'at-submit') return true;
  if (rules.publication.ownScore === 'after-close') return isOver(phase);
  return phase === 'published';
}

/** When key and explanations of a round may be seen, but for questions that are still drawn. SPEC Q3, Q4. */
export function mayShowAnswers(rules: Settings, phase: RoundPhase): boolean {
  if (rules.publication.answers === 'never') return false;
  if (rules.publication.answers === 'after-close') return isOver(phase);
  return phase === 'published';
}

export function viewReceipt(
  submission: SubmissionRow,
  rules: Settings,
  prediction: number | null,
  phase: RoundPhase,
): AttemptReceipt {
  return {
    attemptId: submission.attempt_id,
    roundId: submission.round_id,
    ordinal: submission.ordinal,
    practice: submission.practice,
    submittedAtMs: submission.at_ms,
    submittedBy: submission.submitted_by,
    answered: submission.answered,
    questionCount: submission.question_count,
    elapsedMs: atResolution(submission.elapsed_ms, rules.time.resolution),
    predicts: rules.prediction !== null && !submission.practice,
    prediction: submission.practice ? null : prediction,
    score: mayShowScore(rules, phase, submission.practice)
      ? {
          points: submission.points,
          pointsMax: submission.points_max ?? submission.question_count * rules.perQuestion,
          right: submission.right_count,
        }
      : null,
  };
}
