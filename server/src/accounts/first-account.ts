import type { Queries } from '../platform/db/database.ts';
import { hasAccounts, readFirstOrganization } from './accounts-sql.ts';
import { insertInvitation, pathOfInvitation, revokeOldFirstInvitations } from './invitations-sql.ts';

const linkLastsMs = 86_400_000;
/** The links of so many starts open, so that a server that starts again and again fills nothing. */
const startsMax = 20;

/** Where the start of the server sends organizers, and whether that is the link of the first account. */
export type OrganizersEntry = { path: string; first: boolean };

/** To sign in, or, while nobody has an account, to the invitation that makes the first one. SPEC O3, I1. */
export async function entryForOrganizers(db: Queries, nowMs: number): Promise<OrganizersEntry> {
  if (await hasAccounts(db)) return { path: '/to-chuc', first: false };
  return { path: pathOfInvitation(await inviteFirst(db, nowMs)), first: true };
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
  const { token } = await insertInvitation(db, invitation, nowMs);
  await revokeOldFirstInvitations(db, nowMs, startsMax);
  return token;
}
