import type { Queries } from '../platform/db/database.ts';

/** What is erased of a person, and what stays by ids alone. SPEC S66, S68. */

export type WaitsRow = {
  contestant_id: string;
  rounds: string[];
  attempt: boolean;
  complaint: boolean;
  prize: boolean;
};

/** Of each person: the rounds of submissions that count, whether an attempt or a complaint is open, and whether a prize is published. */
export const readWaits = (db: Queries, contestantIds: readonly string[]): Promise<WaitsRow[]> =>
  db.query<WaitsRow>(
    `select c.id as contestant_id,
       array(select distinct s.round_id::text from submissions s where s.contestant_id = c.id and not s.practice) as rounds,
       exists (select 1 from attempts a where a.contestant_id = c.id and not a.practice
         and not exists (select 1 from submissions s where s.attempt_id = a.id)) as attempt,
       exists (select 1 from complaints k where k.contestant_id = c.id
         and not exists (select 1 from complaint_answers w where w.complaint_id = k.id)) as complaint,
       coalesce((select bool_or(l.prize is not null or l.to_decide) from rounds r join publications p on p.round_id = r.id
         join standing_rows l on l.round_id = p.round_id and l.version = p.version and l.contestant_id = c.id
         where r.contest_id = c.contest_id), false) as prize
     from contestants c where c.id = any($1::uuid[])`,
    [contestantIds],
  );

export type ErasedFacts = { birth_date: string | null; at_ms: number[]; person_id: string; phone: string | null };

/** A person who is about to be erased, with the instants of the submissions at which an age was asked. The row is locked. */
export async function lockPerson(tx: Queries, contestantId: string): Promise<ErasedFacts | null> {
  const [row] = await tx.query<ErasedFacts>(
    `select f.birth_date::text as birth_date, c.person_id, o.phone,
       array(select s.at_ms from submissions s where s.contestant_id = c.id
         union select s.started_at_ms from submissions s where s.contestant_id = c.id) as at_ms
     from profiles f join contestants c on c.id = f.contestant_id join people o on o.id = c.person_id
     where f.contestant_id = $1 for update of f`,
    [contestantId],
  );
  return row ?? null;
}

export const insertErased = (
  tx: Queries,
  row: { contestantId: string; atMs: number; because: 'request' | 'retention'; birthDate: string | null },
): Promise<unknown> =>
  tx.query(
    `insert into erased_people (contestant_id, at_ms, because, birth_date, roles)
     select c.id, $2, $3, $4::date, coalesce((select jsonb_agg(jsonb_build_array(e.role, e.made_at_ms)) from excluded_people e
       where e.contest_id = c.contest_id and e.person_id = c.person_id), '[]')
     from contestants c where c.id = $1 on conflict do nothing`,
    [row.contestantId, row.atMs, row.because, row.birthDate],
  );

/** So that nobody takes part again under the same number; only where the contest has a key. */
export async function insertErasedNumber(tx: Queries, contestId: string, phone: string, key: Buffer): Promise<void> {
  await tx.query('insert into roster_keys (contest_id, key) values ($1, $2) on conflict do nothing', [contestId, key]);
  await tx.query(
    `insert into erased_numbers (contest_id, phone_hash)
     select k.contest_id, sha256(k.key || convert_to($2, 'UTF8')) from roster_keys k where k.contest_id = $1
     on conflict do nothing`,
    [contestId, phone],
  );
}

export const deleteErasedNumbers = (tx: Queries, contestId: string): Promise<unknown> =>
  tx.query('delete from erased_numbers where contest_id = $1', [contestId]);

/** The key first: with it go what was written of the person (trigger `forget_words`). */
export async function deletePersonIn(tx: Queries, contestId: string, contestantId: string): Promise<void> {
  await tx.query('insert into contestant_seals (contestant_id) values ($1) on conflict do nothing', [contestantId]);
  await tx.query('update contestant_seals set key = null where contestant_id = $1', [contestantId]);
  await tx.query('delete from profiles where contestant_id = $1', [contestantId]);
  await tx.query('delete from player_names n using show_players s where s.id = n.player_id and s.contestant_id = $1', [
    contestantId,
  ]);
  await tx.query(
    `delete from slips s using contestants c where c.id = $2 and s.contest_id = $1 and s.person_id = c.person_id`,
    [contestId, contestantId],
  );
}

/**
 * false: other contests have the person's data still, and the number stays for them. Identities stay as hashes while the contest
 * runs, so that who comes by one again is known to have been erased.
 */
export async function deleteContact(tx: Queries, personId: string, runs: boolean): Promise<boolean> {
  const elsewhere = await tx.query(
    'select 1 from contestants c join profiles f on f.contestant_id = c.id where c.person_id = $1 limit 1',
    [personId],
  );
  if (elsewhere.length > 0) return false;
  await tx.query('delete from sessions where person_id = $1', [personId]);
  await tx.query('delete from known_devices where person_id = $1', [personId]);
  await tx.query('delete from contestant_passkeys where person_id = $1', [personId]);
  await tx.query('delete from sign_in_codes k using people o where o.id = $1 and k.phone = o.phone', [personId]);
  await tx.query('update person_identities set name = null, birth_date = null where person_id = $1', [personId]);
  if (!runs) await tx.query('delete from person_identities where person_id = $1', [personId]);
  await tx.query('update people set phone = null where id = $1', [personId]);
  return true;
}

/** People of a contest whose data are there still, after an id. */
export const readNamed = (db: Queries, contestId: string, after: string, max: number): Promise<{ id: string }[]> =>
  db.query<{ id: string }>(
    `select c.id from contestants c join profiles f on f.contestant_id = c.id where c.contest_id = $1 and c.id > $2
     order by c.id limit $3`,
    [contestId, after, max],
  );

/** Whether the erasure due at this instant is in the trail. */
export async function wasAnnounced(db: Queries, contestId: string, endsAtMs: number): Promise<boolean> {
  const rows = await db.query(
    `select 1 from audit where contest_id = $1 and act = 'data:announced' and (detail ->> 'endsAtMs')::bigint = $2 limit 1`,
    [contestId, endsAtMs],
  );
  return rows.length > 0;
}

export async function deleteExclusionsOf(tx: Queries, contestId: string): Promise<number> {
  return (await tx.query('delete from exclusions where contest_id = $1 returning id', [contestId])).length;
}

export async function countNamed(db: Queries, contestId: string): Promise<number> {
  const [row] = await db.query<{ people: number }>(
    'select count(*)::int as people from contestants c join profiles f on f.contestant_id = c.id where c.contest_id = $1',
    [contestId],
  );
  return row?.people ?? 0;
}

export type RequestCounts = { open: number; late: number; done: number; refused: number };
export async function countRequests(db: Queries, contestId: string, nowMs: number): Promise<RequestCounts> {
  const [row] = await db.query<RequestCounts>(
    `select count(*) filter (where outcome is null)::int as open,
       count(*) filter (where outcome is null and due_at_ms <= $2)::int as late,
       count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome = 'refused')::int as refused
     from data_requests where contest_id = $1`,
    [contestId, nowMs],
  );
  return row ?? { open: 0, late: 0, done: 0, refused: 0 };
}
