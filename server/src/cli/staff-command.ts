import { parseArgs } from 'node:util';
import { InviteAccount } from '@hoithi/shared/contract/accounts';
import { Grant, type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import {
  readAccountByLogin,
  readAccounts,
  readFirstOrganization,
  readOrganizations,
  readRoles,
} from '../accounts/accounts-sql.ts';
import { grantDetail } from '../accounts/grants.ts';
import {
  type Invitation,
  insertInvitation,
  pathOfInvitation,
  readOpenInvitations,
  revokeInvitationsOf,
} from '../accounts/invitations-sql.ts';
import { invitationLastsMs } from '../accounts/staff-accounts.ts';
import type { Config } from '../config.ts';
import { hasUnit, readContests } from '../contest/contests-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { type Out, UsageError, withMigratedDatabase } from './run-command.ts';
import { words } from './words.ts';

/** For whoever has the machine and is locked out of the pages: works on the database itself. SPEC I15. */

const actor = 'cli';
type Deps = { db: Database; clock: Clock; config: Config; out: Out };
type Invite = { name: string; function: string; role: string; contest: string | null; unit: string | null };

const Who = InviteAccount.pick({ name: true, function: true });

/** `staff list | invite --name … [--function …] [--role …] [--contest …] [--unit …] | reset LOGIN`. */
export async function staffCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      function: { type: 'string' },
      role: { type: 'string' },
      contest: { type: 'string' },
      unit: { type: 'string' },
    },
  });
  const [verb, login, ...more] = positionals;
  if (more.length > 0) throw new UsageError();
  if (verb !== 'invite' && Object.keys(values).length > 0) throw new UsageError(); // nothing that is asked for is left out
  if (verb === 'list' && login === undefined) return withDeps(config, out, list);
  if (verb === 'reset' && login !== undefined) return withDeps(config, out, (deps) => reset(deps, login.toLowerCase()));
  if (verb !== 'invite' || login !== undefined) throw new UsageError();
  const { role = 'organizer', contest = null, unit = null } = values;
  const who = Who.safeParse({ name: values.name, function: values.function ?? '' });
  const isLeader = role === 'unit-leader';
  if (!who.success || isLeader !== (unit !== null) || (isLeader && contest === null)) throw new UsageError();
  return withDeps(config, out, (deps) => invite(deps, { ...who.data, role, contest, unit }));
}

const withDeps = (config: Config, out: Out, work: (deps: Deps) => Promise<boolean>): Promise<boolean> =>
  withMigratedDatabase(config, async (db) => {
    const clock = await databaseClock(db);
    try {
      return await work({ db, clock, config, out });
    } finally {
      clock.stop();
    }
  });

const dayOf = (ms: number | null): string => (ms === null ? '–' : new Date(ms).toISOString().slice(0, 10));
const rolesText = (grants: readonly Grant[]): string =>
  grants.map(({ role, contestId, unitCode }) => [role, contestId, unitCode].filter(Boolean).join(':')).join(', ') ||
  '–';

/** Of every organization, each under its name where there are several. */
async function list(deps: Deps): Promise<boolean> {
  const organizations = await readOrganizations(deps.db);
  for (const { id, name } of organizations) {
    if (organizations.length > 1) deps.out.printLine(name || id);
    await listOf(deps, id);
  }
  return true;
}

async function listOf({ db, clock, out }: Deps, organizationId: string): Promise<void> {
  const accounts = await readAccounts(db, organizationId);
  const roles = await readRoles(
    db,
    accounts.map((row) => row.id),
  );
  const invitations = await readOpenInvitations(db, organizationId, clock.nowMs());
  out.print(words.accounts(accounts.filter((row) => row.removed_at_ms === null).length));
  for (const row of accounts) {
    const own = rolesText(roles.filter(({ accountId }) => accountId === row.id));
    const state = row.removed_at_ms === null ? dayOf(row.used_at_ms) : `x ${dayOf(row.removed_at_ms)}`;
    out.printLine(`  ${row.login}  ${row.name}  ${row.function || '–'}  ${own}  ${state}`);
  }
  out.print(words.invitations(invitations.length));
  for (const each of invitations)
    out.printLine(`  ${each.name || '–'}  ${rolesText(each.grants)}  ${dayOf(each.expiresAtMs)}`);
}

/** The role that is asked for, and whose organization it is of; null: there is no such role, contest or unit, and the reason is printed. */
async function readGrant({ db, out }: Deps, asked: Invite): Promise<{ grant: Grant; organizationId: string } | null> {
  const isMissing = (what: string): null => {
    out.print(words.notFound(what));
    return null;
  };
  if (!staffRoles.includes(asked.role as StaffRole)) {
    out.print(words.noRole(staffRoles.join(', ')));
    return null;
  }
  const contest = asked.contest === null ? null : (await readContests(db)).find(({ slug }) => slug === asked.contest);
  if (contest === undefined) return isMissing(asked.contest ?? '');
  if (contest && asked.unit !== null && !(await hasUnit(db, contest.id, asked.unit))) return isMissing(asked.unit);
  const organizationId = contest?.organization_id ?? (await readFirstOrganization(db)).id;
  const grant = Grant.parse({ role: asked.role, contestId: contest?.id ?? null, unitCode: asked.unit });
  return { grant, organizationId };
}

async function invite(deps: Deps, asked: Invite): Promise<boolean> {
  const read = await readGrant(deps, asked);
  if (read === null) return false;
  const of = { accountId: null, name: asked.name, function: asked.function, grants: [read.grant] };
  await deps.db.transaction((tx) => makeLink(tx, deps, { ...of, organizationId: read.organizationId }));
  return true;
}

async function reset(deps: Deps, login: string): Promise<boolean> {
  const account = await readAccountByLogin(deps.db, login);
  if (account === null || account.removed_at_ms !== null) {
    deps.out.print(words.notFound(login));
    return false;
  }
  await deps.db.transaction(async (tx) => {
    await revokeInvitationsOf(tx, account.id, deps.clock.nowMs());
    const { id: accountId, organization_id: organizationId, name, function: jobFunction } = account;
    const grants = await readRoles(tx, [accountId]);
    await makeLink(tx, deps, { organizationId, accountId, name, function: jobFunction, grants });
  });
  return true;
}

async function makeLink(
  tx: Queries,
  { clock, config, out }: Deps,
  of: Omit<Invitation, 'id' | 'madeBy' | 'expiresAtMs'>,
): Promise<void> {
  const atMs = clock.nowMs();
  const expiresAtMs = atMs + invitationLastsMs;
  const { id, token } = await insertInvitation(tx, { ...of, madeBy: actor, expiresAtMs }, atMs);
  await writeAudit(tx, {
    contestId: null,
    organizationId: of.organizationId,
    atMs,
    actor,
    act: of.accountId === null ? 'account:invite' : 'account:reset',
    object: of.accountId === null ? `invitation ${id}` : `account ${of.accountId}`,
    detail: { roles: grantDetail(of.grants), expiresAt: new Date(expiresAtMs).toISOString() },
  });
  const base = config.publicUrl ?? `http://localhost:${config.port}`;
  out.print(words.link(of.name, `${base}${pathOfInvitation(token)}`));
}
