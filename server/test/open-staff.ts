import { randomUUID } from 'node:crypto';
import type { Grant, StaffRole } from '@hoithi/shared/contract/staff';
import { insertAccount, insertRoles, readFirstOrganization } from '../src/accounts/accounts-sql.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { openSession, readStaffSession, type StaffSession } from '../src/web/sessions-sql.ts';

type Deps = { db: Database; clock: Clock };
type Opened = { token: string; expiresAtMs: number };
type Given = { role: StaffRole; contestId: string | null; unitCode?: string | null };

/** A session with one role: by a link where it is for one contest, else of a new account of the first organization. */
export async function openStaff(test: Deps, { role, contestId, unitCode = null }: Given): Promise<Opened> {
  if (contestId === null) return (await openAccount(test, [{ role, contestId, unitCode }])).session;
  const grant = { role, contestId, unitCode };
  return openSession(test.db, { kind: 'link', grant }, test.clock.nowMs());
}

/** A new account with these roles, signed in. */
export async function openAccount(
  { db, clock }: Deps,
  grants: readonly Grant[],
  organizationId: string | null = null,
  name = 'Trần Thị Thử',
): Promise<{ accountId: string; session: Opened }> {
  const id = randomUUID();
  const nowMs = clock.nowMs();
  const organization_id = organizationId ?? (await readFirstOrganization(db)).id;
  const account = { id, organization_id, login: id, name, function: 'Thư ký', made_at_ms: nowMs };
  await insertAccount(db, account);
  await insertRoles(db, id, grants, nowMs);
  return { accountId: id, session: await openSession(db, { kind: 'account', accountId: id, device: null }, nowMs) };
}

/** An organizer of the whole installation, as the server sees whoever acts. */
export async function openConfirmer(test: Deps): Promise<StaffSession & { contestIds: null }> {
  const { session } = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
  const found = await readStaffSession(test.db, session.token, test.clock.nowMs());
  if (!found) throw new Error('the session was just opened');
  return { ...found, contestIds: null };
}

/** An organization beside the one that the installation began with. */
export async function openOrganization({ db }: Pick<Deps, 'db'>, name: string): Promise<string> {
  const id = randomUUID();
  await db.query(
    'insert into organizations (id, name, made_at_ms) select $1, $2, max(made_at_ms) + 1 from organizations',
    [id, name],
  );
  return id;
}
