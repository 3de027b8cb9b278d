import { randomUUID } from 'node:crypto';
import type { EntryWay, IdentityWay } from '@hoithi/shared/contract/entry-ways';
import type { Queries } from '../platform/db/database.ts';

/** Who somebody is by what others say of them: identifiers are hashes under a key of the installation. SPEC S33, S35. */

export type Identity = { way: IdentityWay; subjectHash: Buffer; name: string | null; birthDate: string | null };

/** A person of whom no number is known. */
export const insertPerson = (tx: Queries, personId: string, atMs: number): Promise<unknown> =>
  tx.query('insert into people (id, phone, simulated, made_at_ms) values ($1, null, false, $2)', [personId, atMs]);

/**
 * The person of an identity, with what is now said of them; `personId` where nobody has it yet. Of two who bring one identity
 * at the same instant both get the same person.
 */
export async function findOrLinkIdentity(
  tx: Queries,
  { way, subjectHash, name, birthDate }: Identity,
  personId: string,
  atMs: number,
): Promise<string> {
  const [row] = await tx.query<{ person_id: string }>(
    `insert into person_identities (way, subject_hash, person_id, name, birth_date, linked_at_ms, used_at_ms)
     values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (way, subject_hash) do update set name = excluded.name, birth_date = excluded.birth_date,
       used_at_ms = excluded.used_at_ms
     returning person_id`,
    [way, subjectHash, personId, name, birthDate, atMs],
  );
  return row?.person_id ?? personId;
}

/** The same for whoever is new: a person is made, and taken back if somebody has the identity. */
export async function findOrMakeByIdentity(tx: Queries, identity: Identity, atMs: number): Promise<string> {
  const made = randomUUID();
  await insertPerson(tx, made, atMs);
  const personId = await findOrLinkIdentity(tx, identity, made, atMs);
  if (personId !== made) await tx.query('delete from people where id = $1', [made]);
  return personId;
}

export type StatedRow = { way: IdentityWay; name: string | null; birthDate: string | null };

/** What was last said of a person; null: nothing ever was. */
export async function readStated(db: Queries, personId: string): Promise<StatedRow | null> {
  const [row] = await db.query<StatedRow>(
    `select way, name, birth_date::text as "birthDate" from person_identities where person_id = $1
     order by used_at_ms desc, way limit 1`,
    [personId],
  );
  return row ?? null;
}

/** By which ways a person may come into a contest, whether it takes them or not. SPEC S36. */
export async function readWaysOf(db: Queries, contestId: string, personId: string): Promise<EntryWay[]> {
  const rows = await db.query<{ way: EntryWay }>(
    `select 'phone' as way from people where id = $2 and phone is not null
     union select case when at_desk then 'desk' else 'slip' end from slips
       where contest_id = $1 and person_id = $2 and used_at_ms is not null
     union select 'passkey' from contestant_passkeys where person_id = $2
     union select way from person_identities where person_id = $2 order by 1`,
    [contestId, personId],
  );
  return rows.map(({ way }) => way);
}

/** Notes the use of what may be used once; false: it was used before, or is being used. */
export async function useOnce(tx: Queries, tokenHash: Buffer, overAtMs: number): Promise<boolean> {
  const rows = await tx.query(
    'insert into used_tokens (token_hash, over_at_ms) values ($1, $2) on conflict do nothing returning over_at_ms',
    [tokenHash, overAtMs],
  );
  return rows.length === 1;
}

/** Deletes at most so many that were over earlier; what another process is deleting is left to it. Answers how many. */
export async function deleteUsedBefore(db: Queries, overBeforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query(
    `delete from used_tokens where token_hash in (
       select token_hash from used_tokens where over_at_ms < $1 limit $2 for update skip locked
     ) returning over_at_ms`,
    [overBeforeMs, countMax],
  );
  return rows.length;
}
