import type { Audience } from '@hoithi/shared/contract/rules';
import type { Queries } from '../platform/db/database.ts';

/** People and what a contest knows of them. Names are stored here and nowhere else. SPEC S4, S8. */

export type PersonRow = { id: string; phone: string | null; simulated: boolean };
export type ContestantRow = {
  id: string;
  contest_id: string;
  person_id: string;
  audience: Audience | null;
  simulated: boolean;
  registered_at_ms: number;
};
export type ProfileRow = {
  contestant_id: string;
  name: string;
  birth_date: string | null;
  address: string | null;
  national_id: string | null;
  email: string | null;
  job_title: string | null;
};
export type OwnAnswersRow = Record<string, string | number>;

/** One person a phone number: the one who came first stands. SPEC S1. */
export async function findOrMakePerson(db: Queries, phone: string, id: string, atMs: number): Promise<PersonRow> {
  await db.query(
    'insert into people (id, phone, simulated, made_at_ms) values ($1, $2, false, $3) on conflict (phone) do nothing',
    [id, phone, atMs],
  );
  const rows = await db.query<PersonRow>('select id, phone, simulated from people where phone = $1', [phone]);
  const [person] = rows;
  if (!person) throw new Error('a person just inserted is missing');
  return person;
}

export const insertSimulatedPerson = (db: Queries, id: string, atMs: number): Promise<unknown> =>
  db.query('insert into people (id, phone, simulated, made_at_ms) values ($1, null, true, $2)', [id, atMs]);

export async function readPerson(db: Queries, id: string): Promise<PersonRow | null> {
  const rows = await db.query<PersonRow>('select id, phone, simulated from people where id = $1', [id]);
  return rows[0] ?? null;
}

export type Enrolled = ContestantRow & { name: string; unit_code: string | null };

const enrolledColumns = `c.*, p.name,
  (select m.unit_code from unit_memberships m where m.contestant_id = c.id order by m.since_ms desc limit 1) as unit_code`;

export async function readEnrolled(db: Queries, contestId: string, personId: string): Promise<Enrolled | null> {
  const rows = await db.query<Enrolled>(
    `select ${enrolledColumns} from contestants c join profiles p on p.contestant_id = c.id where c.contest_id = $1 and c.person_id = $2`,
    [contestId, personId],
  );
  return rows[0] ?? null;
}

export type OwnProfileRow = Omit<ProfileRow, 'contestant_id'> & {
  own: OwnAnswersRow;
  audience: Audience | null;
  unit_code: string | null;
  started: boolean;
  given: string[];
  withheld: string[];
};

/** All that a contest knows of one person, for that person alone: the profile, the latest consents, and whether an attempt has begun. */
export async function readOwnProfile(db: Queries, contestId: string, personId: string): Promise<OwnProfileRow | null> {
  const rows = await db.query<OwnProfileRow>(
    `select c.audience, p.name, p.birth_date::text as birth_date, p.address, p.national_id, p.email, p.job_title, p.own,
       (select m.unit_code from unit_memberships m where m.contestant_id = c.id order by m.since_ms desc limit 1) as unit_code,
       exists (select 1 from attempts a where a.contestant_id = c.id and not a.practice) as started,
       coalesce(k.given, '{}') as given, coalesce(k.withheld, '{}') as withheld
     from contestants c join profiles p on p.contestant_id = c.id
     cross join lateral (
       select array_agg(l.purpose) filter (where l.given) as given, array_agg(l.purpose) filter (where not l.given) as withheld
       from (select distinct on (purpose) purpose, given from consents where contestant_id = c.id order by purpose, at_ms desc) l
     ) k
     where c.contest_id = $1 and c.person_id = $2`,
    [contestId, personId],
  );
  return rows[0] ?? null;
}

/** People with the unit that was theirs at an instant. SPEC C5. */
export const readEnrolledAt = (db: Queries, ids: readonly string[], atMs: number): Promise<Enrolled[]> =>
  db.query<Enrolled>(
    `select c.*, p.name,
       (select m.unit_code from unit_memberships m where m.contestant_id = c.id and m.since_ms <= $2
        order by m.since_ms desc limit 1) as unit_code
     from contestants c join profiles p on p.contestant_id = c.id where c.id = any($1::uuid[])`,
    [ids, atMs],
  );

export async function findEnrolledByPhone(db: Queries, contestId: string, phone: string): Promise<Enrolled | null> {
  const rows = await db.query<Enrolled>(
    `select ${enrolledColumns} from people o join contestants c on c.person_id = o.id and c.contest_id = $1
     join profiles p on p.contestant_id = c.id where o.phone = $2`,
    [contestId, phone],
  );
  return rows[0] ?? null;
}

/** The number is nobody's from now on; devices that knew it forget it. SPEC S40. */
export async function takeNumberOff(tx: Queries, personId: string): Promise<void> {
  await tx.query('update people set phone = null where id = $1', [personId]);
  await tx.query('delete from known_devices where person_id = $1', [personId]);
}

/** How many people of a contest are under each unit's very code now. */
export async function countEnrolledByUnit(db: Queries, contestId: string): Promise<Map<string, number>> {
  const rows = await db.query<{ unit_code: string; people: number }>(
    `select unit_code, count(*)::int as people from (
       select distinct on (m.contestant_id) m.unit_code from unit_memberships m join contestants c on c.id = m.contestant_id
       where c.contest_id = $1 order by m.contestant_id, m.since_ms desc
     ) latest group by unit_code`,
    [contestId],
  );
  return new Map(rows.map((row) => [row.unit_code, row.people]));
}

/** Consent to publishing the full name: the latest counts. SPEC V4, S6. */
export async function readNameConsents(db: Queries, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ contestant_id: string }>(
    `select contestant_id from (
       select distinct on (contestant_id) contestant_id, given from consents
       where purpose = 'publish-name' and contestant_id = any($1::uuid[]) order by contestant_id, at_ms desc
     ) latest where given`,
    [ids],
  );
  return new Set(rows.map((row) => row.contestant_id));
}

export const insertContestant = (tx: Queries, row: ContestantRow): Promise<unknown[]> =>
  tx.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms) values ($1, $2, $3, $4, $5, $6)
     on conflict (contest_id, person_id) do nothing returning id`,
    [row.id, row.contest_id, row.person_id, row.audience, row.simulated, row.registered_at_ms],
  );

export const writeProfile = (tx: Queries, row: ProfileRow, own: OwnAnswersRow = {}): Promise<unknown> =>
  tx.query(
    `insert into profiles (contestant_id, name, birth_date, address, national_id, email, job_title, own)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
     on conflict (contestant_id) do update set name = excluded.name, birth_date = excluded.birth_date, address = excluded.address,
       national_id = excluded.national_id, email = excluded.email, job_title = excluded.job_title, own = excluded.own`,
    [
      ...[row.contestant_id, row.name, row.birth_date, row.address, row.national_id, row.email, row.job_title],
      JSON.stringify(own),
    ],
  );

/** What a contestant states from now on, in fields that name nobody. SPEC M4. */
export const insertStatedFields = (
  tx: Queries,
  contestantId: string,
  sinceMs: number,
  fields: OwnAnswersRow,
): Promise<unknown> =>
  tx.query(
    'insert into stated_fields (contestant_id, since_ms, fields) values ($1, $2, $3::jsonb) on conflict do nothing',
    [contestantId, sinceMs, JSON.stringify(fields)],
  );

export const insertMembership = (
  tx: Queries,
  contestantId: string,
  sinceMs: number,
  unitCode: string,
): Promise<unknown> =>
  tx.query(
    'insert into unit_memberships (contestant_id, since_ms, unit_code) values ($1, $2, $3) on conflict do nothing',
    [contestantId, sinceMs, unitCode],
  );

export type ConsentRow = { purpose: string; given: boolean; text_hash: string; text_version: string };
/**
 * Stores every consent. One that comes in the same millisecond as an earlier one of its purpose, or before it by another
 * process's clock, is stored a millisecond after it, so that what was said last counts. SPEC S6b.
 */
export async function insertConsents(
  tx: Queries,
  contestantId: string,
  atMs: number,
  consents: readonly ConsentRow[],
): Promise<void> {
  let waiting = consents;
  while (waiting.length > 0) {
    const stored = await tx.query<{ purpose: string }>(
      `insert into consents (contestant_id, purpose, given, text_hash, text_version, at_ms)
       select $1, t.purpose, t.given, t.text_hash, t.text_version, greatest($2::bigint,
         (select max(k.at_ms) + 1 from consents k where k.contestant_id = $1 and k.purpose = t.purpose))
       from unnest($3::text[], $4::boolean[], $5::text[], $6::text[]) as t(purpose, given, text_hash, text_version)
       order by t.purpose
       on conflict do nothing returning purpose`,
      [
        contestantId,
        atMs,
        waiting.map((c) => c.purpose),
        waiting.map((c) => c.given),
        waiting.map((c) => c.text_hash),
        waiting.map((c) => c.text_version),
      ],
    );
    // Another one took the same millisecond meanwhile: this one is stored after it.
    const done = new Set(stored.map(({ purpose }) => purpose));
    waiting = waiting.filter(({ purpose }) => !done.has(purpose));
  }
}

/** Whether a person's data were erased in a contest that runs: by who they are, or by the number. SPEC S68. */
export async function isErased(db: Queries, contestId: string, person: PersonRow): Promise<boolean> {
  const rows = await db.query(
    `select 1 from contestants c join erased_people e on e.contestant_id = c.id where c.contest_id = $1 and c.person_id = $2
     union all select 1 from erased_numbers n join roster_keys k on k.contest_id = n.contest_id
       where n.contest_id = $1 and n.phone_hash = sha256(k.key || convert_to($3, 'UTF8')) limit 1`,
    [contestId, person.id, person.phone],
  );
  return rows.length > 0;
}

export async function countPeople(db: Queries, contestId: string): Promise<{ people: number; exclusions: number }> {
  const rows = await db.query<{ people: number; exclusions: number }>(
    `select (select count(*)::int from contestants where contest_id = $1) as people,
            (select count(*)::int from exclusions where contest_id = $1) as exclusions`,
    [contestId],
  );
  return rows[0] ?? { people: 0, exclusions: 0 };
}

/** Which of these contestants are of this contest. */
export async function readKnownContestants(
  db: Queries,
  contestId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    'select id from contestants where contest_id = $1 and id = any($2::uuid[])',
    [contestId, ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** Whether a contestant has an attempt that counts. */
export async function hasStarted(db: Queries, contestantId: string): Promise<boolean> {
  const rows = await db.query('select 1 from attempts where contestant_id = $1 and not practice limit 1', [
    contestantId,
  ]);
  return rows.length > 0;
}

/** What the slip says by which a person came into a contest; null: they came in another way. SPEC S23. */
export async function readSlipOf(
  db: Queries,
  contestId: string,
  personId: string,
): Promise<{ id: string; name: string; unit_code: string | null } | null> {
  const [row] = await db.query<{ id: string; name: string; unit_code: string | null }>(
    `select id, name, unit_code from slips where contest_id = $1 and person_id = $2 and used_at_ms is not null
     order by withdrawn_at_ms is null desc, used_at_ms desc limit 1`,
    [contestId, personId],
  );
  return row ?? null;
}
