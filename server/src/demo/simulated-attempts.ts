import { strict as assert } from 'node:assert';
import type { BankQuestion } from '@hoithi/shared/contract/question-bank';
import type { Rules } from '@hoithi/shared/contract/rules';
import { type BankEntry, drawQuestions } from '@hoithi/shared/rules/draw';
import { scoreAttempt } from '@hoithi/shared/rules/score';
import type { AnswerRow } from '../attempt/answers-sql.ts';
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
  rules: Rules;
  bank: ReadonlyMap<string, BankQuestion>;
  bankEntries: readonly BankEntry[];
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
  const { rules } = contest;
  const seed = seededUuid(random);
  const drawn = drawQuestions({
    rules,
    round: { ordinal: round.ordinal, topics: null },
    bank: contest.bankEntries,
    audience: person.audience,
    practice: false,
    seed,
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
      limit_at_ms: rules.time.attemptSeconds === null ? null : startedAtMs + rules.time.attemptSeconds * 1000,
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
    assert(question, 'a drawn question is in the bank');
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
  const key = questionIds.map((questionId) => ({ questionId, right: contest.bank.get(questionId)?.right ?? [] }));
  const chosen = new Map(answers.map((answer) => [answer.question_id, answer.option_ids]));
  const score = scoreAttempt(key, chosen, contest.rules.points);
  return {
    question_count: key.length,
    answered: score.answered,
    right_count: score.right,
    points: score.points,
    elapsed_ms: answers.reduce((sum, answer) => sum + answer.elapsed_ms, 0),
    credit_ms: answers.reduce((sum, answer) => sum + answer.credit_ms, 0),
    round_trip_ms: null,
  };
}
