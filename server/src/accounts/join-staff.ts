import { randomUUID } from 'node:crypto';
import type { BeginMeans, InvitationView, Joined, JoinStaff, MeansBegun } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import { openSession } from '../web/sessions-sql.ts';
import { endAccountSessions } from './account-sessions-sql.ts';
import {
  hasAccounts,
  insertAccount,
  insertRoles,
  lockOrganization,
  nameOrganization,
  readAccount,
  readAccountByLogin,
  readOrganizationName,
  readRoles,
} from './accounts-sql.ts';
import { grantDetail, homeOf, nameGrants } from './grants.ts';
import { dropLinkedIdentity } from './identities-sql.ts';
import { stillStands } from './invitation-maker.ts';
import {
  type Invitation,
  readInvitation,
  revokeFirstInvitations,
  revokeInvitationsOf,
  takeInvitation,
} from './invitations-sql.ts';
import { dropMeans } from './means-sql.ts';
import { keepInStep } from './oidc-sign-in.ts';
import type { Place } from './own-place.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { beginMeans, type CheckedMeans, checkMeans, storeMeans } from './set-up-means.ts';

type JoinApp = Pick<App, 'db' | 'clock' | 'bus' | 'contests'>;

const holderOf = ({ id }: Invitation): string => `invitation:${id}`;

/** Whether a link makes the first account of the installation. */
const isFirst = async (db: Queries, { accountId, madeBy }: Invitation): Promise<boolean> =>
  accountId === null && madeBy === 'server' && !(await hasAccounts(db));

/** An invitation that can still be used. A start's link makes the first account and no second one. SPEC I1, O3. */
async function usableInvitation(app: JoinApp, token: string): Promise<Result<Invitation>> {
  const invitation = await readInvitation(app.db, token, app.clock.nowMs());
  if (!invitation || !(await stillStands(app.db, invitation))) return refuse({ code: 'link_used' });
  if (invitation.accountId === null && invitation.madeBy === 'server' && !(await isFirst(app.db, invitation)))
    return refuse({ code: 'link_used' });
  return accept(invitation);
}

/** What a link is for, without using it. SPEC I1. */
export async function viewInvitation(app: JoinApp, token: string): Promise<Result<InvitationView>> {
  const found = await usableInvitation(app, token);
  if (!found.ok) return found;
  const invitation = found.value;
  const account = invitation.accountId === null ? null : await readAccount(app.db, invitation.accountId);
  const grants = account ? await readRoles(app.db, [account.id]) : invitation.grants;
  return accept({
    organization: await readOrganizationName(app.db, invitation.organizationId),
    account: account && { login: account.login, name: account.name },
    name: account?.name ?? invitation.name,
    function: account?.function ?? invitation.function,
    grants: nameGrants(app, grants),
    isFirst: await isFirst(app.db, invitation),
    expiresAtMs: invitation.expiresAtMs,
  });
}

/** Begins a way to sign in for whoever holds an invitation. */
export async function beginInvitedMeans(
  app: JoinApp,
  message: z.infer<typeof BeginMeans> & { token: string },
  place: Place,
): Promise<Result<MeansBegun>> {
  const found = await usableInvitation(app, message.token);
  if (!found.ok) return found;
  const { accountId } = found.value;
  const account = accountId === null ? null : await readAccount(app.db, accountId);
  const login = account?.login ?? message.login ?? '';
  const of = {
    holder: holderOf(found.value),
    accountId: accountId ?? randomUUID(),
    login,
    name: account?.name ?? message.name ?? login,
    known: [],
  };
  return accept(await beginMeans(app, message.kind, of, place));
}

type Opened = { token: string; expiresAtMs: number };
type Entering = { message: JoinStaff; means: CheckedMeans; device: string; nowMs: number };

/**
 * Makes the account of an invitation, or makes the ways to sign in of its account anew, and signs in. Of those who try at the
 * same instant one does.
 *
 * Refuses  link_used, login_taken, proof_wrong, malformed.
 * Source   SPEC I1.
 */
export async function joinStaff(
  app: JoinApp,
  message: JoinStaff,
  { place, device }: { place: Place; device: string },
): Promise<Result<Joined & { session: Opened }>> {
  const found = await usableInvitation(app, message.token);
  if (!found.ok) return found;
  const { accountId } = found.value;
  const account = accountId === null ? null : await readAccount(app.db, accountId);
  if (accountId === null && (await readAccountByLogin(app.db, message.login))) return refuse({ code: 'login_taken' });
  const { login, name } = account ?? message;
  const checked = await checkMeans(app, message.means, { holder: holderOf(found.value), login, name }, place);
  if (!checked.ok) return checked;
  const entering = { message, means: checked.value, device, nowMs: app.clock.nowMs() };
  const { organizationId } = found.value;
  const entered = await refusingTransaction(app.db, async (tx) => {
    await lockOrganization(tx, organizationId); // before the invitation, as whoever removes an account does
    return accountId === null ? enterNew(tx, entering) : enterAgain(tx, app, entering, accountId);
  });
  if (entered.ok) app.bus.publish('session:closed', { sessionIds: entered.value.endedSessions });
  return entered;
}

type Entered = Joined & { session: Opened; endedSessions: string[] };

async function enterNew(tx: Queries, entering: Entering): Promise<Result<Entered>> {
  const { message, means, nowMs } = entering;
  const invitation = await takeInvitation(tx, message.token, nowMs);
  if (!invitation || !(await stillStands(tx, invitation))) return refuse({ code: 'link_used' });
  const { organizationId, grants, madeBy } = invitation;
  const first = madeBy === 'server';
  if (first && (await hasAccounts(tx))) return refuse({ code: 'link_used' });
  if (first) {
    await nameOrganization(tx, organizationId, message.organization ?? '');
    await revokeFirstInvitations(tx, nowMs);
  }
  const id = means.accountId;
  const { login, name } = message;
  const account = { id, organization_id: organizationId, login, name, function: message.function };
  if (!(await insertAccount(tx, { ...account, made_at_ms: nowMs }))) return refuse({ code: 'login_taken' });
  await insertRoles(tx, id, grants, nowMs);
  return settle(tx, entering, { id, organizationId, act: 'account:join', detail: { invitedBy: madeBy, grants } });
}

async function enterAgain(tx: Queries, app: JoinApp, entering: Entering, accountId: string): Promise<Result<Entered>> {
  const { message, nowMs } = entering;
  const invitation = await takeInvitation(tx, message.token, nowMs);
  const account = await readAccount(tx, accountId);
  if (!invitation || account?.removed_at_ms !== null || !(await stillStands(tx, invitation)))
    return refuse({ code: 'link_used' });
  await dropMeans(tx, accountId);
  // Whoever had the account may have linked an identity of their own, with the roles that its claims gave.
  if (await dropLinkedIdentity(tx, accountId, nowMs)) await keepInStep(tx, app, account, []);
  await revokeInvitationsOf(tx, accountId, nowMs);
  const endedSessions = await endAccountSessions(tx, accountId);
  const grants = await readRoles(tx, [accountId]);
  const { organizationId, madeBy } = invitation;
  const detail = { invitedBy: madeBy, grants, ended: endedSessions.length };
  const settled = await settle(tx, entering, { id: accountId, organizationId, act: 'account:means-anew', detail });
  return settled.ok ? accept({ ...settled.value, endedSessions }) : settled;
}

type Settling = {
  id: string;
  organizationId: string;
  act: string;
  detail: { grants: Invitation['grants'] } & Record<string, unknown>;
};

/** The means, codes and session of an account that is entered by a link. */
async function settle(
  tx: Queries,
  { means, device, nowMs }: Entering,
  { id, organizationId, act, detail }: Settling,
): Promise<Result<Entered>> {
  if (!(await storeMeans(tx, id, means, nowMs))) return refuse({ code: 'proof_wrong' });
  const recoveryCodes = await makeRecoveryCodes(tx, id, nowMs);
  await writeAudit(tx, {
    contestId: null,
    organizationId,
    atMs: nowMs,
    actor: `account:${id}`,
    act,
    object: `account ${id}`,
    detail: { ...detail, grants: grantDetail(detail.grants), means: means.kind },
  });
  const session = await openSession(tx, { kind: 'account', accountId: id, device, by: means.kind }, nowMs);
  return accept({ goTo: homeOf(detail.grants), recoveryCodes, session, endedSessions: [] });
}
