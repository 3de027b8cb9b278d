import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { openSession } from '../web/sessions-sql.ts';
import { lockAccount } from './accounts-sql.ts';
import type { Proved } from './prove.ts';

type Opened = { token: string; expiresAtMs: number };

/**
 * Opens the session of somebody who has proved who it is. Where the account was removed or reset, or the way to sign in was
 * changed or taken away after it was compared, nothing is opened.
 *
 * Refuses  proof_wrong.
 * Source   SPEC I16.
 */
export function openProved(
  app: Pick<App, 'db' | 'clock'>,
  { account, by }: Proved,
  { device, provedAtMs }: { device: string; provedAtMs: number },
): Promise<Result<Opened>> {
  const nowMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    if ((await lockAccount(tx, account.id)) !== account.means_no) return refuse({ code: 'proof_wrong' });
    await writeAudit(tx, {
      contestId: null,
      organizationId: account.organization_id,
      atMs: nowMs,
      actor: `account:${account.id}`,
      act: 'account:sign-in',
      object: `account ${account.id}`,
      detail: { by },
    });
    return accept(await openSession(tx, { kind: 'account', accountId: account.id, device, by, provedAtMs }, nowMs));
  });
}
