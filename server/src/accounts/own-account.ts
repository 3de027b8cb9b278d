import type {
  BeginMeans,
  ChangeOwnAccount,
  Means,
  MeansBegun,
  OwnAccount,
  Proof,
} from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { assert } from '@hoithi/shared/rules/assert';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import { type Acting, isProofOld } from '../web/sessions.ts';
import {
  endAccountSessions,
  isSessionOpen,
  noteProof,
  readAccountSessions,
  settleRecovered,
} from './account-sessions-sql.ts';
import {
  type FullAccountRow,
  lockAccount,
  raiseMeansNo,
  readAccount,
  readOrganizationName,
  readRoles,
  renameAccount,
} from './accounts-sql.ts';
import { nameGrants } from './grants.ts';
import { countRecoveryCodes, deletePasskey, readPasskeysOf } from './means-sql.ts';
import type { Place } from './own-place.ts';
import { proveWho } from './prove.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { beginMeans, checkMeans, storeMeans } from './set-up-means.ts';

/** What somebody sees and changes of the own account. SPEC I3, I14. */

type OwnApp = Pick<App, 'db' | 'clock' | 'bus' | 'log' | 'contests' | 'oidc'>;
/** Of a session that belongs to an account. */
export type Holder = Pick<Acting, 'actor' | 'organizationId' | 'id' | 'provedAtMs'> & { accountId: string };

/** Who came by a link, or entered the demo, has no account. SPEC I4. */
export const holderOf = (who: Acting): Result<Holder> =>
  who.accountId === null ? refuse({ code: 'not_allowed' }) : accept({ ...who, accountId: who.accountId });

async function accountOf(db: Queries, { accountId }: Holder): Promise<FullAccountRow> {
  const account = await readAccount(db, accountId);
  assert(account !== null, 'a session of an account has its account');
  return account;
}

export async function viewOwnAccount(app: OwnApp, holder: Holder): Promise<OwnAccount> {
  const nowMs = app.clock.nowMs();
  const account = await accountOf(app.db, holder);
  const passkeys = await readPasskeysOf(app.db, account.id);
  const sessions = await readAccountSessions(app.db, account.id, nowMs);
  return {
    accountId: account.id,
    login: account.login,
    name: account.name,
    function: account.function,
    organization: await readOrganizationName(app.db, account.organization_id),
    grants: nameGrants(app, await readRoles(app.db, [account.id])),
    provedAtMs: holder.provedAtMs,
    serverNowMs: nowMs,
    passkeys: passkeys.map((row) => ({
      id: row.credential_id,
      label: row.label,
      madeAtMs: row.made_at_ms,
      usedAtMs: row.used_at_ms,
    })),
    hasPassword: account.password_hash !== null,
    hasOidc: account.oidc_subject !== null,
    oidc: app.oidc && { name: app.oidc.name },
    recoveryCodesLeft: await countRecoveryCodes(app.db, account.id),
    meansNeeded: sessions.some((row) => row.id === holder.id && row.signed_in_by === 'recovery'),
    sessions: sessions.map((row) => ({
      id: row.id,
      device: row.device ?? '',
      madeAtMs: row.made_at_ms ?? 0,
      usedAtMs: row.used_at_ms ?? 0,
      isThis: row.id === holder.id,
    })),
  };
}

const audit = (db: Queries, app: OwnApp, holder: Holder, act: string, detail: Record<string, unknown>): Promise<void> =>
  writeAudit(db, {
    contestId: null,
    organizationId: holder.organizationId,
    atMs: app.clock.nowMs(),
    actor: holder.actor,
    act,
    object: `account ${holder.accountId}`,
    detail,
  });

/** The trail says what was changed; names stay in the accounts. SPEC O2. */
export async function changeOwnAccount(
  app: OwnApp,
  holder: Holder,
  change: z.infer<typeof ChangeOwnAccount>,
): Promise<Result<Record<string, never>>> {
  await app.db.transaction(async (tx) => {
    const before = await accountOf(tx, holder);
    const changed = [
      ...(before.name === change.name ? [] : ['full name']),
      ...(before.function === change.function ? [] : ['function']),
    ];
    if (changed.length === 0) return;
    await renameAccount(tx, holder.accountId, change);
    await audit(tx, app, holder, 'account:change', { changed });
  });
  return accept({});
}

/** Proves again who it is, in this session. SPEC I3. */
export async function proveAgain(
  app: OwnApp,
  holder: Holder,
  proof: Proof,
  place: Place,
): Promise<Result<{ provedAtMs: number }>> {
  const proved = await proveWho(app, proof, place, holder.accountId);
  if (!proved.ok) return proved;
  const provedAtMs = app.clock.nowMs();
  return refusingTransaction(app.db, async (tx) => {
    const still = await lockHolder(tx, app, holder);
    if (!still.ok) return still;
    if (still.value !== proved.value.account.means_no) return refuse({ code: 'proof_wrong' });
    await noteProof(tx, holder.id, provedAtMs);
    await audit(tx, app, holder, 'account:prove', { by: proved.value.by });
    return accept({ provedAtMs });
  });
}

/**
 * From here to the end of the transaction nobody else changes the account. Who was removed or reset, or whose session was
 * ended, while the request was on its way changes nothing any more. SPEC I16.
 */
export async function lockHolder(tx: Queries, app: Pick<App, 'clock'>, holder: Holder): Promise<Result<number>> {
  const meansNo = await lockAccount(tx, holder.accountId);
  const isOpen = await isSessionOpen(tx, holder.id, holder.accountId, app.clock.nowMs());
  return meansNo === null || !isOpen ? refuse({ code: 'not_signed_in' }) : accept(meansNo);
}

export async function beginOwnMeans(
  app: OwnApp,
  holder: Holder,
  { kind }: Pick<z.infer<typeof BeginMeans>, 'kind'>,
  place: Place,
): Promise<MeansBegun> {
  const { id, login, name } = await accountOf(app.db, holder);
  const known = (await readPasskeysOf(app.db, id)).map((row) => row.credential_id);
  return beginMeans(app, kind, { holder: `account:${id}`, accountId: id, login, name, known }, place);
}

export const needsProof = (app: Pick<App, 'clock'>, holder: Holder): Result<null> =>
  isProofOld(holder, app.clock.nowMs()) ? refuse({ code: 'prove_again' }) : accept(null);

/** Adds a passkey, or sets the password anew. */
export async function addMeans(
  app: OwnApp,
  holder: Holder,
  means: Means,
  place: Place,
): Promise<Result<Record<string, never>>> {
  const fresh = needsProof(app, holder);
  if (!fresh.ok) return fresh;
  const { id, login, name } = await accountOf(app.db, holder);
  const checked = await checkMeans(app, means, { holder: `account:${id}`, login, name }, place);
  if (!checked.ok) return checked;
  return refusingTransaction(app.db, async (tx) => {
    const still = await lockHolder(tx, app, holder);
    if (!still.ok) return still;
    if (!(await storeMeans(tx, id, checked.value, app.clock.nowMs()))) return refuse({ code: 'proof_wrong' });
    await settleRecovered(tx, id);
    await audit(tx, app, holder, 'account:means-add', { means: means.kind });
    return accept({});
  });
}

/** Refuses  last_means, where nobody could sign in afterwards. */
export async function dropPasskey(
  app: OwnApp,
  holder: Holder,
  credentialId: string,
): Promise<Result<Record<string, never>>> {
  const fresh = needsProof(app, holder);
  if (!fresh.ok) return fresh;
  return refusingTransaction(app.db, async (tx) => {
    const still = await lockHolder(tx, app, holder); // of two that are taken away at the same instant the last one stays
    if (!still.ok) return still;
    const account = await accountOf(tx, holder);
    if (!(await deletePasskey(tx, account.id, credentialId))) return refuse({ code: 'not_found', what: 'passkey' });
    const left = (await readPasskeysOf(tx, account.id)).length;
    if (left === 0 && account.password_hash === null && account.oidc_subject === null)
      return refuse({ code: 'last_means' });
    await raiseMeansNo(tx, account.id);
    await audit(tx, app, holder, 'account:passkey-delete', { left });
    return accept({});
  });
}

/** New codes; the ones before open nothing any more. */
export async function renewRecoveryCodes(app: OwnApp, holder: Holder): Promise<Result<string[]>> {
  const fresh = needsProof(app, holder);
  if (!fresh.ok) return fresh;
  return refusingTransaction(app.db, async (tx) => {
    const still = await lockHolder(tx, app, holder);
    if (!still.ok) return still;
    await raiseMeansNo(tx, holder.accountId);
    const codes = await makeRecoveryCodes(tx, holder.accountId, app.clock.nowMs());
    await audit(tx, app, holder, 'account:recovery-codes', {});
    return accept(codes);
  });
}

/** Ends one session, or all but this one, with their sockets. */
export async function endSessions(
  app: OwnApp,
  holder: Holder,
  which: { id: string } | { exceptId: string },
): Promise<Result<{ ended: number }>> {
  const sessionIds = await app.db.transaction(async (tx) => {
    const ended = await endAccountSessions(tx, holder.accountId, which);
    if (ended.length > 0) await audit(tx, app, holder, 'account:sessions-end', { ended: ended.length });
    return ended;
  });
  if ('id' in which && sessionIds.length === 0) return refuse({ code: 'not_found', what: 'session' });
  app.bus.publish('session:closed', { sessionIds });
  return accept({ ended: sessionIds.length });
}
