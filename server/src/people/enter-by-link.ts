import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { openSession, readSession, useOneTimeLink } from '../web/sessions-sql.ts';

/** The organizer's link printed at start: works once. SPEC O3. */
export async function enterByLink(app: App, link: string): Promise<Result<{ token: string; expiresAtMs: number }>> {
  const nowMs = app.clock.nowMs();
  if (!(await useOneTimeLink(app.db, link, nowMs))) return refuse({ code: 'link_used' });
  const session = await openSession(
    app.db,
    { kind: 'staff', role: 'organizer', contestId: null, unitCode: null, actor: '' },
    nowMs,
  );
  const opened = await readSession(app.db, session.token, nowMs);
  const actor = opened?.kind === 'staff' ? opened.actor : 'organizer';
  await writeAudit(app.db, {
    contestId: null,
    atMs: nowMs,
    actor,
    act: 'organizer:enter',
    object: 'installation',
    detail: {},
  });
  return accept(session);
}
