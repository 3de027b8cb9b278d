import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Grant } from '@hoithi/shared/contract/staff';
import { z } from 'zod';
import { type Queries, statement } from '../platform/db/database.ts';

/** Sessions and one-time codes. Tokens are stored as hashes only. SPEC S3, I4. */

export type ContestantSession = { kind: 'contestant'; personId: string };
/** Of an account, or of whoever came by a link or entered the demo: those have one grant, and no account. SPEC I4. */
export type StaffSession = {
  kind: 'staff';
  id: string;
  /** As the audit trail names it: `account:<id>`, or the role and the start of the session's hash. */
  actor: string;
  accountId: string | null;
  /** Of the link by which it was opened. */
  linkHash: string | null;
  organizationId: string;
  grants: readonly Grant[];
  /** When its holder last proved who it is. Units: epoch ms. */
  provedAtMs: number;
  /** Units: epoch ms. */
  expiresAtMs: number;
};
export type Session = ContestantSession | StaffSession;
export type SignedInBy = 'passkey' | 'password' | 'recovery' | 'oidc';
/** What a session is opened for. `provedAtMs`: of an account, when its holder proved who it is, if not just now. */
export type Opening =
  | ContestantSession
  | { kind: 'account'; accountId: string; device: string | null; by?: SignedInBy; provedAtMs?: number }
  | { kind: 'link'; grant: Grant & { contestId: string }; linkHash?: string };

export const newToken = (): string => randomBytes(24).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const sessionDays = { contestant: 60, account: 7, link: 2 };
/** So often the last use of a session is written down. */
const usedEveryMs = 300_000;

export async function openSession(
  db: Queries,
  opening: Opening,
  nowMs: number,
): Promise<{ token: string; expiresAtMs: number }> {
  const token = newToken();
  const expiresAtMs = nowMs + sessionDays[opening.kind] * 86_400_000;
  const grant = opening.kind === 'link' ? opening.grant : null;
  const account = opening.kind === 'account' ? opening : null;
  await db.query(
    `insert into sessions (token_hash, id, kind, person_id, account_id, device, role, contest_id, unit_code, link_hash,
       made_at_ms, used_at_ms, proved_at_ms, expires_at_ms, signed_in_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14)`,
    [
      hashOf(token),
      randomUUID(),
      opening.kind === 'contestant' ? 'contestant' : 'staff',
      opening.kind === 'contestant' ? opening.personId : null,
      account?.accountId ?? null,
      account?.device ?? null,
      grant?.role ?? null,
      grant?.contestId ?? null,
      grant?.unitCode ?? null,
      opening.kind === 'link' ? (opening.linkHash ?? null) : null,
      nowMs,
      account?.provedAtMs ?? nowMs,
      expiresAtMs,
      account?.by ?? null,
    ],
  );
  return { token, expiresAtMs };
}

const contestantOf = statement(
  'contestant-of',
  `select person_id from sessions where token_hash = $1 and expires_at_ms > $2 and kind = 'contestant'`,
);

export async function readContestantSession(
  db: Queries,
  token: string,
  nowMs: number,
): Promise<ContestantSession | null> {
  const [row] = await db.query<{ person_id: string | null }>(contestantOf, [hashOf(token), nowMs]);
  return row?.person_id ? { kind: 'contestant', personId: row.person_id } : null;
}

const staffOf = statement(
  'staff-of',
  `select s.id, s.role, s.contest_id, s.unit_code, s.account_id, s.link_hash, s.used_at_ms, s.proved_at_ms, s.expires_at_ms,
     coalesce(a.organization_id, c.organization_id) as organization_id,
     (select json_agg(json_build_object('role', r.role, 'contestId', r.contest_id, 'unitCode', r.unit_code))
      from account_roles r where r.account_id = a.id and r.ended_at_ms is null) as grants
   from sessions s left join contests c on c.id = s.contest_id
   left join accounts a on a.id = s.account_id and a.removed_at_ms is null
   where s.token_hash = $1 and s.expires_at_ms > $2 and s.kind = 'staff'`,
);

type StaffRow = {
  id: string | null;
  role: string | null;
  contest_id: string | null;
  unit_code: string | null;
  account_id: string | null;
  link_hash: string | null;
  used_at_ms: number | null;
  proved_at_ms: number | null;
  expires_at_ms: number;
  organization_id: string | null;
  grants: unknown;
};

export async function readStaffSession(db: Queries, token: string, nowMs: number): Promise<StaffSession | null> {
  const hash = hashOf(token);
  const [row] = await db.query<StaffRow>(staffOf, [hash, nowMs]);
  if (!row?.organization_id) return null; // none, or of an account that was removed
  if (nowMs - (row.used_at_ms ?? 0) > usedEveryMs)
    await db.query('update sessions set used_at_ms = $2 where token_hash = $1', [hash, nowMs]);
  const own = { role: row.role, contestId: row.contest_id, unitCode: row.unit_code };
  const grants = z.array(Grant).safeParse(row.account_id === null ? [own] : (row.grants ?? []));
  return {
    kind: 'staff',
    id: row.id ?? '',
    actor: row.account_id === null ? `${row.role}:${hash.slice(0, 8)}` : `account:${row.account_id}`,
    accountId: row.account_id,
    linkHash: row.link_hash,
    organizationId: row.organization_id,
    grants: grants.data ?? [],
    provedAtMs: row.proved_at_ms ?? 0,
    expiresAtMs: row.expires_at_ms,
  };
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

/** Codes sent to a number since an instant, where the last of them was not used. */
export async function countUnusedCodes(db: Queries, phone: string, sinceMs: number): Promise<number> {
  const rows = await db.query<{ codes: number }>(
    `select count(*)::int as codes from sign_in_codes c, unnest(c.sent_at_ms) t
     where c.phone = $1 and not c.used and t > $2`,
    [phone, sinceMs],
  );
  return rows[0]?.codes ?? 0;
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
