import { randomUUID } from 'node:crypto';
import type { Grant } from '@hoithi/shared/contract/staff';
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

/** Gives roles that the account does not have. */
export async function insertRoles(
  tx: Queries,
  accountId: string,
  grants: readonly Grant[],
  nowMs: number,
): Promise<void> {
  for (const { role, contestId, unitCode } of grants)
    await tx.query(
      `insert into account_roles (id, account_id, role, contest_id, unit_code, given_at_ms)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [randomUUID(), accountId, role, contestId, unitCode, nowMs],
    );
}

/** null: there is no such account. */
export async function readAccountName(db: Queries, accountId: string): Promise<string | null> {
  const [row] = await db.query<{ name: string }>('select name from accounts where id = $1', [accountId]);
  return row?.name ?? null;
}

/** Whether anybody can sign in. */
export async function hasAccounts(db: Queries): Promise<boolean> {
  return (await db.query('select 1 from accounts where removed_at_ms is null limit 1')).length === 1;
}
