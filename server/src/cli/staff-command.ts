import { parseArgs } from 'node:util';
import { Grant, type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import { readAccountByLogin, readAccounts, readFirstOrganization, readRoles } from '../accounts/accounts-sql.ts';
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
import { readContests } from '../contest/contests-sql.ts';
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

/** `staff list | invite --name … --role … | reset LOGIN`. */
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
  if (verb === 'list' && login === undefined) return withDeps(config, out, list);
  if (verb === 'reset' && login !== undefined) return withDeps(config, out, (deps) => reset(deps, login.toLowerCase()));
  const { name, role } = values;
  if (verb !== 'invite' || login !== undefined || !name?.trim()) throw new UsageError();
  const { function: jobFunction = '', contest = null, unit = null } = values;
  const asked = { name: name.trim(), function: jobFunction, role: role ?? 'organizer', contest, unit };
  return withDeps(config, out, (deps) => invite(deps, asked));
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

async function list({ db, clock, out }: Deps): Promise<boolean> {
  const { id } = await readFirstOrganization(db);
  const accounts = await readAccounts(db, id);
  const roles = await readRoles(
    db,
    accounts.map((row) => row.id),
  );
  const invitations = await readOpenInvitations(db, id, clock.nowMs());
  out.print(words.accounts(accounts.filter((row) => row.removed_at_ms === null).length));
  for (const row of accounts) {
    const own = rolesText(roles.filter(({ accountId }) => accountId === row.id));
    const state = row.removed_at_ms === null ? dayOf(row.used_at_ms) : `x ${dayOf(row.removed_at_ms)}`;
    out.printLine(`  ${row.login}  ${row.name}  ${row.function || '–'}  ${own}  ${state}`);
  }
  out.print(words.invitations(invitations.length));
  for (const each of invitations)
    out.printLine(`  ${each.name || '–'}  ${rolesText(each.grants)}  ${dayOf(each.expiresAtMs)}`);
  return true;
}

/** The roles that are asked for; null: there is no such role, contest or unit, and the reason is printed. */
async function readGrant({ db, out }: Deps, asked: Invite): Promise<Grant | null> {
  if (!staffRoles.includes(asked.role as StaffRole)) {
    out.print(words.noRole(staffRoles.join(', ')));
    return null;
  }
  const contest = asked.contest === null ? null : (await readContests(db)).find(({ slug }) => slug === asked.contest);
  if (contest === undefined) {
    out.print(words.notFound(asked.contest ?? ''));
    return null;
  }
  const grant = Grant.safeParse({ role: asked.role, contestId: contest?.id ?? null, unitCode: asked.unit });
  if (!grant.success) throw new UsageError();
  return grant.data;
}

async function invite(deps: Deps, asked: Invite): Promise<boolean> {
  const grant = await readGrant(deps, asked);
  if (grant === null) return false;
  const { id } = await readFirstOrganization(deps.db);
  await deps.db.transaction((tx) =>
    makeLink(tx, deps, {
      organizationId: id,
      accountId: null,
      name: asked.name,
      function: asked.function,
      grants: [grant],
    }),
  );
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
