import type { OidcRefusal } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import {
  lockOrganization,
  raiseMeansNo,
  readAccount,
  readAccountBySubject,
  readOrganizers,
  readRoles,
  setOidcSubject,
} from './accounts-sql.ts';
import { deleteUnlinked, insertUnlinked, noteByHand, readUnlinked } from './identities-sql.ts';
import { readPasskeysOf } from './means-sql.ts';
import { keepInStep } from './oidc-sign-in.ts';
import { type Holder, lockHolder, needsProof } from './own-account.ts';

/** The identity at the organization's provider that an account has, given and taken by its holder. SPEC I12b, I12c. */

type IdentityApp = Pick<App, 'db' | 'clock' | 'bus'>;

/** Of nobody else, never found by a name or an e-mail address. null: it is linked. */
export function linkIdentity(app: IdentityApp, holder: Holder, subject: string): Promise<OidcRefusal | null> {
  return app.db.transaction(async (tx) => {
    await lockOrganization(tx, holder.organizationId); // as whoever signs in by the provider for the first time does
    const still = await lockHolder(tx, app, holder);
    if (!still.ok) return 'stale';
    const own = await readAccount(tx, holder.accountId);
    const other = await readAccountBySubject(tx, subject);
    const former = await readUnlinked(tx, subject);
    if (own?.oidc_subject !== null || other !== null) return own?.oidc_subject === subject ? null : 'taken';
    if (former !== null && former !== holder.accountId) return 'taken';
    await setOidcSubject(tx, holder.accountId, subject);
    await noteByHand(tx, holder.accountId);
    await deleteUnlinked(tx, subject);
    await audit(tx, app, holder, 'account:oidc-link');
    return null;
  });
}

/** With the roles that its claims gave, since nothing keeps them in step any more. Refuses  not_found, last_means, last_organizer. */
export async function unlinkIdentity(app: IdentityApp, holder: Holder): Promise<Result<Record<string, never>>> {
  const fresh = needsProof(app, holder);
  if (!fresh.ok) return fresh;
  const unlinked = await refusingTransaction(app.db, async (tx) => {
    await lockOrganization(tx, holder.organizationId);
    const still = await lockHolder(tx, app, holder);
    if (!still.ok) return still;
    const account = await readAccount(tx, holder.accountId);
    if (account?.oidc_subject == null) return refuse({ code: 'not_found', what: 'identity' });
    const isOnly = account.password_hash === null && (await readPasskeysOf(tx, account.id)).length === 0;
    if (isOnly) return refuse({ code: 'last_means' });
    const wasLast = (await readOrganizers(tx, account.organization_id)).join() === account.id;
    await setOidcSubject(tx, account.id, null);
    await insertUnlinked(tx, account.oidc_subject, account.id, app.clock.nowMs());
    await raiseMeansNo(tx, account.id);
    await keepInStep(tx, app, account, []);
    const left = await readRoles(tx, [account.id]);
    if (wasLast && left.some(({ role, contestId, byClaims }) => byClaims && role === 'organizer' && contestId === null))
      return refuse({ code: 'last_organizer' });
    await audit(tx, app, holder, 'account:oidc-unlink');
    return accept({});
  });
  if (unlinked.ok) app.bus.publish('account:changed', { accountId: holder.accountId });
  return unlinked;
}

const audit = (tx: Queries, app: IdentityApp, { actor, organizationId, accountId }: Holder, act: string) =>
  writeAudit(tx, {
    contestId: null,
    organizationId,
    atMs: app.clock.nowMs(),
    actor,
    act,
    object: `account ${accountId}`,
    detail: {},
  });
