import { createHash } from 'node:crypto';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import type { Queries } from '../platform/db/database.ts';
import { newToken } from '../web/sessions-sql.ts';

/** Links that open the pages of a role of one contest on any number of devices; stored as hashes. SPEC O4. */

const hashOf = (token: string): string => createHash('sha256').update(`staff:${token}`).digest('base64url');
export const linkDays = 30;

export type StaffLink = { role: 'mc' | 'unit-leader'; contest_id: string; unit_code: string | null };

export async function makeStaffLink(db: Queries, link: StaffLink, madeBy: string, nowMs: number): Promise<string> {
  const token = newToken();
  await db.query(
    `insert into staff_links (token_hash, role, contest_id, unit_code, made_at_ms, expires_at_ms, made_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [hashOf(token), link.role, link.contest_id, link.unit_code, nowMs, nowMs + linkDays * 86_400_000, madeBy],
  );
  return token;
}

/** A leader's link for each of these units, in their order. */
export async function makeLeaderLinks(
  db: Queries,
  contestId: string,
  unitCodes: readonly string[],
  madeBy: string,
  nowMs: number,
): Promise<{ unitCode: string; token: string }[]> {
  const links = unitCodes.map((unitCode) => ({ unitCode, token: newToken() }));
  await db.query(
    `insert into staff_links (token_hash, role, contest_id, unit_code, made_at_ms, expires_at_ms, made_by)
     select t.token_hash, 'unit-leader', $1, t.unit_code, $2, $3, $6 from unnest($4::text[], $5::text[]) as t(token_hash, unit_code)`,
    [contestId, nowMs, nowMs + linkDays * 86_400_000, links.map(({ token }) => hashOf(token)), unitCodes, madeBy],
  );
  return links;
}

/** Whoever closes the link waits until this transaction ends, and then finds the session it opened. */
export async function readStaffLink(
  tx: Queries,
  token: string,
  nowMs: number,
): Promise<(StaffLink & { token_hash: string }) | null> {
  const rows = await tx.query<StaffLink & { token_hash: string }>(
    `select role, contest_id, unit_code, token_hash from staff_links
     where token_hash = $1 and expires_at_ms > $2 and revoked_at_ms is null for share`,
    [hashOf(token), nowMs],
  );
  return rows[0] ?? null;
}

/** Closes the links of a role of a contest (of a unit's leader: of that unit), and their sessions. Answers how many links were closed. */
export async function revokeStaffLinks(
  tx: Queries,
  contestId: string,
  role: StaffRole,
  unitCode: string | null,
  nowMs: number,
): Promise<number> {
  const rows = await tx.query(
    `update staff_links set revoked_at_ms = $3
     where contest_id = $1 and role = $2 and unit_code is not distinct from $4 and revoked_at_ms is null returning 1`,
    [contestId, role, nowMs, unitCode],
  );
  await tx.query(
    `delete from sessions where kind = 'staff' and contest_id = $1 and role = $2 and unit_code is not distinct from $3`,
    [contestId, role, unitCode],
  );
  return rows.length;
}

export type OpenLink = StaffLink & {
  id: string;
  made_at_ms: number;
  made_by_name: string | null;
  expires_at_ms: number;
  sessions: number;
};

/** The links of a contest that still open something, with who made them and how many sessions are open. SPEC I30. */
export const readOpenLinks = (db: Queries, contestId: string, nowMs: number): Promise<OpenLink[]> =>
  db.query<OpenLink>(
    `select l.id, l.role, l.contest_id, l.unit_code, l.made_at_ms, a.name as made_by_name, l.expires_at_ms,
       coalesce(s.sessions, 0) as sessions
     from staff_links l left join accounts a on l.made_by = 'account:' || a.id
     left join (select link_hash, count(*)::int as sessions from sessions
       where link_hash is not null and contest_id = $1 and expires_at_ms > $2 group by link_hash) s on s.link_hash = l.token_hash
     where l.contest_id = $1 and l.expires_at_ms > $2 and l.revoked_at_ms is null
     order by l.role, l.unit_code nulls first, l.made_at_ms desc, l.id`,
    [contestId, nowMs],
  );

/** Closes one link with the sessions that it opened. null: it is no open link of this contest. SPEC I31. */
export async function closeLink(
  tx: Queries,
  contestId: string,
  id: string,
  nowMs: number,
): Promise<(StaffLink & { token_hash: string; sessions: number }) | null> {
  const [link] = await tx.query<StaffLink & { token_hash: string }>(
    `update staff_links set revoked_at_ms = $3 where id = $2 and contest_id = $1 and revoked_at_ms is null
     returning role, contest_id, unit_code, token_hash`,
    [contestId, id, nowMs],
  );
  if (!link) return null;
  const closed = await tx.query('delete from sessions where link_hash = $1 returning 1', [link.token_hash]);
  return { ...link, sessions: closed.length };
}

/** Whether this is a link of another contest. */
export const isLinkElsewhere = async (db: Queries, contestId: string, id: string): Promise<boolean> =>
  (await db.query('select 1 from staff_links where id = $1 and contest_id <> $2', [id, contestId])).length === 1;
