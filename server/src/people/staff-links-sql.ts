import { createHash } from 'node:crypto';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import type { Queries } from '../platform/db/database.ts';
import { newToken } from '../web/sessions-sql.ts';

/** Links that open the pages of a role of one contest on any number of devices; stored as hashes. SPEC O4. */

const hashOf = (token: string): string => createHash('sha256').update(`staff:${token}`).digest('base64url');
export const linkDays = 30;

export type StaffLink = { role: 'mc' | 'unit-leader'; contest_id: string; unit_code: string | null };

export async function makeStaffLink(db: Queries, link: StaffLink, nowMs: number): Promise<string> {
  const token = newToken();
  await db.query(
    `insert into staff_links (token_hash, role, contest_id, unit_code, made_at_ms, expires_at_ms) values ($1, $2, $3, $4, $5, $6)`,
    [hashOf(token), link.role, link.contest_id, link.unit_code, nowMs, nowMs + linkDays * 86_400_000],
  );
  return token;
}

/** A leader's link for each of these units, in their order. */
export async function makeLeaderLinks(
  db: Queries,
  contestId: string,
  unitCodes: readonly string[],
  nowMs: number,
): Promise<{ unitCode: string; token: string }[]> {
  const links = unitCodes.map((unitCode) => ({ unitCode, token: newToken() }));
  await db.query(
    `insert into staff_links (token_hash, role, contest_id, unit_code, made_at_ms, expires_at_ms)
     select t.token_hash, 'unit-leader', $1, t.unit_code, $2, $3 from unnest($4::text[], $5::text[]) as t(token_hash, unit_code)`,
    [contestId, nowMs, nowMs + linkDays * 86_400_000, links.map(({ token }) => hashOf(token)), unitCodes],
  );
  return links;
}

export async function readStaffLink(
  db: Queries,
  token: string,
  nowMs: number,
): Promise<(StaffLink & { token_hash: string }) | null> {
  const rows = await db.query<StaffLink & { token_hash: string }>(
    `select role, contest_id, unit_code, token_hash from staff_links
     where token_hash = $1 and expires_at_ms > $2 and revoked_at_ms is null`,
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
