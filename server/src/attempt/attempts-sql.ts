import type { Audience } from '@hoithi/shared/contract/rules';
import { Batch, type BatchOptions } from '../platform/db/batch.ts';
import { type Database, type Queries, statement } from '../platform/db/database.ts';

export type AttemptRow = {
  id: string;
  round_id: string;
  contestant_id: string;
  practice: boolean;
  ordinal: number;
  rules_version: number;
  seed: string;
  question_ids: string[];
  started_at_ms: number;
  limit_at_ms: number | null;
};
export type HandoutRow = { attempt_id: string; position: number; question_id: string; at_ms: number };

const startAttempts = statement(
  'start-attempts',
  'select start_attempts($1::uuid[], $2::uuid[], $3::uuid[], $4::boolean[], $5::integer[], $6::integer[], $7::text[], $8::text[], $9::bigint[], $10::bigint[])',
);

/** Starts attempts, many in one commit. Resolves false when the ordinal was taken or the round is settled. SPEC A9. */
export function createStartBatch(db: Database, options?: BatchOptions<AttemptRow, boolean>) {
  return new Batch<AttemptRow, boolean>(async (items) => {
    const column = <K extends keyof AttemptRow>(key: K) => items.map((item) => item[key]);
    const rows = await db.query<{ start_attempts: string }>(startAttempts, [
      column('id'),
      column('round_id'),
      column('contestant_id'),
      column('practice'),
      column('ordinal'),
      column('rules_version'),
      column('seed'),
      items.map((item) => item.question_ids.join(',')),
      column('started_at_ms'),
      column('limit_at_ms'),
    ]);
    const taken = new Set(rows.map((row) => row.start_attempts));
    return items.map((item) => taken.has(item.id));
  }, options);
}

export const readAttempts = (db: Queries, ids: readonly string[]): Promise<AttemptRow[]> =>
  db.query<AttemptRow>('select * from attempts where id = any($1::uuid[])', [ids]);

export const readHandouts = (db: Queries, attemptIds: readonly string[]): Promise<HandoutRow[]> =>
  db.query<HandoutRow>('select * from handouts where attempt_id = any($1::uuid[]) order by attempt_id, position', [
    attemptIds,
  ]);

/** Hands out the question at a position; the first hand-out of a position stands. SPEC T6. */
export async function insertHandout(db: Queries, handout: HandoutRow): Promise<HandoutRow> {
  await db.query(
    'insert into handouts (attempt_id, position, question_id, at_ms) values ($1, $2, $3, $4) on conflict do nothing',
    [handout.attempt_id, handout.position, handout.question_id, handout.at_ms],
  );
  const rows = await db.query<HandoutRow>('select * from handouts where attempt_id = $1 and position = $2', [
    handout.attempt_id,
    handout.position,
  ]);
  return rows[0] ?? handout;
}

/** Open attempts whose own limit passed between two instants. */
export const readAttemptsPastLimit = (
  db: Queries,
  fromMs: number,
  untilMs: number,
  max: number,
): Promise<{ id: string }[]> =>
  db.query(
    `select a.id from attempts a where a.limit_at_ms > $1 and a.limit_at_ms <= $2
     and not exists (select 1 from submissions s where s.attempt_id = a.id) limit $3`,
    [fromMs, untilMs, max],
  );

export const readOpenAttemptsOfRound = (db: Queries, roundId: string, max: number): Promise<{ id: string }[]> =>
  db.query(
    `select a.id from attempts a where a.round_id = $1
     and not exists (select 1 from submissions s where s.attempt_id = a.id) limit $2`,
    [roundId, max],
  );

/**
 * All that decides whether somebody may start, as of one instant: an attempt that another device starts meanwhile is
 * then either seen as open here or has taken the ordinal, so that no second one is made. Practice is in `practiceMax` and
 * may be the open one; the rest is of attempts that count. SPEC A9, A10, S5.
 */
export type StartState = {
  audience: Audience | null;
  /** The role of the contest that keeps this person from taking part. */
  excludedAs: string | null;
  /** Purposes whose consent was withdrawn. */
  withdrawn: string[];
  openAttemptId: string | null;
  /** As the person stated it; the unit is the own one now. */
  birthDate: string | null;
  unitCode: string | null;
  /** Choices and numbers of the rulebook's own fields. */
  stated: Record<string, string | number> | null;
  registeredAtMs: number;
  usedInRound: number;
  usedToday: number; // in this round
  usedInContest: number;
  lastSubmittedAtMs: number | null;
  ordinalMax: number;
  practiceMax: number;
  prediction: number | null;
};

const startState = statement(
  'start-state',
  `select c.audience, c.registered_at_ms as "registeredAtMs",
     (select f.birth_date::text from profiles f where f.contestant_id = c.id) as "birthDate",
     (select m.unit_code from unit_memberships m where m.contestant_id = c.id order by m.since_ms desc limit 1) as "unitCode",
     (select f.fields from stated_fields f where f.contestant_id = c.id order by f.since_ms desc limit 1) as stated,
     (select e.role from excluded_people e where e.contest_id = c.contest_id and e.person_id = c.person_id
      order by e.made_at_ms limit 1) as "excludedAs",
     array(select w.purpose from (
       select distinct on (k.purpose) k.purpose, k.given from consents k where k.contestant_id = c.id
       order by k.purpose, k.at_ms desc) w where not w.given) as withdrawn,
     own.open as "openAttemptId", own.ordinal_max as "ordinalMax", own.practice_max as "practiceMax",
     done.in_round as "usedInRound", done.today as "usedToday", done.in_contest as "usedInContest", done.last_ms as "lastSubmittedAtMs",
     (select p.value from predictions p where p.round_id = $2 and p.contestant_id = c.id) as prediction
   from contestants c
   cross join lateral (
     select coalesce(max(a.ordinal) filter (where not a.practice), 0) as ordinal_max,
            coalesce(max(a.ordinal) filter (where a.practice), 0) as practice_max,
            (array_agg(a.id order by a.started_at_ms) filter (
               where not exists (select 1 from submissions s where s.attempt_id = a.id)))[1] as open
     from attempts a where a.contestant_id = c.id and a.round_id = $2
   ) own
   cross join lateral (
     select count(*) filter (where s.round_id = $2)::int as in_round,
            count(*) filter (where s.round_id = $2 and s.at_ms >= $3)::int as today, count(*)::int as in_contest, max(s.at_ms) as last_ms
     from submissions s where s.contestant_id = c.id and not s.practice
   ) done
   where c.id = $1`,
);

/** null: there is no such contestant. `dayFromMs`: the beginning of the day that a limit a day counts. */
export async function readStartState(
  db: Queries,
  contestantId: string,
  roundId: string,
  dayFromMs: number,
): Promise<StartState | null> {
  const rows = await db.query<StartState>(startState, [contestantId, roundId, dayFromMs]);
  return rows[0] ?? null;
}

/** Questions that a contestant has had in any attempt of the contest. SPEC M7. */
export async function readSeen(db: Queries, contestantId: string): Promise<Set<string>> {
  const rows = await db.query<{ id: string | null }>(
    'select distinct unnest(question_ids) as id from attempts where contestant_id = $1 and not practice',
    [contestantId],
  );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}
