import type { Queries } from '../platform/db/database.ts';

/** How accounts sign in: passkeys, a password with an authenticator app, recovery codes, an identity provider. SPEC I9-I12. */

export type PasskeyRow = {
  credential_id: string;
  account_id: string;
  label: string;
  public_key: string;
  counter: number;
  transports: string[];
  made_at_ms: number;
  used_at_ms: number | null;
};

/** false: the passkey is known already. */
export async function insertPasskey(tx: Queries, row: Omit<PasskeyRow, 'used_at_ms'>): Promise<boolean> {
  const rows = await tx.query(
    `insert into passkeys (credential_id, account_id, label, public_key, counter, transports, made_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning credential_id`,
    [row.credential_id, row.account_id, row.label, row.public_key, row.counter, row.transports, row.made_at_ms],
  );
  return rows.length === 1;
}

const passkeyColumns = 'credential_id, account_id, label, public_key, counter, transports, made_at_ms, used_at_ms';

/** `means_no`: what the ways to sign in of its account were when it was read. */
export type KnownPasskey = PasskeyRow & { means_no: number };

/** Of an account that nobody removed. */
export async function readPasskey(db: Queries, credentialId: string): Promise<KnownPasskey | null> {
  const [row] = await db.query<KnownPasskey>(
    `select p.credential_id, p.account_id, p.label, p.public_key, p.counter, p.transports, p.made_at_ms, p.used_at_ms,
       a.means_no
     from passkeys p join accounts a on a.id = p.account_id and a.removed_at_ms is null where p.credential_id = $1`,
    [credentialId],
  );
  return row ?? null;
}

export const readPasskeysOf = (db: Queries, accountId: string): Promise<PasskeyRow[]> =>
  db.query<PasskeyRow>(
    `select ${passkeyColumns} from passkeys where account_id = $1 order by made_at_ms, credential_id`,
    [accountId],
  );

/**
 * Notes a use by the counter that the device states. false: it went back, or was said twice; a device that does not count
 * says 0 every time.
 */
export async function countPasskeyUse(
  db: Queries,
  credentialId: string,
  counter: number,
  nowMs: number,
): Promise<boolean> {
  const rows = await db.query(
    `update passkeys set counter = $2::bigint, used_at_ms = $3
     where credential_id = $1 and (counter < $2::bigint or (counter = 0 and $2::bigint = 0)) returning credential_id`,
    [credentialId, counter, nowMs],
  );
  return rows.length === 1;
}

export async function deletePasskey(tx: Queries, accountId: string, credentialId: string): Promise<boolean> {
  const rows = await tx.query(
    'delete from passkeys where account_id = $1 and credential_id = $2 returning credential_id',
    [accountId, credentialId],
  );
  return rows.length === 1;
}

export type PasswordRow = { password_hash: string; totp_secret: string; totp_step: number };

export const setPassword = (tx: Queries, accountId: string, row: PasswordRow): Promise<unknown> =>
  tx.query(
    `update accounts set password_hash = $2, totp_secret = $3, totp_step = $4, means_no = means_no + 1 where id = $1`,
    [accountId, row.password_hash, row.totp_secret, row.totp_step],
  );

/** Uses the code of a step once: of two who say it at the same instant one is right. */
export async function takeTotpStep(db: Queries, accountId: string, step: number): Promise<boolean> {
  const rows = await db.query('update accounts set totp_step = $2 where id = $1 and totp_step < $2 returning id', [
    accountId,
    step,
  ]);
  return rows.length === 1;
}

/** Takes every way to sign in from an account, before new ones are set up. Whom a directory knows it goes on knowing. */
export async function dropMeans(tx: Queries, accountId: string): Promise<void> {
  await tx.query('delete from passkeys where account_id = $1', [accountId]);
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
  await tx.query(
    'update accounts set password_hash = null, totp_secret = null, means_no = means_no + 1 where id = $1',
    [accountId],
  );
}

/** Takes the place of all codes that there were. */
export async function replaceRecoveryCodes(
  tx: Queries,
  accountId: string,
  hashes: readonly string[],
  nowMs: number,
): Promise<void> {
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
  await tx.query(
    'insert into recovery_codes (code_hash, account_id, made_at_ms) select hash, $1, $2 from unnest($3::text[]) as hash',
    [accountId, nowMs, hashes],
  );
}

/** Uses a code once. */
export async function takeRecoveryCode(db: Queries, accountId: string, hash: string, nowMs: number): Promise<boolean> {
  const rows = await db.query(
    `update recovery_codes set used_at_ms = $3
     where account_id = $1 and code_hash = $2 and used_at_ms is null returning code_hash`,
    [accountId, hash, nowMs],
  );
  return rows.length === 1;
}

export async function countRecoveryCodes(db: Queries, accountId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from recovery_codes where account_id = $1 and used_at_ms is null',
    [accountId],
  );
  return row?.count ?? 0;
}
