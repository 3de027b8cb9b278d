import { randomBytes, randomUUID } from 'node:crypto';
import type { OidcRefusal } from '@hoithi/shared/contract/accounts';
import type { Grant } from '@hoithi/shared/contract/staff';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import {
  endRole,
  type FullAccountRow,
  insertAccount,
  insertRoles,
  lockOrganization,
  readAccount,
  readAccountBySubject,
  readFirstOrganization,
  readOrganizers,
  readRoles,
  setOidcSubject,
} from './accounts-sql.ts';
import { grantDetail, isSameGrant } from './grants.ts';
import { readUnlinked } from './identities-sql.ts';
import { type Claims, loginsOfClaims, nameOfClaims, rolesOfClaims } from './oidc-claims.ts';
import type { ClaimRule } from './oidc-settings.ts';

type OidcApp = Pick<App, 'db' | 'clock' | 'bus'>;
type Known = { claims: Claims; subject: string };

/**
 * The account of somebody whom the provider names, made at the first time. Roles that claims gave are kept in step with them;
 * those given by hand stay. Whoever has no role in the end does not come in.
 *
 * Source   SPEC I12.
 */
export async function accountOfSubject(
  app: OidcApp,
  rules: readonly ClaimRule[],
  known: Known,
): Promise<FullAccountRow | OidcRefusal> {
  const wanted = rolesOfClaims(rules, known.claims);
  const { account, changed } = await app.db.transaction(async (tx) => {
    const { id: first } = await readFirstOrganization(tx);
    await lockOrganization(tx, first); // of two sign-ins of one person at the same instant one makes the account
    const found = await readAccountBySubject(tx, known.subject);
    if (found?.removed_at_ms != null) return { account: 'removed' as const, changed: null };
    if (found === null && (await readUnlinked(tx, known.subject)) !== null)
      return { account: 'unlinked' as const, changed: null };
    if (found === null && wanted.length === 0) return { account: 'no_role' as const, changed: null };
    const row = found ?? (await makeAccount(tx, app, known, { organizationId: first, wanted }));
    const isChanged = await keepInStep(tx, app, row, wanted);
    const held = await readRoles(tx, [row.id]);
    return { account: held.length === 0 ? ('no_role' as const) : row, changed: isChanged ? row.id : null };
  });
  if (changed !== null) app.bus.publish('account:changed', { accountId: changed });
  return account;
}

async function makeAccount(
  tx: Queries,
  app: OidcApp,
  { claims, subject }: Known,
  { organizationId, wanted }: { organizationId: string; wanted: readonly Grant[] },
): Promise<FullAccountRow> {
  const [id, atMs] = [randomUUID(), app.clock.nowMs()];
  const account = { id, organization_id: organizationId, name: nameOfClaims(claims), function: '', made_at_ms: atMs };
  for (const login of loginsOfClaims(claims, randomBytes(4).toString('hex')))
    if (await insertAccount(tx, { ...account, login })) break;
  await setOidcSubject(tx, id, subject);
  await insertRoles(tx, id, wanted, atMs, true);
  await writeAudit(tx, {
    contestId: null,
    organizationId,
    atMs,
    actor: `account:${id}`,
    act: 'account:join',
    object: `account ${id}`,
    detail: { invitedBy: 'oidc', grants: grantDetail(wanted), means: 'oidc' },
  });
  const made = await readAccount(tx, id);
  if (made === null) throw new Error('an account that was just made is there');
  return made;
}

/** Roles that claims gave follow them. true: roles were given or taken. The last organizer stays one, so that somebody can give roles. */
export async function keepInStep(
  tx: Queries,
  app: Pick<App, 'clock'>,
  account: FullAccountRow,
  wanted: readonly Grant[],
): Promise<boolean> {
  const held = await readRoles(tx, [account.id]);
  const given = wanted.filter((grant) => !held.some((each) => isSameGrant(each, grant)));
  const out = held.filter((each) => each.byClaims && !wanted.some((grant) => isSameGrant(each, grant)));
  const organizers = await readOrganizers(tx, account.organization_id);
  const isLast = organizers.length === 1 && organizers[0] === account.id;
  const ended = out.filter(({ role, contestId }) => !(isLast && role === 'organizer' && contestId === null));
  if (given.length + ended.length === 0) return false;
  const atMs = app.clock.nowMs();
  for (const grant of ended) await endRole(tx, account.id, grant, atMs);
  await insertRoles(tx, account.id, given, atMs, true);
  await writeAudit(tx, {
    contestId: null,
    organizationId: account.organization_id,
    atMs,
    actor: 'oidc',
    act: 'account:roles',
    object: `account ${account.id}`,
    detail: { before: grantDetail(held), after: grantDetail(await readRoles(tx, [account.id])) },
  });
  return true;
}
