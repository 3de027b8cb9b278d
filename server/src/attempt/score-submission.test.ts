import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { settingsOf } from '@hoithi/shared/rulebook/settings/settings-of';
import { exampleRulebook } from '@hoithi/shared/rulebook/test-rulebook';
import { expect, it } from 'vitest';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { AnswerRow } from './answers-sql.ts';
import type { HandoutRow } from './attempts-sql.ts';
import { scoreSubmission } from './submit-batch.ts';

const levels = { a1: 'A', a2: 'A', c1: 'C', c2: 'C', c3: 'C' } as const;
type Question = keyof typeof levels;
const questions = Object.keys(levels) as Question[];
const options = ['a', 'b'].map((id) => ({ id, text: id }));
const bank = new Map(questions.map((id) => [id, { kind: 'one', options, right: ['a'], level: levels[id] }]));
const contestOf = () => ({ contest: { bank } as unknown as CachedContest, round: {} as CachedRound });

/** An attempt with 10 to begin with; A is worth 6, C 12, and 4 less where it is wrong. */
function score(pacing: 'paper' | 'one-by-one', answered: [Question, string, number][], atMs: number) {
  const rulebook = exampleRulebook((file) => {
    const [part] = file.rounds[0]!.parts;
    if (part?.kind !== 'quiz') return;
    part.pacing = pacing;
    part.points = { start: 10, default: { right: 6 }, byLevel: { C: { right: 12, wrong: -4, blank: -1 } } };
  });
  const [round] = expandRounds(rulebook);
  const answers = answered.map(
    ([question_id, option, counted_at_ms], at): AnswerRow => ({
      ...{ id: String(at), attempt_id: 'x', question_id, change_no: at, option_ids: [option], typed: null },
      ...{ arrived_at_ms: counted_at_ms, counted_at_ms, elapsed_ms: 1_000, round_trip_ms: null, credit_ms: 0 },
    }),
  );
  const handouts = (pacing === 'paper' ? questions.slice(0, 1) : questions).map(
    (question_id, at): HandoutRow => ({
      ...{ attempt_id: 'x', position: at + 1, question_id, at_ms: at * 1_000 },
    }),
  );
  const row = { id: 'x', round_id: 'r', contestant_id: 'p', practice: false, ordinal: 1, rules_version: 1, seed: '' };
  return scoreSubmission(
    {
      attempt: {
        row: { ...row, question_ids: questions, started_at_ms: 0, limit_at_ms: null },
        rules: settingsOf(rulebook, round!),
        round: round!,
      },
      ...{ atMs, by: 'contestant', roundTripMs: null },
    },
    answers,
    handouts,
    { contestOf },
  );
}

it('[M7] each level has its own points for right, wrong and blank, on top of what everybody begins with', () => {
  const given: [Question, string, number][] = [
    ['a1', 'a', 1_000],
    ['c1', 'a', 2_000],
    ['c2', 'b', 3_000],
  ];
  expect(score('paper', given, 9_000)).toMatchObject({
    ...{ points: 10 + 6 + 12 - 4 - 1, points_max: 10 + 12 + 36, right_count: 2, answered: 3 },
    right_by_level: { A: 1, C: 1 },
  });
});

it('[M7] on a paper, the time until the last change leaves out what comes after it', () => {
  const changed: [Question, string, number][] = [
    ['a1', 'b', 2_000],
    ['a1', 'a', 7_000],
  ];
  expect(score('paper', changed, 9_000)).toMatchObject({ elapsed_ms: 9_000, last_change_ms: 7_000 });
  expect(score('paper', [], 9_000)).toMatchObject({ elapsed_ms: 9_000, last_change_ms: 0 });
});

it('[M7] one by one, it leaves out questions after the last that was answered', () => {
  const given: [Question, string, number][] = [
    ['a1', 'a', 1_000],
    ['c1', 'a', 3_000],
  ];
  expect(score('one-by-one', given, 5_000)).toMatchObject({
    elapsed_ms: 1_000 + 4_000 + 1_000 + 2_000 + 1_000,
    last_change_ms: 1_000 + 4_000 + 1_000,
  });
});
