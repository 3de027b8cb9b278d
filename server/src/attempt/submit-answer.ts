import type { AnswerSaved, SubmitAnswer } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeAnswer } from '@hoithi/shared/rules/answer';
import { answerElapsedMs } from '@hoithi/shared/rules/elapsed';
import { creditAnswer } from '@hoithi/shared/rules/lag-credit';
import type { App } from '../app-parts.ts';
import type { AnswerRow } from './answers-sql.ts';
import { currentHandout, lastAnswer, viewAttemptQuestion } from './attempt-view.ts';
import { byFirstArrival } from './first-arrival.ts';
import { type CachedAttempt, noteAnswer } from './open-attempts.ts';
import { findOwnAttempt } from './own-attempt.ts';

/** When and how fast: stamped at the door before anything else. */
export type Arrival = { atMs: number; roundTripMs: number | null };

/** Keeps one answer and hands out the next question in the same commit. SPEC A2-A6, T2-T4. */
export async function submitAnswer(
  app: App,
  contestantId: string,
  message: SubmitAnswer,
  arrived: Arrival,
): Promise<Result<AnswerSaved>> {
  const name = `${contestantId} answer ${message.answerId}`;
  const said = [message.attemptId, message.questionId, ...message.optionIds].join(' ');
  return byFirstArrival(app, { name, said }, arrived, (arrival) => takeAnswer(app, contestantId, message, arrival));
}

async function takeAnswer(
  app: App,
  contestantId: string,
  message: SubmitAnswer,
  arrival: Arrival,
): Promise<Result<AnswerSaved>> {
  const found = await findOwnAttempt(app, contestantId, message.attemptId);
  if (!found.ok) return found;
  return app.attempts.inTurn(message.attemptId, async () => {
    // A few tries: what another process has kept meanwhile is read again and judged again.
    for (let tries = 0; tries < 4; tries++) {
      const attempt = await app.attempts.get(message.attemptId);
      if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
      const answer = await saveAnswer(app, attempt, message, arrival);
      if (answer !== 'again') return answer;
      app.attempts.drop(message.attemptId);
    }
    return refuse({ code: 'answer_id_reused' });
  });
}

async function saveAnswer(
  app: App,
  attempt: CachedAttempt,
  message: SubmitAnswer,
  arrival: Arrival,
): Promise<Result<AnswerSaved> | 'again'> {
  const { contest } = app.attempts.contestOf(attempt);
  const paper = attempt.rules.questions.pacing === 'paper';

  const known = attempt.answersById.get(message.answerId); // [A4] a resend hears what the first one heard
  if (known) {
    if (known.question_id !== message.questionId) return refuse({ code: 'answer_id_reused' });
    return accept(keptAs(app, attempt, known, true));
  }
  const before = lastAnswer(attempt, message.questionId);
  // Answers are told in the order of their arrival: one that waited out an outage does not undo a later one. [N15]
  const older = before !== null && before.arrived_at_ms > arrival.atMs;
  if (before && (!paper || older || sameOptions(before.option_ids, message.optionIds)))
    return accept(keptAs(app, attempt, before, true));
  if (attempt.submission) return refuse({ code: 'attempt_over' });

  const handout = attempt.handouts.find((each) => paper || each.question_id === message.questionId);
  const question = contest.bank.get(message.questionId);
  const drawn = attempt.row.question_ids.includes(message.questionId);
  const { questionSeconds, graceMs, lagCredit } = attempt.rules.time;
  const judged = judgeAnswer({
    question:
      handout && question && drawn
        ? {
            questionId: question.id,
            optionIds: question.options.map((option) => option.id),
            several: attempt.rules.questions.answerMode === 'several',
            handedOutAtMs: handout.at_ms,
            locksAtMs: paper || questionSeconds === null ? null : handout.at_ms + questionSeconds * 1000,
          }
        : null,
    attempt: { locksAtMs: app.attempts.locksAtMs(attempt), graceMs },
    optionIds: message.optionIds,
    arrivedAtMs: arrival.atMs,
  });
  if (!judged.ok) return judged;

  const { countedAtMs } = judged.value;
  const handedOutAtMs = handout?.at_ms ?? attempt.row.started_at_ms;
  // On a paper the time runs to the submission, so the credit is the submitting message's.
  const credit = paper
    ? { creditMs: 0 }
    : creditAnswer(arrival.roundTripMs, attempt.quotaMs, lagCredit, Math.max(0, countedAtMs - handedOutAtMs));
  const row: AnswerRow = {
    id: message.answerId,
    attempt_id: attempt.row.id,
    question_id: message.questionId,
    change_no: before ? before.change_no + 1 : 0,
    option_ids: [...message.optionIds],
    arrived_at_ms: arrival.atMs,
    counted_at_ms: countedAtMs,
    elapsed_ms: answerElapsedMs(handedOutAtMs, countedAtMs, credit.creditMs),
    round_trip_ms: arrival.roundTripMs,
    credit_ms: credit.creditMs,
  };
  const nextPosition = (handout?.position ?? 0) + 1;
  const nextQuestionId = paper ? undefined : attempt.row.question_ids[nextPosition - 1];
  const next = nextQuestionId === undefined ? null : { position: nextPosition, questionId: nextQuestionId };
  const commit = await app.answers.add({ row, next });
  if (!commit.kept) return 'again';

  noteAnswer(attempt, row);
  if (next && !attempt.handouts.some((each) => each.position === next.position)) {
    attempt.handouts.push({
      attempt_id: attempt.row.id,
      position: next.position,
      question_id: next.questionId,
      at_ms: commit.handedOutAtMs,
    });
  }
  return accept(keptAs(app, attempt, row, false));
}

function keptAs(app: App, attempt: CachedAttempt, row: AnswerRow, repeated: boolean): AnswerSaved {
  const { contest } = app.attempts.contestOf(attempt);
  const paper = attempt.rules.questions.pacing === 'paper';
  const current = paper || attempt.submission ? null : currentHandout(attempt, app.clock.nowMs());
  return {
    receipt: {
      answerId: row.id,
      questionId: row.question_id,
      optionIds: row.option_ids,
      arrivedAtMs: row.arrived_at_ms,
      elapsedMs: row.elapsed_ms,
      creditMs: row.credit_ms,
      repeated,
    },
    next: current ? viewAttemptQuestion(contest, attempt, current.position, current.at_ms) : null,
    answered: attempt.answers.size,
  };
}

const sameOptions = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));
