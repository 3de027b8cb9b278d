import type { NewKey } from '../accounts/webauthn.ts';
import type { Queries } from '../platform/db/database.ts';

/** Passkeys of contestants, by which they come back. SPEC S38. */

export type PersonKeyRow = { credential_id: string; person_id: string; public_key: string; counter: number };

/** false: the passkey is known already, or its holder has as many as there may be. */
export async function insertPersonKey(
  tx: Queries,
  personId: string,
  key: NewKey,
  { atMs, max }: { atMs: number; max: number },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into contestant_passkeys (credential_id, person_id, public_key, counter, transports, made_at_ms)
     select $1, $2, $3, $4, $5, $6 where (select count(*) from contestant_passkeys where person_id = $2) < $7
     on conflict do nothing returning credential_id`,
    [key.credential_id, personId, key.public_key, key.counter, key.transports, atMs, max],
  );
  return rows.length === 1;
}

export async function readPersonKey(db: Queries, credentialId: string): Promise<PersonKeyRow | null> {
  const [row] = await db.query<PersonKeyRow>(
    'select credential_id, person_id, public_key, counter from contestant_passkeys where credential_id = $1',
    [credentialId],
  );
  return row ?? null;
}

export type OwnKeyRow = { id: string; madeAtMs: number; usedAtMs: number | null };

export const readKeysOf = (db: Queries, personId: string): Promise<OwnKeyRow[]> =>
  db.query<OwnKeyRow>(
    `select credential_id as id, made_at_ms as "madeAtMs", used_at_ms as "usedAtMs" from contestant_passkeys
     where person_id = $1 order by made_at_ms, credential_id`,
    [personId],
  );

/** Notes a use by the counter that the device states. false: it went back, or was said twice; one that does not count says 0. */
export async function countKeyUse(db: Queries, credentialId: string, counter: number, nowMs: number): Promise<boolean> {
  const rows = await db.query(
    `update contestant_passkeys set counter = $2::bigint, used_at_ms = $3
     where credential_id = $1 and (counter < $2::bigint or (counter = 0 and $2::bigint = 0)) returning credential_id`,
    [credentialId, counter, nowMs],
  );
  return rows.length === 1;
}

export async function deletePersonKey(db: Queries, personId: string, credentialId: string): Promise<boolean> {
  const rows = await db.query(
    'delete from contestant_passkeys where person_id = $1 and credential_id = $2 returning credential_id',
    [personId, credentialId],
  );
  return rows.length === 1;
}

/** By what a device lists the passkey to its holder: the name in a contest, else what an issuer or a slip says. */
export async function readNameOf(db: Queries, personId: string): Promise<string | null> {
  const [row] = await db.query<{ name: string | null }>(
    `select coalesce(
       (select p.name from contestants c join profiles p on p.contestant_id = c.id where c.person_id = $1
        order by c.registered_at_ms desc limit 1),
       (select name from person_identities where person_id = $1 and name is not null order by used_at_ms desc limit 1),
       (select name from slips where person_id = $1 order by made_at_ms desc limit 1)) as name`,
    [personId],
  );
  return row?.name ?? null;
}
