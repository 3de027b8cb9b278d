import { randomBytes } from 'node:crypto';
import type { Queries } from '../platform/db/database.ts';

/** Lists of units' people, not part of the ledger: names to show, phones as keyed hashes to match. SPEC U15-U17. */

export type RosterRow = { unit_code: string; loaded_at_ms: number; people: number };
export type RosterPerson = { unitCode: string; name: string; phone: string }; // phone: E.164

export const readRosters = (db: Queries, contestId: string): Promise<RosterRow[]> =>
  db.query<RosterRow>(
    `select r.unit_code, r.loaded_at_ms,
            (select count(*)::int from roster_people p where p.contest_id = r.contest_id and p.unit_code = r.unit_code) as people
     from rosters r where r.contest_id = $1 order by r.unit_code`,
    [contestId],
  );

/** Replaces the lists of these units. Phone number and key are together only in the database. SPEC U15. */
export async function replaceRosters(
  tx: Queries,
  contestId: string,
  atMs: number,
  people: readonly RosterPerson[],
): Promise<void> {
  await tx.query('insert into roster_keys (contest_id, key) values ($1, $2) on conflict do nothing', [
    contestId,
    randomBytes(32),
  ]);
  const codes = [...new Set(people.map((person) => person.unitCode))];
  await tx.query('delete from rosters where contest_id = $1 and unit_code = any($2::text[])', [contestId, codes]);
  await tx.query(
    'insert into rosters (contest_id, unit_code, loaded_at_ms) select $1, t.code, $2 from unnest($3::text[]) as t(code)',
    [contestId, atMs, codes],
  );
  await tx.query(
    `insert into roster_people (contest_id, unit_code, phone_hash, name)
     select $1, t.code, sha256(k.key || convert_to(t.phone, 'UTF8')), t.name
     from unnest($2::text[], $3::text[], $4::text[]) as t(code, phone, name) join roster_keys k on k.contest_id = $1`,
    [
      contestId,
      people.map((person) => person.unitCode),
      people.map((person) => person.phone),
      people.map((person) => person.name),
    ],
  );
}

/** The names of a unit's list without an entry that counts in the round, whatever unit the entry was made for. SPEC U16. */
export const readMissingPeople = (
  db: Queries,
  contestId: string,
  unitCode: string,
  roundId: string,
): Promise<{ name: string }[]> =>
  db.query(
    `with took_part as (
       select sha256(k.key || convert_to(p.phone, 'UTF8')) as phone_hash
       from (select distinct contestant_id from counted_submissions where round_id = $3) s
       join contestants c on c.id = s.contestant_id join people p on p.id = c.person_id
       join roster_keys k on k.contest_id = $1
       where p.phone is not null
     )
     select r.name from roster_people r
     where r.contest_id = $1 and r.unit_code = $2
       and not exists (select 1 from took_part t where t.phone_hash = r.phone_hash)
     order by r.name, r.phone_hash`,
    [contestId, unitCode, roundId],
  );

/** false: there was none. SPEC U17. */
export async function deleteRoster(tx: Queries, contestId: string, unitCode: string): Promise<boolean> {
  const rows = await tx.query('delete from rosters where contest_id = $1 and unit_code = $2 returning unit_code', [
    contestId,
    unitCode,
  ]);
  return rows.length === 1;
}

/** Whether a list that populations name has numbers yet. SPEC M22. */
export async function hasListEntries(db: Queries, contestId: string): Promise<boolean> {
  const rows = await db.query('select 1 from people_list_entries where contest_id = $1 limit 1', [contestId]);
  return rows.length > 0;
}

/** Deletes every list of a contest, those that populations name among them, and the key of their hashes. Returns how many there were. SPEC U17. */
export async function deleteRosters(tx: Queries, contestId: string): Promise<number> {
  const named = await tx.query<{ list: string }>(
    'delete from people_list_entries where contest_id = $1 returning list',
    [contestId],
  );
  const rows = await tx.query('delete from rosters where contest_id = $1 returning unit_code', [contestId]);
  await tx.query('delete from roster_keys where contest_id = $1', [contestId]);
  return rows.length + new Set(named.map(({ list }) => list)).size;
}
