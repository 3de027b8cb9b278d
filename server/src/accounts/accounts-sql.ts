import { randomUUID } from 'node:crypto';
import { Grant } from '@hoithi/shared/contract/staff';
import type { Queries } from '../platform/db/database.ts';

/** Accounts of staff and their roles. SPEC I1, I2. */

export type AccountRow = {
  id: string;
  organization_id: string;
  login: string;
  name: string;
  function: string;
  made_at_ms: number;
  removed_at_ms: number | null;
};

/** The organization that the installation began with; a small one has no other. SPEC I5. */
export async function readFirstOrganization(db: Queries): Promise<{ id: string; name: string }> {
  const [row] = await db.query<{ id: string; name: string }>(
    'select id, name from organizations order by made_at_ms, id limit 1',
  );
  if (!row) throw new Error('an installation has an organization');
  return row;
}

/** In the order in which they were made. */
export const readOrganizations = (db: Queries): Promise<{ id: string; name: string }[]> =>
  db.query<{ id: string; name: string }>('select id, name from organizations order by made_at_ms, id');

/** false: the login is taken. */
export async function insertAccount(
  tx: Queries,
  account: Omit<AccountRow, 'removed_at_ms'> & { password_hash?: string | null; totp_secret?: string | null },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into accounts (id, organization_id, login, name, function, password_hash, totp_secret, made_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (login) do nothing returning id`,
    [
      account.id,
      account.organization_id,
      account.login,
      account.name,
      account.function,
      account.password_hash ?? null,
      account.totp_secret ?? null,
      account.made_at_ms,
    ],
  );
  return rows.length === 1;
}

/** Gives roles that the account does not have. `byClaims`: an identity provider says so. */
export async function insertRoles(
  tx: Queries,
  accountId: string,
  grants: readonly Grant[],
  nowMs: number,
  byClaims = false,
): Promise<void> {
  for (const { role, contestId, unitCode } of grants)
    await tx.query(
      `insert into account_roles (id, account_id, role, contest_id, unit_code, given_at_ms, by_claims)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [randomUUID(), accountId, role, contestId, unitCode, nowMs, byClaims],
    );
}

/** Takes a role away; it stays in the table for the trail. */
export const endRole = (tx: Queries, accountId: string, { role, contestId, unitCode }: Grant, nowMs: number) =>
  tx.query(
    `update account_roles set ended_at_ms = $5 where account_id = $1 and role = $2 and ended_at_ms is null
       and contest_id is not distinct from $3::uuid and unit_code is not distinct from $4::text`,
    [accountId, role, contestId, unitCode, nowMs],
  );

export type HeldRole = Grant & { accountId: string; byClaims: boolean };

/** The roles that accounts have now. */
export async function readRoles(db: Queries, accountIds: readonly string[]): Promise<HeldRole[]> {
  const rows = await db.query<{
    account_id: string;
    role: string;
    contest_id: string | null;
    unit_code: string | null;
    by_claims: boolean;
  }>(
    `select account_id, role, contest_id, unit_code, by_claims from account_roles
     where account_id = any($1::uuid[]) and ended_at_ms is null order by given_at_ms, role, id`,
    [accountIds],
  );
  return rows.map((row) => ({
    ...Grant.parse({ role: row.role, contestId: row.contest_id, unitCode: row.unit_code }),
    accountId: row.account_id,
    byClaims: row.by_claims,
  }));
}

/** From here to the end of the transaction nobody else changes who is in the organization. SPEC I13. */
export const lockOrganization = (tx: Queries, organizationId: string): Promise<unknown> =>
  tx.query('select 1 from organizations where id = $1 for update', [organizationId]);

/** The accounts that may give roles in the whole organization. SPEC I13. */
export async function readOrganizers(tx: Queries, organizationId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select a.id from accounts a where a.organization_id = $1 and a.removed_at_ms is null and exists (
       select 1 from account_roles r where r.account_id = a.id and r.role = 'organizer' and r.contest_id is null
         and r.ended_at_ms is null)`,
    [organizationId],
  );
  return rows.map(({ id }) => id);
}

export const nameOrganization = (tx: Queries, organizationId: string, name: string): Promise<unknown> =>
  tx.query('update organizations set name = $2 where id = $1', [organizationId, name]);

export async function readOrganizationName(db: Queries, organizationId: string): Promise<string> {
  const [row] = await db.query<{ name: string }>('select name from organizations where id = $1', [organizationId]);
  return row?.name ?? '';
}

/** Nobody signs in to it any more. */
export const removeAccount = (tx: Queries, accountId: string, nowMs: number): Promise<unknown> =>
  tx.query('update accounts set removed_at_ms = $2, means_no = means_no + 1 where id = $1 and removed_at_ms is null', [
    accountId,
    nowMs,
  ]);

export const renameAccount = (tx: Queries, accountId: string, own: { name: string; function: string }) =>
  tx.query('update accounts set name = $2, function = $3 where id = $1', [accountId, own.name, own.function]);

export const setOidcSubject = (tx: Queries, accountId: string, subject: string | null): Promise<unknown> =>
  tx.query('update accounts set oidc_subject = $2 where id = $1', [accountId, subject]);

export type FullAccountRow = AccountRow & {
  password_hash: string | null;
  totp_secret: string | null;
  totp_step: number;
  oidc_subject: string | null;
  /** Grows when a way to sign in is changed or taken away: what was proved by those before opens nothing. */
  means_no: number;
};
const fullColumns =
  'id, organization_id, login, name, function, made_at_ms, removed_at_ms, password_hash, totp_secret, totp_step, oidc_subject, means_no';

export async function readAccount(db: Queries, accountId: string): Promise<FullAccountRow | null> {
  const [row] = await db.query<FullAccountRow>(`select ${fullColumns} from accounts where id = $1`, [accountId]);
  return row ?? null;
}

export async function readAccountByLogin(db: Queries, login: string): Promise<FullAccountRow | null> {
  const [row] = await db.query<FullAccountRow>(`select ${fullColumns} from accounts where login = $1`, [login]);
  return row ?? null;
}

export async function readAccountBySubject(db: Queries, subject: string): Promise<FullAccountRow | null> {
  const [row] = await db.query<FullAccountRow>(`select ${fullColumns} from accounts where oidc_subject = $1`, [
    subject,
  ]);
  return row ?? null;
}

export type ListedAccountRow = AccountRow & { used_at_ms: number | null };

/** Everybody of an organization, and when each was here last. */
export const readAccounts = (db: Queries, organizationId: string): Promise<ListedAccountRow[]> =>
  db.query<ListedAccountRow>(
    `select a.id, a.organization_id, a.login, a.name, a.function, a.made_at_ms, a.removed_at_ms,
       (select max(s.used_at_ms) from sessions s where s.account_id = a.id) as used_at_ms
     from accounts a where a.organization_id = $1 order by a.removed_at_ms nulls first, lower(a.name), a.id`,
    [organizationId],
  );

/** null: there is no such account. */
export async function readAccountName(db: Queries, accountId: string): Promise<string | null> {
  const [row] = await db.query<{ name: string }>('select name from accounts where id = $1', [accountId]);
  return row?.name ?? null;
}

/** Whether anybody can sign in. */
export async function hasAccounts(db: Queries): Promise<boolean> {
  return (await db.query('select 1 from accounts where removed_at_ms is null limit 1')).length === 1;
}

/**
 * From here to the end of the transaction nobody else changes this account or its ways to sign in. Answers the number that
 * these have; null: there is no such account, or it was removed.
 */
export async function lockAccount(tx: Queries, accountId: string): Promise<number | null> {
  const [row] = await tx.query<{ means_no: number }>(
    'select means_no from accounts where id = $1 and removed_at_ms is null for update',
    [accountId],
  );
  return row?.means_no ?? null;
}

/** What was proved by a way to sign in that was changed or taken away opens nothing any more. */
export const raiseMeansNo = (tx: Queries, accountId: string): Promise<unknown> =>
  tx.query('update accounts set means_no = means_no + 1 where id = $1', [accountId]);
