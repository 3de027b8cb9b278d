import type { Queries } from '../platform/db/database.ts';
import { hasAccounts, readFirstOrganization } from './accounts-sql.ts';
import { insertInvitation } from './invitations-sql.ts';

const linkLastsMs = 86_400_000;

/**
 * Where the start of the server sends organizers: to sign in, or, while nobody has an account, to the invitation that makes
 * the first one. SPEC O3, I1.
 */
export async function pathForOrganizers(db: Queries, nowMs: number): Promise<string> {
  if (await hasAccounts(db)) return '/to-chuc';
  return `/to-chuc/vao#${await inviteFirst(db, nowMs)}`;
}

/** The token of an invitation for the organizer of everything. */
export async function inviteFirst(db: Queries, nowMs: number): Promise<string> {
  const { id } = await readFirstOrganization(db);
  const organizer = { role: 'organizer', contestId: null, unitCode: null } as const;
  const invitation = {
    organizationId: id,
    accountId: null,
    name: '',
    function: '',
    grants: [organizer],
    madeBy: 'server',
    expiresAtMs: nowMs + linkLastsMs,
  };
  return (await insertInvitation(db, invitation, nowMs)).token;
}
