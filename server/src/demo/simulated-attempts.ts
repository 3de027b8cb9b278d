import { strict as assert } from 'node:assert';
import type { Question } from '@hoithi/shared/contract/question';
import { drawAttempt } from '@hoithi/shared/rulebook/judge/draw-attempt';
import type { PoolQuestion } from '@hoithi/shared/rulebook/judge/draw-paper';
import { type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { markAttempt } from '@hoithi/shared/rulebook/judge/mark-attempt';
import { type AnswerRow, givenOf } from '../attempt/answers-sql.ts';
import type { AttemptRow, HandoutRow } from '../attempt/attempts-sql.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import { pick, type SimulatedPerson, seededUuid } from './simulated-people.ts';

export type SimulatedAttempt = {
  attempt: AttemptRow;
  handouts: HandoutRow[];
  answers: AnswerRow[];
  submission: SubmissionRow;
};

/** What attempts are drawn from and scored by. */
export type SimulatedContest = {
  round: OpenRound;
  bank: ReadonlyMap<string, Question>;
  bankEntries: readonly PoolQuestion[];
};
type Plan = {
  person: SimulatedPerson;
  round: { roundId: string; ordinal: number };
  ordinal: number;
  startedAtMs: number;
};

/** One attempt of a simulated person, one question after the other, scored by the same rule as everybody's. */
export function simulateAttempt(contest: SimulatedContest, plan: Plan, random: () => number): SimulatedAttempt {
  const { person, round, ordinal, startedAtMs } = plan;
  const seed = seededUuid(random);
  const drawn = drawAttempt(contest.round, {
    ...{ bank: contest.bankEntries, practice: false, seed },
    taker: { seen: new Set(), audience: person.audience },
    isIn: () => true,
  });
  assert(drawn.ok, 'the demo bank is large enough');
  const id = seededUuid(random);
  const { handouts, answers, endedAtMs } = answerAll(contest, plan, id, drawn.value, random);
  const shared = {
    round_id: round.roundId,
    contestant_id: person.contestantId,
    practice: false,
    ordinal,
    started_at_ms: startedAtMs,
  };
  return {
    attempt: {
      ...shared,
      id,
      rules_version: 1,
      seed,
      question_ids: drawn.value,
      limit_at_ms:
        contest.round.time.limitSeconds === null ? null : startedAtMs + contest.round.time.limitSeconds * 1000,
    },
    handouts,
    answers,
    submission: {
      ...shared,
      attempt_id: id,
      at_ms: endedAtMs + 9_000,
      submitted_by: 'contestant',
      ...scoreOf(contest, drawn.value, answers),
    },
  };
}

function answerAll(
  contest: SimulatedContest,
  { person, startedAtMs }: Plan,
  attemptId: string,
  questionIds: readonly string[],
  random: () => number,
): { handouts: HandoutRow[]; answers: AnswerRow[]; endedAtMs: number } {
  const handouts: HandoutRow[] = [];
  const answers: AnswerRow[] = [];
  let atMs = startedAtMs;
  for (const [index, questionId] of questionIds.entries()) {
    const question = contest.bank.get(questionId);
    assert(question && 'options' in question, 'a drawn question is in the bank and has options');
    handouts.push({ attempt_id: attemptId, position: index + 1, question_id: questionId, at_ms: atMs });
    const elapsedMs = Math.round(person.pace * 1000 * (0.5 + random() + random() * random()));
    const isKnown = random() < person.skill;
    const chosen = isKnown ? question.right : [pick(question.options, random).id];
    const creditMs = Math.floor(random() * 60);
    const arrivedAtMs = atMs + elapsedMs + creditMs;
    answers.push({
      id: seededUuid(random),
      attempt_id: attemptId,
      question_id: questionId,
      change_no: 0,
      option_ids: [...chosen],
      typed: null,
      arrived_at_ms: arrivedAtMs,
      counted_at_ms: arrivedAtMs,
      elapsed_ms: elapsedMs,
      round_trip_ms: creditMs,
      credit_ms: creditMs,
    });
    atMs = arrivedAtMs + 8;
  }
  return { handouts, answers, endedAtMs: atMs };
}

function scoreOf(contest: SimulatedContest, questionIds: readonly string[], answers: readonly AnswerRow[]) {
  const key = questionIds.flatMap((questionId) => {
    const item = contest.bank.get(questionId);
    return item ? [{ questionId, item, level: null }] : [];
  });
  const given = new Map(answers.map((answer) => [answer.question_id, givenOf(answer)]));
  const quiz = partOf(contest.round, 'quiz');
  assert(quiz, 'the demo asks questions');
  const score = markAttempt(key, given, quiz.points);
  return {
    question_count: key.length,
    answered: key.length - score.blank,
    right_count: score.right,
    points: score.points,
    elapsed_ms: answers.reduce((sum, answer) => sum + answer.elapsed_ms, 0),
    credit_ms: answers.reduce((sum, answer) => sum + answer.credit_ms, 0),
    round_trip_ms: null,
    last_change_ms: answers.reduce((sum, answer) => sum + answer.elapsed_ms, 0),
    points_max: score.pointsMax,
    right_by_level: {},
  };
}
