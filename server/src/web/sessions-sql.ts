import { createHash, randomBytes } from 'node:crypto';
import { type Queries, statement } from '../platform/db/database.ts';

/** Sessions, one-time links and one-time codes. Tokens are stored as hashes only. SPEC S3, O3. */

export type StaffRole = 'organizer' | 'mc' | 'unit-leader';
export type Session =
  | { kind: 'contestant'; personId: string }
  | { kind: 'staff'; role: StaffRole; contestId: string | null; unitCode: string | null; actor: string };

export const newToken = (): string => randomBytes(24).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const sessionDays = { contestant: 60, staff: 2 };

export async function openSession(
  db: Queries,
  session: Session,
  nowMs: number,
): Promise<{ token: string; expiresAtMs: number }> {
  const token = newToken();
  const expiresAtMs = nowMs + sessionDays[session.kind] * 86_400_000;
  const staff = session.kind === 'staff' ? session : null;
  await db.query(
    `insert into sessions (token_hash, kind, person_id, role, contest_id, unit_code, made_at_ms, expires_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      hashOf(token),
      session.kind,
      session.kind === 'contestant' ? session.personId : null,
      staff?.role ?? null,
      staff?.contestId ?? null,
      staff?.unitCode ?? null,
      nowMs,
      expiresAtMs,
    ],
  );
  return { token, expiresAtMs };
}

const sessionOf = statement(
  'session-of',
  'select kind, person_id, role, contest_id, unit_code from sessions where token_hash = $1 and expires_at_ms > $2',
);

export async function readSession(db: Queries, token: string, nowMs: number): Promise<Session | null> {
  const rows = await db.query<{
    kind: 'contestant' | 'staff';
    person_id: string | null;
    role: StaffRole | null;
    contest_id: string | null;
    unit_code: string | null;
  }>(sessionOf, [hashOf(token), nowMs]);
  const [row] = rows;
  if (!row) return null;
  if (row.kind === 'contestant') return row.person_id ? { kind: 'contestant', personId: row.person_id } : null;
  if (!row.role) return null;
  // The audit trail names a session by the start of its hash until staff have accounts of their own.
  const actor = `${row.role}:${hashOf(token).slice(0, 8)}`;
  return { kind: 'staff', role: row.role, contestId: row.contest_id, unitCode: row.unit_code, actor };
}

/** false: there was none. */
export async function closeSession(db: Queries, token: string): Promise<boolean> {
  const rows = await db.query('delete from sessions where token_hash = $1 returning token_hash', [hashOf(token)]);
  return rows.length === 1;
}

/** Every session of a person, on every device. SPEC S12. */
export const closeSessionsOf = (db: Queries, personId: string): Promise<unknown> =>
  db.query('delete from sessions where person_id = $1', [personId]);

const openTokens = statement('open-sessions', 'select token_hash from sessions where token_hash = any($1)');

/** Which of these tokens still have a session. */
export async function readOpenTokens(db: Queries, tokens: readonly string[]): Promise<Set<string>> {
  const hashes = new Map(tokens.map((token) => [hashOf(token), token]));
  const rows = await db.query<{ token_hash: string }>(openTokens, [[...hashes.keys()]]);
  return new Set(rows.flatMap((row) => hashes.get(row.token_hash) ?? []));
}

export async function makeOneTimeLink(db: Queries, nowMs: number): Promise<string> {
  const token = newToken();
  await db.query('insert into one_time_links (token_hash, made_at_ms) values ($1, $2)', [hashOf(token), nowMs]);
  return token;
}

/** true exactly once for a token, and only on the day it was made. SPEC O3. */
export async function useOneTimeLink(db: Queries, token: string, nowMs: number): Promise<boolean> {
  const rows = await db.query(
    'update one_time_links set used_at_ms = $2 where token_hash = $1 and used_at_ms is null and made_at_ms > $3 returning token_hash',
    [hashOf(token), nowMs, nowMs - 86_400_000],
  );
  return rows.length === 1;
}

export type CodeRow = {
  id: string;
  phone: string;
  code_hash: string;
  made_at_ms: number;
  tries: number;
  used: boolean;
  sent_at_ms: number[];
  by_known: boolean;
};

export const hashCode = (challengeId: string, code: string): string => hashOf(`${challengeId}:${code}`);

/**
 * A number has one code at a time for strangers and one for the devices that have signed in with it (`by_known`), each with
 * counts of its own: a new one takes the place of the one before. false: there is a code that is younger than `afterMs`, or
 * there were as many as there may be within an hour or a day. Of requests at the same instant one wins. SPEC S3a, S3b.
 */
export async function replaceCode(
  db: Queries,
  row: Pick<CodeRow, 'id' | 'phone' | 'code_hash' | 'made_at_ms' | 'by_known'>,
  bounds: { afterMs: number; perHour: number; perDay: number },
): Promise<boolean> {
  const rows = await db.query(
    `insert into sign_in_codes as c (id, phone, code_hash, made_at_ms, sent_at_ms, by_known)
       values ($1, $2, $3, $4::bigint, array[$4::bigint], $8)
     on conflict (phone, by_known) do update set id = excluded.id, code_hash = excluded.code_hash, made_at_ms = excluded.made_at_ms,
       tries = 0, used = false, sent_at_ms =
         array(select t from unnest(c.sent_at_ms) t where t > excluded.made_at_ms - 86400000) || excluded.sent_at_ms
     where c.made_at_ms <= excluded.made_at_ms - $5::bigint
       and (select count(*) from unnest(c.sent_at_ms) t where t > excluded.made_at_ms - 3600000) < $6
       and (select count(*) from unnest(c.sent_at_ms) t where t > excluded.made_at_ms - 86400000) < $7
     returning id`,
    [row.id, row.phone, row.code_hash, row.made_at_ms, bounds.afterMs, bounds.perHour, bounds.perDay, row.by_known],
  );
  return rows.length === 1;
}

/** The code did not go out: it cannot be used, and does not count for its number. */
export const withdrawCode = (db: Queries, id: string): Promise<unknown> =>
  db.query('update sign_in_codes set used = true, sent_at_ms = array_remove(sent_at_ms, made_at_ms) where id = $1', [
    id,
  ]);

/** Counts this try before the code is compared, so that tries made at once are all counted. */
export async function takeCodeTry(db: Queries, id: string, triesMax: number): Promise<CodeRow | null> {
  const rows = await db.query<CodeRow>(
    'update sign_in_codes set tries = tries + 1 where id = $1 and not used and tries < $2 returning *',
    [id, triesMax],
  );
  return rows[0] ?? null;
}

export async function markCodeUsed(db: Queries, id: string): Promise<boolean> {
  const rows = await db.query('update sign_in_codes set used = true where id = $1 and not used returning id', [id]);
  return rows.length === 1;
}

/** What strangers, or the devices that know the number, were sent in the last day. null: nothing. */
export async function readNumber(
  db: Queries,
  { phone, by_known }: Pick<CodeRow, 'phone' | 'by_known'>,
): Promise<{ made_at_ms: number; sent_at_ms: number[] } | null> {
  const rows = await db.query<{ made_at_ms: number; sent_at_ms: number[] }>(
    'select made_at_ms, sent_at_ms from sign_in_codes where phone = $1 and by_known = $2',
    [phone, by_known],
  );
  return rows[0] ?? null;
}

const deviceHash = (phone: string, device: string): string => hashOf(`${phone} ${device}`);

/** Whether somebody has signed in with this number at any time, and whether by this device. */
export async function readKnown(
  db: Queries,
  phone: string,
  device: string,
): Promise<{ isNumber: boolean; isDevice: boolean }> {
  const rows = await db.query<{ is_device: boolean | null }>(
    `select exists (select 1 from known_devices d where d.person_id = p.id and d.device_hash = $2) as is_device
     from people p where p.phone = $1`,
    [phone, deviceHash(phone, device)],
  );
  return { isNumber: rows.length > 0, isDevice: rows[0]?.is_device === true };
}

/** This device has signed in with this number. Only a hash that joins the two is stored. */
export const rememberDevice = (
  db: Queries,
  { personId, phone, device, nowMs }: { personId: string; phone: string; device: string; nowMs: number },
): Promise<unknown> =>
  db.query(
    `insert into known_devices (device_hash, person_id, signed_in_at_ms) values ($1, $2, $3)
     on conflict (device_hash) do update set signed_in_at_ms = excluded.signed_in_at_ms`,
    [deviceHash(phone, device), personId, nowMs],
  );

/** Deletes at most so many devices by which nobody has signed in since; what another process is deleting is left to it. */
export async function deleteKnownDevicesBefore(
  db: Queries,
  signedInBeforeMs: number,
  countMax: number,
): Promise<number> {
  const rows = await db.query(
    `delete from known_devices where device_hash in (
       select device_hash from known_devices where signed_in_at_ms < $1 limit $2 for update skip locked
     ) returning device_hash`,
    [signedInBeforeMs, countMax],
  );
  return rows.length;
}

/** Deletes at most so many codes that were made earlier; what another process is deleting is left to it. Answers how many. */
export async function deleteCodesBefore(db: Queries, madeBeforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query(
    `delete from sign_in_codes where id in (
       select id from sign_in_codes where made_at_ms < $1 limit $2 for update skip locked
     ) returning id`,
    [madeBeforeMs, countMax],
  );
  return rows.length;
}

/** Deletes at most so many sessions that ran out earlier; what another process is deleting is left to it. Answers how many. */
export async function deleteSessionsBefore(db: Queries, expiredBeforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query(
    `delete from sessions where token_hash in (
       select token_hash from sessions where expires_at_ms < $1 limit $2 for update skip locked
     ) returning token_hash`,
    [expiredBeforeMs, countMax],
  );
  return rows.length;
}
