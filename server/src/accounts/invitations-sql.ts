import { randomUUID } from 'node:crypto';
import { Grant } from '@hoithi/shared/contract/staff';
import { z } from 'zod';
import type { Queries } from '../platform/db/database.ts';
import { hashOf, newToken } from '../web/sessions-sql.ts';

/** Invitations: a link that makes an account once, or makes the ways to sign in of one anew. Stored as hashes. SPEC I1. */

/** The page of an invitation; what follows `#` is never sent to a server by a browser. */
export const pathOfInvitation = (token: string): string => `/to-chuc/vao#${token}`;

type InvitationRow = {
  id: string;
  organization_id: string;
  account_id: string | null;
  name: string;
  function: string;
  roles: unknown;
  made_by: string;
  made_at_ms: number;
  expires_at_ms: number;
};
export type Invitation = {
  id: string;
  organizationId: string;
  /** Whose ways to sign in are made anew; null: an account is made. */
  accountId: string | null;
  name: string;
  function: string;
  grants: readonly Grant[];
  madeBy: string;
  expiresAtMs: number;
};

const columns = 'id, organization_id, account_id, name, function, roles, made_by, made_at_ms, expires_at_ms';
const invitationOf = (row: InvitationRow): Invitation => ({
  id: row.id,
  organizationId: row.organization_id,
  accountId: row.account_id,
  name: row.name,
  function: row.function,
  grants: z.array(Grant).parse(row.roles),
  madeBy: row.made_by,
  expiresAtMs: row.expires_at_ms,
});

/** Answers the token of the link. */
export async function insertInvitation(
  db: Queries,
  invitation: Omit<Invitation, 'id'>,
  nowMs: number,
): Promise<{ id: string; token: string }> {
  const [id, token] = [randomUUID(), newToken()];
  await db.query(
    `insert into invitations (token_hash, id, organization_id, account_id, name, function, roles, made_by, made_at_ms, expires_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)`,
    [
      hashOf(token),
      id,
      invitation.organizationId,
      invitation.accountId,
      invitation.name,
      invitation.function,
      JSON.stringify(invitation.grants),
      invitation.madeBy,
      nowMs,
      invitation.expiresAtMs,
    ],
  );
  return { id, token };
}

/** The invitation of a link that can still be used. */
export async function readInvitation(db: Queries, token: string, nowMs: number): Promise<Invitation | null> {
  const [row] = await db.query<InvitationRow>(
    `select ${columns} from invitations
     where token_hash = $1 and used_at_ms is null and revoked_at_ms is null and expires_at_ms > $2`,
    [hashOf(token), nowMs],
  );
  return row ? invitationOf(row) : null;
}

/** Uses it up: of those who try at the same instant one receives it. */
export async function takeInvitation(tx: Queries, token: string, nowMs: number): Promise<Invitation | null> {
  const [row] = await tx.query<InvitationRow>(
    `update invitations set used_at_ms = $2
     where token_hash = $1 and used_at_ms is null and revoked_at_ms is null and expires_at_ms > $2 returning ${columns}`,
    [hashOf(token), nowMs],
  );
  return row ? invitationOf(row) : null;
}

export type ListedInvitation = Invitation & { madeAtMs: number };

/** Those of an organization that can still be used. */
export async function readOpenInvitations(
  db: Queries,
  organizationId: string,
  nowMs: number,
): Promise<ListedInvitation[]> {
  const rows = await db.query<InvitationRow>(
    `select ${columns} from invitations where organization_id = $1 and used_at_ms is null and revoked_at_ms is null
       and expires_at_ms > $2 order by made_at_ms desc, id`,
    [organizationId, nowMs],
  );
  return rows.map((row) => ({ ...invitationOf(row), madeAtMs: row.made_at_ms }));
}

/** null: there is none that could still be used. */
export async function revokeInvitation(tx: Queries, id: string, nowMs: number): Promise<Invitation | null> {
  const [row] = await tx.query<InvitationRow>(
    `update invitations set revoked_at_ms = $2 where id = $1 and used_at_ms is null and revoked_at_ms is null
     returning ${columns}`,
    [id, nowMs],
  );
  return row ? invitationOf(row) : null;
}

/** Every other link to an account is closed: who makes its ways to sign in anew does it once; of one that was removed, nobody. */
export const revokeInvitationsOf = (tx: Queries, accountId: string, nowMs: number): Promise<unknown> =>
  tx.query(
    'update invitations set revoked_at_ms = $2 where account_id = $1 and used_at_ms is null and revoked_at_ms is null',
    [accountId, nowMs],
  );

/** The first account is there: no start's link makes another. */
export const revokeFirstInvitations = (tx: Queries, nowMs: number): Promise<unknown> =>
  tx.query(
    `update invitations set revoked_at_ms = $1 where made_by = 'server' and used_at_ms is null and revoked_at_ms is null`,
    [nowMs],
  );

/** So many new accounts may be invited to an organization at a time. SPEC I17. */
export const openInvitationsMax = 500;

/** Whether an organization has as many open invitations to new accounts as it may. */
export async function areInvitationsFull(tx: Queries, organizationId: string, nowMs: number): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from invitations where organization_id = $1 and used_at_ms is null and revoked_at_ms is null
       and expires_at_ms > $2 and account_id is null limit $3`,
    [organizationId, nowMs, openInvitationsMax],
  );
  return rows.length === openInvitationsMax;
}

/** Links of earlier starts of the server, but for the newest. */
export const revokeOldFirstInvitations = (db: Queries, nowMs: number, newest: number): Promise<unknown> =>
  db.query(
    `update invitations set revoked_at_ms = $1 where id in (
       select id from invitations where organization_id = first_organization() and made_by = 'server'
         and used_at_ms is null and revoked_at_ms is null order by made_at_ms desc, id offset $2)`,
    [nowMs, newest],
  );
