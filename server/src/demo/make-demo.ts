import { strict as assert } from 'node:assert';
import { type Question, questionOfBank } from '@hoithi/shared/contract/question';
import type { QuestionFile } from '@hoithi/shared/contract/question-bank';
import type { UnitFile } from '@hoithi/shared/contract/unit-file';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { seededRandom } from '@hoithi/shared/rules/random';
import { makeShow } from '../show/read-show-file.ts';
import { demoRoundTimes, demoRulebook, demoTopics } from './demo-rules.ts';
import { type SimulatedAttempt, type SimulatedContest, simulateAttempt } from './simulated-attempts.ts';
import {
  type SimulatedPerson,
  type SimulatedUnit,
  seededUuid,
  simulatedHeadcounts,
  simulatePeople,
} from './simulated-people.ts';

/**
 * Columns of a demo table, by name, with what their values are. `instant`: ms from the start of the demo. `day`: days from
 * the day of the start. `texts`: a list of texts. `json`: a value that is stored as JSON.
 */
type Kind = 'uuid' | 'text' | 'integer' | 'bigint' | 'boolean' | 'texts' | 'json' | 'instant' | 'day';
export type DemoTable = {
  name: string;
  columns: Readonly<Record<string, Kind>>;
  rows: readonly Readonly<Record<string, unknown>>[];
};
export type DemoContent = { bank: readonly QuestionFile[]; units: UnitFile; shows: readonly string[] };
/** Everything of the demo but its rules, which have the times of the rounds: `demoRulebook` makes them for a start. */
export type Demo = {
  contestId: string;
  slug: string;
  shows: readonly { id: string; slug: string }[];
  tables: readonly DemoTable[];
};

const seed = 'hoi-thi-2026';
const slug = 'trinh-dien';
const peopleCount = 2_400;
const dayMs = 86_400_000;
/** Whoever takes part has registered two days before the first round opens. */
const registeredAtMs = Math.min(...demoRoundTimes.map((round) => round.opensAtMs)) - 2 * dayMs;
/** No attempt starts later before the start of the demo, or before the close of its round: it ends in time. */
const attemptMs = 900_000;
const shareByRound = [0.48, 0.66, 0.58];

/**
 * Makes the demo contest: real units and questions, simulated people. Pure: the same content gives the same rows, with
 * times from the start of the demo, at whatever hour of the day that is. Without keys, links and secrets.
 *
 * Source  SPEC D3, C3.
 */
export function makeDemo({ bank, units: unitFile, shows }: DemoContent): Demo {
  const random = seededRandom(seed);
  const contestId = seededUuid(random);
  const [round] = expandRounds(demoRulebook(0));
  assert(round, 'the demo has rounds');
  const questions = bank
    .filter((file) => demoTopics.includes(file.topic))
    .flatMap((file) => file.questions.map((question) => ({ ...question, topic: file.topic })))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const contest = {
    round,
    bank: new Map(questions.map((question) => [question.id, questionOfBank(question, null)])),
    bankEntries: questions.map(({ id, topic, audiences, practice }) => ({
      ...{ questionId: id, topic, audiences, level: null },
      ...(practice === undefined ? {} : { practice }),
    })),
  };
  const rounds = demoRoundTimes.map(({ ordinal }) => ({ id: seededUuid(random), contest_id: contestId, ordinal }));
  const units = simulatedHeadcounts(
    unitFile.units.map((unit) => ({ ...unit, headcount: null })),
    random,
  );
  const people = simulatePeople(peopleCount, units, random);
  const attempts = rounds.flatMap(({ id, ordinal }) =>
    simulateRound(contest, { roundId: id, ordinal }, people, random),
  );
  const showRows = showTable(contestId, contest.bank, shows, random);
  return {
    contestId,
    slug,
    shows: showRows.rows.map((show) => ({ id: String(show.id), slug: String(show.slug) })),
    tables: [
      contestTable(contestId),
      table('rounds', { id: 'uuid', contest_id: 'uuid', ordinal: 'integer' }, rounds),
      unitTable(contestId, units),
      table(
        'questions',
        { contest_id: 'uuid', question_id: 'text', topic: 'text', body: 'json' },
        questions.map((body) => ({ contest_id: contestId, question_id: body.id, topic: body.topic, body })),
      ),
      ...peopleTables(contestId, people),
      ...attemptTables(attempts),
      showRows,
    ],
  };
}

const table = (name: string, columns: DemoTable['columns'], rows: DemoTable['rows']): DemoTable => ({
  name,
  columns,
  rows,
});

const contestTable = (id: string): DemoTable =>
  table('contests', { id: 'uuid', slug: 'text', demo: 'boolean', made_at_ms: 'instant' }, [
    { id, slug, demo: true, made_at_ms: 0 },
  ]);

const unitTable = (contestId: string, units: readonly SimulatedUnit[]): DemoTable =>
  table(
    'units',
    {
      contest_id: 'uuid',
      code: 'text',
      name: 'text',
      level: 'text',
      parent_code: 'text',
      headcount: 'integer',
      headcount_date: 'day',
      replaced_by: 'texts',
      tile_column: 'integer',
      tile_row: 'integer',
    },
    units.map(({ code, name, level, parentCode, headcount, tile }) => ({
      contest_id: contestId,
      code,
      name,
      level,
      parent_code: parentCode,
      headcount,
      headcount_date: headcount === null ? null : 0,
      replaced_by: [],
      tile_column: tile?.[0] ?? null,
      tile_row: tile?.[1] ?? null,
    })),
  );

type RoundPlan = { roundId: string; ordinal: number };
type PlannedAttempt = SimulatedAttempt & { prediction: number | null };

/** Attempts of a round, in its time whatever the hour of the start, and before the start. */
function simulateRound(
  contest: SimulatedContest,
  round: RoundPlan,
  people: readonly SimulatedPerson[],
  random: () => number,
): PlannedAttempt[] {
  const times = demoRoundTimes.find(({ ordinal }) => ordinal === round.ordinal);
  assert(times, 'a round has its times');
  const untilMs = Math.min(times.closesAtMs - dayMs, 0) - attemptMs;
  const windowMs = untilMs - times.opensAtMs;
  if (windowMs <= 0) return [];
  const share = shareByRound[round.ordinal - 1] ?? 0.4;
  return people.flatMap((person) => {
    if (random() >= share) return [];
    const firstMs = times.opensAtMs + Math.floor(random() * windowMs * 0.9);
    const prediction = Math.round(people.length * share * (0.6 + random() * 0.8));
    const first = simulateAttempt(contest, { person, round, ordinal: 1, startedAtMs: firstMs }, random);
    const own: PlannedAttempt[] = [{ ...first, prediction }];
    const secondMs = firstMs + 1_200_000 + Math.floor(random() * windowMs * 0.1);
    if (random() < 0.12 && secondMs < untilMs) {
      const second = simulateAttempt(contest, { person, round, ordinal: 2, startedAtMs: secondMs }, random);
      own.push({ ...second, prediction: null });
    }
    return own;
  });
}

function peopleTables(contestId: string, people: readonly SimulatedPerson[]): DemoTable[] {
  const contestants = people.map(({ contestantId, personId, audience }, at) => ({
    id: contestantId,
    contest_id: contestId,
    person_id: personId,
    audience,
    simulated: true,
    registered_at_ms: registeredAtMs + at,
  }));
  return [
    table(
      'people',
      { id: 'uuid', simulated: 'boolean', made_at_ms: 'instant' },
      people.map(({ personId }) => ({ id: personId, simulated: true, made_at_ms: registeredAtMs })),
    ),
    table(
      'contestants',
      {
        id: 'uuid',
        contest_id: 'uuid',
        person_id: 'uuid',
        audience: 'text',
        simulated: 'boolean',
        registered_at_ms: 'instant',
      },
      contestants,
    ),
    table(
      'profiles',
      { contestant_id: 'uuid', name: 'text' },
      people.map(({ contestantId, name }) => ({ contestant_id: contestantId, name })),
    ),
    table(
      'unit_memberships',
      { contestant_id: 'uuid', since_ms: 'instant', unit_code: 'text' },
      people.map(({ contestantId, unitCode }) => ({
        contestant_id: contestantId,
        since_ms: registeredAtMs,
        unit_code: unitCode,
      })),
    ),
  ];
}

const attemptColumns = {
  id: 'uuid',
  round_id: 'uuid',
  contestant_id: 'uuid',
  practice: 'boolean',
  ordinal: 'integer',
  rules_version: 'integer',
  seed: 'text',
  question_ids: 'texts',
  started_at_ms: 'instant',
  limit_at_ms: 'instant',
} as const;
const handoutColumns = { attempt_id: 'uuid', position: 'integer', question_id: 'text', at_ms: 'instant' } as const;
const answerColumns = {
  id: 'uuid',
  attempt_id: 'uuid',
  question_id: 'text',
  change_no: 'integer',
  option_ids: 'texts',
  arrived_at_ms: 'instant',
  counted_at_ms: 'instant',
  elapsed_ms: 'bigint',
  round_trip_ms: 'integer',
  credit_ms: 'integer',
} as const;
const submissionColumns = {
  attempt_id: 'uuid',
  round_id: 'uuid',
  contestant_id: 'uuid',
  practice: 'boolean',
  ordinal: 'integer',
  started_at_ms: 'instant',
  at_ms: 'instant',
  submitted_by: 'text',
  question_count: 'integer',
  answered: 'integer',
  right_count: 'integer',
  points: 'integer',
  elapsed_ms: 'bigint',
  credit_ms: 'integer',
  round_trip_ms: 'integer',
} as const;
const predictionColumns = {
  round_id: 'uuid',
  contestant_id: 'uuid',
  attempt_id: 'uuid',
  value: 'bigint',
  at_ms: 'instant',
} as const;

const attemptTables = (attempts: readonly PlannedAttempt[]): DemoTable[] => [
  table(
    'attempts',
    attemptColumns,
    attempts.map(({ attempt }) => attempt),
  ),
  table(
    'handouts',
    handoutColumns,
    attempts.flatMap(({ handouts }) => handouts),
  ),
  table(
    'answers',
    answerColumns,
    attempts.flatMap(({ answers }) => answers),
  ),
  table(
    'submissions',
    submissionColumns,
    attempts.map(({ submission }) => submission),
  ),
  table(
    'predictions',
    predictionColumns,
    attempts.flatMap(({ attempt, submission, prediction }) =>
      prediction === null
        ? []
        : [
            {
              round_id: attempt.round_id,
              contestant_id: attempt.contestant_id,
              attempt_id: attempt.id,
              value: prediction,
              at_ms: submission.at_ms - 5_000,
            },
          ],
    ),
  ),
];

/** A launch show and an award show, ready to run. SPEC H1. */
function showTable(
  contestId: string,
  bank: ReadonlyMap<string, Question>,
  shows: readonly string[],
  random: () => number,
): DemoTable {
  const rows = shows.map((text) => {
    const made = makeShow({ contestId, bank }, text);
    assert(made.ok, `a demo show can be loaded: ${JSON.stringify(made)}`);
    const id = seededUuid(random);
    return { id, contest_id: contestId, slug: made.value.id, version: 1, file: made.value, loaded_at_ms: 0 };
  });
  const columns = {
    id: 'uuid',
    contest_id: 'uuid',
    slug: 'text',
    version: 'integer',
    file: 'json',
    loaded_at_ms: 'instant',
  } as const;
  return table('shows', columns, rows);
}
