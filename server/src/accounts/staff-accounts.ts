import type { InviteAccount, Invited, StaffList } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Grant } from '@hoithi/shared/contract/staff';
import { contestsWith, hasPermission } from '@hoithi/shared/rules/permissions';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { endAccountSessions } from './account-sessions-sql.ts';
import {
  type AccountRow,
  endRole,
  insertRoles,
  lockOrganization,
  removeAccount as markRemoved,
  readAccount,
  readAccounts,
  readOrganizers,
  readRoles,
} from './accounts-sql.ts';
import { checkGrants, distinctGrants, grantDetail, isSameGrant, mayGive, nameGrants } from './grants.ts';
import {
  areInvitationsFull,
  type Invitation,
  insertInvitation,
  openInvitationsMax,
  pathOfInvitation,
  readOpenInvitations,
  revokeInvitation,
  revokeInvitationsOf,
} from './invitations-sql.ts';

/** Everybody's accounts: who is invited, who has which roles, who is gone. SPEC I1, I2, I13. */

type StaffApp = Pick<App, 'db' | 'clock' | 'bus' | 'contests'>;
/** Whoever reads or changes accounts has one. */
export type Keeper = Pick<Acting, 'actor' | 'organizationId' | 'contestIds' | 'grants'> & { accountId: string };

export const invitationLastsMs = 7 * 86_400_000;

/** Who keeps some contests alone sees whoever has a role there, with these roles. */
const visibleTo = (by: Keeper, grants: readonly Grant[]): Grant[] => grants.filter((grant) => mayGive(by, grant));

export async function listStaff(app: StaffApp, by: Keeper): Promise<StaffList> {
  const nowMs = app.clock.nowMs();
  const accounts = await readAccounts(app.db, by.organizationId);
  const roles = await readRoles(
    app.db,
    accounts.map(({ id }) => id),
  );
  const invitations = await readOpenInvitations(app.db, by.organizationId, nowMs);
  const isShown = (grants: readonly Grant[]): boolean => by.contestIds === null || grants.length > 0;
  const shown = accounts.map((row) => ({
    row,
    grants: visibleTo(
      by,
      roles.filter(({ accountId }) => accountId === row.id),
    ),
  }));
  const contests = app.contests.listed().filter(({ organizationId, contestId }) => {
    return organizationId === by.organizationId && (by.contestIds === null || by.contestIds.includes(contestId));
  });
  return {
    accounts: shown
      .filter(({ row, grants }) => row.id === by.accountId || isShown(grants))
      .map(({ row, grants }) => ({
        accountId: row.id,
        login: row.login,
        name: row.name,
        function: row.function,
        grants: nameGrants(app, grants),
        madeAtMs: row.made_at_ms,
        lastUsedAtMs: row.used_at_ms,
        removedAtMs: row.removed_at_ms,
        isSelf: row.id === by.accountId,
      })),
    invitations: invitations
      .map((each) => ({ ...each, grants: visibleTo(by, each.grants), mayRevoke: mayRevoke(by, each) }))
      .filter(({ grants }) => isShown(grants))
      .map(({ id, name, function: jobFunction, grants, accountId, madeAtMs, expiresAtMs, mayRevoke }) => ({
        ...{ id, name, accountId, madeAtMs, expiresAtMs, mayRevoke },
        function: jobFunction,
        grants: nameGrants(app, grants),
      })),
    contests: contests.map(({ contestId, rulebook }) => ({ contestId, name: rulebook.meta.name.vi })),
    mayChange: by.grants.some(({ role }) => hasPermission(role, 'accounts:change')),
    mayChangeWhole: contestsWith(by.grants, 'accounts:change') === null,
  };
}

const audit = (
  tx: Queries,
  app: StaffApp,
  by: Keeper,
  row: { act: string; object: string; detail: Record<string, unknown> },
): Promise<void> =>
  writeAudit(tx, {
    contestId: null,
    organizationId: by.organizationId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    ...row,
  });

/** A link to send, by which somebody makes an account once. Refuses  too_many_invitations. SPEC I1, I17. */
export function inviteAccount(
  app: StaffApp,
  by: Keeper,
  message: z.infer<typeof InviteAccount>,
): Promise<Result<Invited>> {
  const grants = distinctGrants(message.grants);
  const checked = checkGrants(app, by, grants);
  if (!checked.ok) return Promise.resolve(checked);
  return refusingTransaction(app.db, async (tx) => {
    await lockOrganization(tx, by.organizationId);
    if (!(await mayStill(tx, by))) return refuse({ code: 'not_allowed' });
    if (await areInvitationsFull(tx, by.organizationId, app.clock.nowMs()))
      return refuse({ code: 'too_many_invitations', max: openInvitationsMax });
    return invite(tx, app, by, { accountId: null, name: message.name, function: message.function, grants });
  });
}

async function invite(
  tx: Queries,
  app: StaffApp,
  by: Keeper,
  of: { accountId: string | null; name: string; function: string; grants: readonly Grant[] },
): Promise<Result<Invited>> {
  const nowMs = app.clock.nowMs();
  const expiresAtMs = nowMs + invitationLastsMs;
  const { organizationId, actor } = by;
  const { id, token } = await insertInvitation(tx, { ...of, organizationId, madeBy: actor, expiresAtMs }, nowMs);
  const detail = { roles: grantDetail(of.grants), expiresAt: new Date(expiresAtMs).toISOString() };
  await audit(tx, app, by, {
    act: of.accountId === null ? 'account:invite' : 'account:reset',
    object: of.accountId === null ? `invitation ${id}` : `account ${of.accountId}`,
    detail: of.accountId === null ? detail : { ...detail, invitation: id },
  });
  return accept({ id, path: pathOfInvitation(token), expiresAtMs });
}

/** An account of the sender's own organization that nobody removed. One of another is not found either, and that is audited. */
async function accountIn(tx: Queries, by: Keeper, accountId: string): Promise<Result<AccountRow>> {
  const account = await readAccount(tx, accountId);
  if (account === null || account.removed_at_ms !== null) return refuse({ code: 'not_found', what: 'account' });
  if (account.organization_id !== by.organizationId) return outOfScope({ code: 'not_found', what: 'account' });
  return accept(account);
}

/** Removing, and making ways to sign in anew, reach into every contest of the account: who keeps some contests alone may not. */
const mayChangeWhole = (by: Keeper): boolean => by.contestIds === null;

export function resetAccount(app: StaffApp, by: Keeper, accountId: string): Promise<Result<Invited>> {
  return refusingTransaction(app.db, async (tx) => {
    if (!mayChangeWhole(by)) return refuse({ code: 'not_allowed' });
    const account = await accountIn(tx, by, accountId);
    if (!account.ok) return account;
    const { name, function: jobFunction } = account.value;
    await revokeInvitationsOf(tx, accountId, app.clock.nowMs());
    return invite(tx, app, by, { accountId, name, function: jobFunction, grants: await readRoles(tx, [accountId]) });
  });
}

const mayRevoke = (by: Keeper, { accountId, grants }: Pick<Invitation, 'accountId' | 'grants'>): boolean => {
  const contestIds = contestsWith(by.grants, 'accounts:change');
  return contestIds === null || (accountId === null && grants.every((each) => mayGive({ contestIds }, each)));
};

export function withdrawInvitation(app: StaffApp, by: Keeper, id: string): Promise<Result<Record<string, never>>> {
  return refusingTransaction(app.db, async (tx) => {
    const revoked = await revokeInvitation(tx, id, app.clock.nowMs());
    if (revoked === null) return refuse({ code: 'not_found', what: 'invitation' });
    if (revoked.organizationId !== by.organizationId) return outOfScope({ code: 'not_found', what: 'invitation' });
    if (!mayRevoke(by, revoked)) return refuse({ code: 'not_allowed' });
    const detail = { roles: grantDetail(revoked.grants) };
    await audit(tx, app, by, { act: 'invitation:revoke', object: `invitation ${id}`, detail });
    return accept({});
  });
}

const isOrganizer = ({ role, contestId }: Grant): boolean => role === 'organizer' && contestId === null;

/** From here on nobody else changes who may give roles: of two organizers who remove each other one stays. SPEC I13. */
async function staysWithout(tx: Queries, by: Keeper, accountId: string): Promise<boolean> {
  const organizers = await readOrganizers(tx, by.organizationId);
  return !organizers.includes(accountId) || organizers.length > 1;
}

/** Whoever was removed, or lost the role, while waiting for the lock changes nothing any more. */
async function mayStill(tx: Queries, by: Keeper): Promise<boolean> {
  const own = await readAccount(tx, by.accountId);
  const grants = await readRoles(tx, [by.accountId]);
  const now = contestsWith(grants, 'accounts:change');
  if (own?.removed_at_ms !== null || now?.length === 0) return false;
  return now === null || (by.contestIds?.every((id) => now.includes(id)) ?? false);
}

/** Gives and takes roles, so that the account has these. Refuses  last_organizer. */
export async function changeRoles(
  app: StaffApp,
  by: Keeper,
  accountId: string,
  wanted: readonly Grant[],
): Promise<Result<Record<string, never>>> {
  const grants = distinctGrants(wanted);
  const changed = await refusingTransaction(app.db, async (tx) => {
    await lockOrganization(tx, by.organizationId);
    if (!(await mayStill(tx, by))) return refuse({ code: 'not_allowed' });
    const account = await accountIn(tx, by, accountId);
    if (!account.ok) return account;
    const held = await readRoles(tx, [accountId]);
    // Who keeps some contests alone was shown the roles there; all others stay.
    const before = visibleTo(by, held);
    const given = grants.filter((grant) => !held.some((each) => isSameGrant(each, grant)));
    const ended = before.filter((each) => !grants.some((grant) => isSameGrant(each, grant)));
    const checked = checkGrants(app, by, given);
    if (!checked.ok) return checked;
    if (ended.some(isOrganizer) && !(await staysWithout(tx, by, accountId))) return refuse({ code: 'last_organizer' });
    const nowMs = app.clock.nowMs();
    for (const grant of ended) await endRole(tx, accountId, grant, nowMs);
    await insertRoles(tx, accountId, given, nowMs);
    const detail = { before: grantDetail(held), after: grantDetail(await readRoles(tx, [accountId])) };
    await audit(tx, app, by, { act: 'account:roles', object: `account ${accountId}`, detail });
    return accept({});
  });
  if (changed.ok) app.bus.publish('account:changed', { accountId });
  return changed;
}

/** Nobody signs in to it any more; its sessions end at once, and its name stays for the trail. Refuses  last_organizer. */
export async function removeAccount(
  app: StaffApp,
  by: Keeper,
  accountId: string,
): Promise<Result<Record<string, never>>> {
  const removed = await refusingTransaction(app.db, async (tx) => {
    if (!mayChangeWhole(by)) return refuse({ code: 'not_allowed' });
    await lockOrganization(tx, by.organizationId);
    if (!(await mayStill(tx, by))) return refuse({ code: 'not_allowed' });
    const account = await accountIn(tx, by, accountId);
    if (!account.ok) return account;
    if (!(await staysWithout(tx, by, accountId))) return refuse({ code: 'last_organizer' });
    const nowMs = app.clock.nowMs();
    const before = await readRoles(tx, [accountId]);
    for (const grant of before) await endRole(tx, accountId, grant, nowMs);
    await markRemoved(tx, accountId, nowMs);
    await revokeInvitationsOf(tx, accountId, nowMs);
    const ended = await endAccountSessions(tx, accountId);
    const detail = { before: grantDetail(before), after: [], endedSessions: ended.length };
    await audit(tx, app, by, { act: 'account:remove', object: `account ${accountId}`, detail });
    return accept({});
  });
  if (removed.ok) app.bus.publish('account:changed', { accountId });
  return removed;
}
