import { randomUUID } from 'node:crypto';
import { seededRandom } from '@hoithi/shared/rules/random';
import type { App } from '../src/app-parts.ts';
import type { CachedContest } from '../src/contest/contests.ts';
import { bareUnit, type UnitRow } from '../src/contest/contests-sql.ts';
import type { Database } from '../src/platform/db/database.ts';
import { insertTestContest, testRules } from './open-test-app.ts';

/** A province of made-up people: 20 districts with 19 communes each and 20 agencies, seeded. */
export type ProvinceSize = { people: number; attemptsEach: number; minutes: number };

const districts = 20;
const communesEach = 19;
const agencies = 20;

export function provinceUnits(): UnitRow[] {
  const unit = (code: string, level: string, parentCode: string | null, headcount: number, block: string | null) => ({
    ...bareUnit,
    code,
    name: `${level} ${code}`,
    level,
    parentCode,
    headcount,
    headcountDate: '2026-02-01',
    block,
    tile: null,
  });
  return [
    ...Array.from({ length: districts }, (_, at) => unit(`D${at}`, 'DISTRICT', null, 3_000, 'Khối huyện')),
    ...Array.from({ length: districts * communesEach }, (_, at) =>
      unit(`C${at}`, 'COMMUNE', `D${at % districts}`, 150, null),
    ),
    ...Array.from({ length: agencies }, (_, at) => unit(`A${at}`, 'AGENCY', null, 200, 'Khối cơ quan')),
  ];
}

export async function foundProvince(app: App, slug: string): Promise<CachedContest> {
  const rules = testRules((draft) => {
    const [, unit, audience] = draft.file.fields;
    if (unit?.kind !== 'known' || audience?.kind !== 'choice') throw new Error('unit and audience are asked');
    unit.required = false;
    audience.required = true;
    audience.choices = audience.choices.filter(({ id }) => id !== 'WORKER');
  });
  const made = await insertTestContest(app, { slug, rulebook: rules, actor: 'test', units: provinceUnits() });
  const contest = made.ok ? app.contests.byId(made.value.contestId) : null;
  if (!contest) throw new Error('the province was refused');
  return contest;
}

export type Happening = { touched: string[] };

/**
 * What happens in the province, minute by minute: the first half of the minutes lies in the first round, the second in
 * the second. 10 % of the people change their unit once, 2 % of the attempts are voided, some of them put back; some people
 * choose no unit, and some are simulated and must not count.
 */
export async function* liveProvince(
  db: Database,
  contest: CachedContest,
  { people, attemptsEach, minutes }: ProvinceSize,
  seed: string,
): AsyncGenerator<Happening> {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const codes = [...contest.units.units.keys()];
  const persons = Array.from({ length: people }, () => ({
    id: randomUUID(),
    citizen: random() < 0.3,
    simulated: random() < 0.01,
    unitless: random() < 0.02,
  }));
  await db.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms)
     select t.id, $1, gen_random_uuid(), case when t.citizen then 'CITIZEN' else 'OFFICIAL' end, t.simulated, 1
     from unnest($2::uuid[], $3::boolean[], $4::boolean[]) as t(id, citizen, simulated)`,
    [contest.contestId, persons.map((p) => p.id), persons.map((p) => p.citizen), persons.map((p) => p.simulated)],
  );
  const joined = persons.filter((person) => !person.unitless);
  await join(
    db,
    joined.map(({ id }) => [id, 1, pick(codes)] as const),
  );

  const perMinute = Math.ceil((people * attemptsEach) / minutes);
  const moveEach = Math.ceil((people * 0.1) / minutes);
  for (let minute = 0; minute < minutes; minute++) {
    const round = contest.rounds[minute < minutes / 2 ? 0 : 1];
    if (!round) return;
    const atMs = round.opensAtMs + (minute % Math.ceil(minutes / 2)) * 60_000 + 1;
    const takers = Array.from({ length: perMinute }, () => pick(persons));
    const attempts = takers.map(({ id }) => ({ attemptId: randomUUID(), who: id }));
    await submit(db, round.roundId, attempts, atMs);
    const voided = attempts.filter(() => random() < 0.02);
    await say(db, round.roundId, voided, 1, true, atMs);
    await say(
      db,
      round.roundId,
      voided.filter(() => random() < 0.2),
      2,
      false,
      atMs,
    );
    const movers = Array.from({ length: moveEach }, () => pick(persons));
    await join(
      db,
      movers.map(({ id }) => [id, atMs, pick(codes)] as const),
    );
    yield { touched: [...new Set([...takers, ...movers].map((person) => person.id))] };
  }
}

const join = (db: Database, rows: readonly (readonly [string, number, string])[]) =>
  db.query(
    `insert into unit_memberships (contestant_id, since_ms, unit_code) select * from unnest($1::uuid[], $2::bigint[], $3::text[])
     on conflict do nothing`,
    [rows.map((row) => row[0]), rows.map((row) => row[1]), rows.map((row) => row[2])],
  );

type MadeAttempt = { attemptId: string; who: string };
const submit = (db: Database, roundId: string, attempts: readonly MadeAttempt[], atMs: number) =>
  db.query(
    `insert into submissions select t.id, $1, t.who, false, 1, $2::bigint, $2::bigint, 'contestant', 15, 15, 7, 70, 60000, 0
     from unnest($3::uuid[], $4::uuid[]) as t(id, who)`,
    [roundId, atMs, attempts.map((a) => a.attemptId), attempts.map((a) => a.who)],
  );

let ordinal = 0;
/** Voids attempts, or puts them back. */
async function say(
  db: Database,
  roundId: string,
  attempts: readonly MadeAttempt[],
  seq: number,
  voided: boolean,
  atMs: number,
): Promise<void> {
  if (seq === 1)
    await db.query(
      `insert into attempts select t.id, $1, t.who, false, t.ordinal, 1, '', '{}', $2::bigint, null
       from unnest($3::uuid[], $4::uuid[], $5::integer[]) as t(id, who, ordinal)`,
      [roundId, atMs, attempts.map((a) => a.attemptId), attempts.map((a) => a.who), attempts.map(() => ++ordinal)],
    );
  await db.query(
    `insert into attempt_voids (attempt_id, seq, voided, at_ms, actor, reason)
     select t.id, $1, $2, $3, 'test', 'kiểm tra' from unnest($4::uuid[]) as t(id)`,
    [seq, voided, atMs, attempts.map((a) => a.attemptId)],
  );
}
