import { strict as assert } from 'node:assert';
import { drawQuestions } from '@hoithi/shared/rules/draw';
import { scoreAttempt } from '@hoithi/shared/rules/score';
import type { AnswerRow } from '../attempt/answers-sql.ts';
import type { AttemptRow, HandoutRow } from '../attempt/attempts-sql.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { pick, type SimulatedPerson, seededUuid } from './simulated-people.ts';

export type SimulatedAttempt = {
  attempt: AttemptRow;
  handouts: HandoutRow[];
  answers: AnswerRow[];
  submission: SubmissionRow;
  prediction: number | null;
};

/** One attempt of a simulated person, one question after the other, scored by the same rule as everybody's. */
export function simulateAttempt(
  contest: CachedContest,
  round: CachedRound,
  person: SimulatedPerson,
  ordinal: number,
  startedAtMs: number,
  guess: number,
  random: () => number,
): SimulatedAttempt {
  const { rules } = contest;
  const seed = seededUuid(random);
  const drawn = drawQuestions({
    rules,
    round: { ordinal: round.ordinal, topics: round.rules.topics },
    bank: contest.bankEntries,
    audience: person.audience,
    seed,
  });
  assert(drawn.ok, 'the demo bank is large enough');
  const id = seededUuid(random);
  const handouts: HandoutRow[] = [];
  const answers: AnswerRow[] = [];
  let atMs = startedAtMs;
  for (const [index, questionId] of drawn.value.entries()) {
    const question = contest.bank.get(questionId);
    assert(question, 'a drawn question is in the frozen bank');
    handouts.push({ attempt_id: id, position: index + 1, question_id: questionId, at_ms: atMs });
    const elapsedMs = Math.round(person.pace * 1000 * (0.5 + random() + random() * random()));
    const knows = random() < person.skill;
    const chosen = knows ? question.right : [pick(question.options, random).id];
    const creditMs = Math.floor(random() * 60);
    answers.push({
      id: seededUuid(random),
      attempt_id: id,
      question_id: questionId,
      change_no: 0,
      option_ids: [...chosen],
      arrived_at_ms: atMs + elapsedMs + creditMs,
      counted_at_ms: atMs + elapsedMs + creditMs,
      elapsed_ms: elapsedMs,
      round_trip_ms: creditMs,
      credit_ms: creditMs,
    });
    atMs += elapsedMs + creditMs + 8;
  }
  const key = drawn.value.map((questionId) => ({ questionId, right: contest.bank.get(questionId)?.right ?? [] }));
  const score = scoreAttempt(
    key,
    new Map(answers.map((answer) => [answer.question_id, answer.option_ids])),
    rules.points,
  );
  return {
    attempt: {
      id,
      round_id: round.roundId,
      contestant_id: person.contestantId,
      practice: false,
      ordinal,
      rules_version: contest.rulesVersion,
      seed,
      question_ids: drawn.value,
      started_at_ms: startedAtMs,
      limit_at_ms: rules.time.attemptSeconds === null ? null : startedAtMs + rules.time.attemptSeconds * 1000,
    },
    handouts,
    answers,
    submission: {
      attempt_id: id,
      round_id: round.roundId,
      contestant_id: person.contestantId,
      practice: false,
      ordinal,
      started_at_ms: startedAtMs,
      at_ms: atMs + 9_000,
      submitted_by: 'contestant',
      question_count: key.length,
      answered: score.answered,
      right_count: score.right,
      points: score.points,
      elapsed_ms: answers.reduce((sum, answer) => sum + answer.elapsed_ms, 0),
      credit_ms: answers.reduce((sum, answer) => sum + answer.credit_ms, 0),
    },
    prediction: ordinal === 1 ? guess : null,
  };
}
