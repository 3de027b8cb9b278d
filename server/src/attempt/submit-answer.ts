import type { AnswerSaved, SubmitAnswer } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeAnswer } from '@hoithi/shared/rules/answer';
import { answerElapsedMs } from '@hoithi/shared/rules/elapsed';
import { creditAnswer } from '@hoithi/shared/rules/lag-credit';
import { sameGiven } from '@hoithi/shared/rules/questions/read-given';
import type { App } from '../app-parts.ts';
import { type AnswerCommit, type AnswerRow, type AnswerToSave, givenOf } from './answers-sql.ts';
import { currentHandout, lastAnswer, viewAttemptQuestion } from './attempt-view.ts';
import type { HandoutRow } from './attempts-sql.ts';
import { byFirstArrival } from './first-arrivals.ts';
import { type CachedAttempt, noteAnswer } from './open-attempts.ts';

type Deps = Pick<App, 'attempts' | 'answers' | 'clock'>;

/** When and how fast: stamped as the message is received, before anything else. */
export type Arrival = { atMs: number; roundTripMs: number | null };

/** Saves one answer and hands out the next question in the same commit. SPEC A2-A6, T2-T4. */
export async function submitAnswer(
  app: Deps & Pick<App, 'db' | 'firstArrivals'>,
  contestantId: string,
  message: SubmitAnswer,
  arrived: Arrival,
): Promise<Result<AnswerSaved>> {
  const name = `${contestantId} answer ${message.attemptId} ${message.questionId}`;
  const content = [message.answerId, ...message.optionIds, ...(message.typed === null ? [] : [message.typed])].join(
    ' ',
  );
  return byFirstArrival(app, { name, content }, arrived, (arrival) =>
    answerInTurn(app, contestantId, message, arrival),
  );
}

async function answerInTurn(
  app: Deps,
  contestantId: string,
  message: SubmitAnswer,
  arrival: Arrival,
): Promise<Result<AnswerSaved>> {
  const found = await app.attempts.getOwn(contestantId, message.attemptId);
  if (!found.ok) return found;
  const known = resent(app, found.value, message);
  if (known) return known;
  return app.attempts.inTurn(message.attemptId, async () => {
    // A few tries: what another process has saved meanwhile is read and judged again.
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

/** A resend is answered like the first one, and takes no turn. null: nothing is saved under its id. SPEC A4, N15g. */
function resent(
  app: Pick<App, 'attempts' | 'clock'>,
  attempt: CachedAttempt,
  message: SubmitAnswer,
): Result<AnswerSaved> | null {
  const known = attempt.answersById.get(message.answerId);
  if (!known) return null;
  if (known.question_id !== message.questionId) return refuse({ code: 'answer_id_reused' });
  return accept(savedAs(app, attempt, known, true));
}

async function saveAnswer(
  app: Deps,
  attempt: CachedAttempt,
  message: SubmitAnswer,
  arrival: Arrival,
): Promise<Result<AnswerSaved> | 'again'> {
  const paper = attempt.rules.questions.pacing === 'paper';
  const known = resent(app, attempt, message); // saved while this one waited
  if (known) return known;
  const before = lastAnswer(attempt, message.questionId);
  // Answers count in the order of their arrival: one that waited out an outage does not undo a later one. [N15]
  const older = before !== null && before.arrived_at_ms > arrival.atMs;
  if (before && (!paper || older || isSame(app, attempt, before, message)))
    return accept(savedAs(app, attempt, before, true));
  if (attempt.submission) return refuse({ code: 'attempt_over' });

  const handout = attempt.handouts.find((each) => paper || each.question_id === message.questionId);
  const judged = judge(app, attempt, message, arrival, handout);
  if (!judged.ok) return judged;
  const row = rowOf(attempt, message, arrival, {
    changeNo: before ? before.change_no + 1 : 0,
    countedAtMs: judged.value.countedAtMs,
    handedOutAtMs: handout?.at_ms ?? attempt.row.started_at_ms,
  });
  const next = paper ? null : nextQuestion(attempt, handout);
  const commit = await app.answers.add({ row, next });
  if (!commit.saved) return 'again';
  noteAnswer(attempt, row);
  if (next) noteHandout(attempt, next, commit);
  return accept(savedAs(app, attempt, row, false));
}

function judge(
  { attempts }: Pick<App, 'attempts'>,
  attempt: CachedAttempt,
  message: SubmitAnswer,
  arrival: Arrival,
  handout: HandoutRow | undefined,
): ReturnType<typeof judgeAnswer> {
  const { contest } = attempts.contestOf(attempt);
  const { questions, time } = attempt.rules;
  const question = contest.bank.get(message.questionId);
  const drawn = attempt.row.question_ids.includes(message.questionId);
  const untimed = questions.pacing === 'paper' || time.questionSeconds === null;
  return judgeAnswer({
    question:
      handout && question && drawn
        ? {
            questionId: question.id,
            asked: question,
            handedOutAtMs: handout.at_ms,
            locksAtMs: untimed ? null : handout.at_ms + (time.questionSeconds ?? 0) * 1000,
          }
        : null,
    attempt: { locksAtMs: attempts.locksAtMs(attempt), graceMs: time.graceMs },
    given: message,
    arrivedAtMs: arrival.atMs,
  });
}

function rowOf(
  attempt: CachedAttempt,
  message: SubmitAnswer,
  arrival: Arrival,
  { changeNo, countedAtMs, handedOutAtMs }: { changeNo: number; countedAtMs: number; handedOutAtMs: number },
): AnswerRow {
  const { questions, time } = attempt.rules;
  // On a paper the time runs to the submission, so the credit is the submitting message's.
  const rawMs = Math.max(0, countedAtMs - handedOutAtMs);
  const { creditMs } =
    questions.pacing === 'paper'
      ? { creditMs: 0 }
      : creditAnswer(arrival.roundTripMs, attempt.quotaMs, time.lagCredit, rawMs, attempt.contradicted);
  return {
    id: message.answerId,
    attempt_id: attempt.row.id,
    question_id: message.questionId,
    change_no: changeNo,
    option_ids: [...message.optionIds],
    typed: message.typed,
    arrived_at_ms: arrival.atMs,
    counted_at_ms: countedAtMs,
    elapsed_ms: answerElapsedMs(handedOutAtMs, countedAtMs, creditMs),
    round_trip_ms: arrival.roundTripMs,
    credit_ms: creditMs,
  };
}

function nextQuestion(attempt: CachedAttempt, handout: HandoutRow | undefined): AnswerToSave['next'] {
  const position = (handout?.position ?? 0) + 1;
  const questionId = attempt.row.question_ids[position - 1];
  return questionId === undefined ? null : { position, questionId };
}

function noteHandout(
  attempt: CachedAttempt,
  { position, questionId }: { position: number; questionId: string },
  { handedOutAtMs }: AnswerCommit,
): void {
  if (attempt.handouts.some((each) => each.position === position)) return;
  attempt.handouts.push({ attempt_id: attempt.row.id, position, question_id: questionId, at_ms: handedOutAtMs });
}

function savedAs(
  { attempts, clock }: Pick<App, 'attempts' | 'clock'>,
  attempt: CachedAttempt,
  row: AnswerRow,
  repeated: boolean,
): AnswerSaved {
  const { contest } = attempts.contestOf(attempt);
  const paper = attempt.rules.questions.pacing === 'paper';
  const current = paper || attempt.submission ? null : currentHandout(attempt, clock.nowMs());
  return {
    receipt: {
      answerId: row.id,
      questionId: row.question_id,
      optionIds: row.option_ids,
      typed: row.typed,
      arrivedAtMs: row.arrived_at_ms,
      elapsedMs: row.elapsed_ms,
      creditMs: row.credit_ms,
      repeated,
    },
    next: current ? viewAttemptQuestion(contest, attempt, current.position, current.at_ms) : null,
    answered: attempt.answers.size,
  };
}

/** Whether the answer that is saved says the same. */
function isSame(
  { attempts }: Pick<App, 'attempts'>,
  attempt: CachedAttempt,
  before: AnswerRow,
  message: SubmitAnswer,
): boolean {
  const kind = attempts.contestOf(attempt).contest.bank.get(message.questionId)?.kind;
  return kind !== undefined && sameGiven(kind, givenOf(before), message);
}
