import { strict as assert } from 'node:assert';
import { seededRandom } from '@hoithi/shared/rules/random';
import type { App } from '../app-parts.ts';
import type { AnswerRow } from '../attempt/answers-sql.ts';
import type { AttemptRow, HandoutRow } from '../attempt/attempts-sql.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { bareUnit } from '../contest/contests-sql.ts';
import { insertWholeContest } from '../contest/create-contest.ts';
import { readUnitFile } from '../contest/read-content.ts';
import type { Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { demoRules } from './demo-rules.ts';
import { type Column, insertColumns } from './insert-columns.ts';
import { seedShows } from './seed-shows.ts';
import { type SimulatedAttempt, simulateAttempt } from './simulated-attempts.ts';
import { type SimulatedPerson, simulatedHeadcounts, simulatePeople } from './simulated-people.ts';

export const demoSlug = 'trinh-dien';
const demoSeed = 'hoi-thi-2026';
const peopleCount = 2_400;

/** Makes the demo contest: real rules, real units, simulated people, from a fixed seed. SPEC D3, C3. */
export async function seedDemo(app: App): Promise<void> {
  const random = seededRandom(demoSeed);
  const nowMs = app.clock.nowMs();
  const rules = demoRules(nowMs);
  const file = await readUnitFile('42');
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const units = simulatedHeadcounts(
    file.units.map((unit) => ({ ...bareUnit, ...unit })),
    today,
    random,
  );
  const made = await insertWholeContest(app, {
    slug: demoSlug,
    presetId: 'ha-tinh-cds-2023',
    demo: true,
    rules,
    units,
    actor: 'demo',
  });
  assert(made.ok, 'the demo contest can be made');
  const contest = app.contests.byId(made.value.contestId);
  assert(contest, 'the demo contest is there');

  const people = simulatePeople(peopleCount, units, random);
  const attempts = contest.rounds.flatMap((round) => simulateRound(contest, round, people, nowMs, random));
  await app.db.transaction(async (tx) => {
    await setStatementTimeout(tx);
    await insertPeople(tx, contest, people);
    await insertAttempts(tx, attempts);
  });
  await seedShows(app, contest);
  app.bus.publish('contest:changed', { contestId: contest.contestId });
}

const shareByRound = [0.48, 0.66, 0.58];

function simulateRound(
  contest: CachedContest,
  round: CachedRound,
  people: readonly SimulatedPerson[],
  nowMs: number,
  random: () => number,
): SimulatedAttempt[] {
  const untilMs = Math.min(round.closesAtMs, nowMs) - 900_000;
  const windowMs = untilMs - round.opensAtMs;
  if (windowMs <= 0) return [];
  const share = shareByRound[round.ordinal - 1] ?? 0.4;
  return people.flatMap((person) => {
    if (random() >= share) return [];
    const first = round.opensAtMs + Math.floor(random() * windowMs * 0.9);
    const guess = Math.round(people.length * share * (0.6 + random() * 0.8));
    const own = [simulateAttempt(contest, round, person, 1, first, guess, random)];
    const second = first + 1_200_000 + Math.floor(random() * windowMs * 0.1);
    if (random() < 0.12 && second < untilMs)
      own.push(simulateAttempt(contest, round, person, 2, second, guess, random));
    return own;
  });
}

async function insertPeople(tx: Queries, contest: CachedContest, people: readonly SimulatedPerson[]): Promise<void> {
  const madeAtMs = (contest.rounds[0]?.opensAtMs ?? 0) - 86_400_000;
  const rows = people.map((person, at) => ({
    id: person.personId,
    simulated: true,
    made_at_ms: madeAtMs,
    contestant_id: person.contestantId,
    contest_id: contest.contestId,
    audience: person.audience,
    registered_at_ms: madeAtMs + at,
    name: person.name,
    unit_code: person.unitCode,
  }));
  type Row = (typeof rows)[number];
  const only = (...columns: Column<Row>[]) => columns;
  await insertColumns(tx, 'people', only(['id', 'uuid'], ['simulated', 'boolean'], ['made_at_ms', 'bigint']), rows);
  const contestants = rows.map((row) => ({ ...row, id: row.contestant_id, person_id: row.id }));
  await insertColumns(
    tx,
    'contestants',
    [
      ['id', 'uuid'],
      ['contest_id', 'uuid'],
      ['person_id', 'uuid'],
      ['audience', 'text'],
      ['simulated', 'boolean'],
      ['registered_at_ms', 'bigint'],
    ],
    contestants,
  );
  await insertColumns(tx, 'profiles', only(['contestant_id', 'uuid'], ['name', 'text']), rows);
  const memberships = rows.map((row) => ({
    contestant_id: row.contestant_id,
    since_ms: row.made_at_ms,
    unit_code: row.unit_code,
  }));
  await insertColumns(
    tx,
    'unit_memberships',
    [
      ['contestant_id', 'uuid'],
      ['since_ms', 'bigint'],
      ['unit_code', 'text'],
    ],
    memberships,
  );
}

const attemptColumns: Column<AttemptRow>[] = [
  ['id', 'uuid'],
  ['round_id', 'uuid'],
  ['contestant_id', 'uuid'],
  ['practice', 'boolean'],
  ['ordinal', 'integer'],
  ['rules_version', 'integer'],
  ['seed', 'text'],
  ['question_ids', 'text[]'],
  ['started_at_ms', 'bigint'],
  ['limit_at_ms', 'bigint'],
];
const handoutColumns: Column<HandoutRow>[] = [
  ['attempt_id', 'uuid'],
  ['position', 'integer'],
  ['question_id', 'text'],
  ['at_ms', 'bigint'],
];
const answerColumns: Column<AnswerRow>[] = [
  ['id', 'uuid'],
  ['attempt_id', 'uuid'],
  ['question_id', 'text'],
  ['change_no', 'integer'],
  ['option_ids', 'text[]'],
  ['arrived_at_ms', 'bigint'],
  ['counted_at_ms', 'bigint'],
  ['elapsed_ms', 'bigint'],
  ['round_trip_ms', 'integer'],
  ['credit_ms', 'integer'],
];
const submissionColumns: Column<SubmissionRow>[] = [
  ['attempt_id', 'uuid'],
  ['round_id', 'uuid'],
  ['contestant_id', 'uuid'],
  ['practice', 'boolean'],
  ['ordinal', 'integer'],
  ['started_at_ms', 'bigint'],
  ['at_ms', 'bigint'],
  ['submitted_by', 'text'],
  ['question_count', 'integer'],
  ['answered', 'integer'],
  ['right_count', 'integer'],
  ['points', 'integer'],
  ['elapsed_ms', 'bigint'],
  ['credit_ms', 'integer'],
];

async function insertAttempts(tx: Queries, attempts: readonly SimulatedAttempt[]): Promise<void> {
  await insertColumns(
    tx,
    'attempts',
    attemptColumns,
    attempts.map((each) => each.attempt),
  );
  await insertColumns(
    tx,
    'handouts',
    handoutColumns,
    attempts.flatMap((each) => each.handouts),
  );
  await insertColumns(
    tx,
    'answers',
    answerColumns,
    attempts.flatMap((each) => each.answers),
  );
  await insertColumns(
    tx,
    'submissions',
    submissionColumns,
    attempts.map((each) => each.submission),
  );
  const predictions = attempts.flatMap(({ attempt, submission, prediction }) =>
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
  );
  await insertColumns(
    tx,
    'predictions',
    [
      ['round_id', 'uuid'],
      ['contestant_id', 'uuid'],
      ['attempt_id', 'uuid'],
      ['value', 'bigint'],
      ['at_ms', 'bigint'],
    ],
    predictions,
  );
}
