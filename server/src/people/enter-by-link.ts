import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { House } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { openSession, readSession, useOneTimeLink } from '../web/sessions-sql.ts';

/** The organizer's link printed at start: works once. SPEC O3. */
export async function enterByLink(house: House, link: string): Promise<Result<{ token: string; expiresAtMs: number }>> {
  const nowMs = house.clock.nowMs();
  if (!(await useOneTimeLink(house.db, link, nowMs))) return refuse({ code: 'link_used' });
  const session = await openSession(
    house.db,
    { kind: 'staff', role: 'organizer', contestId: null, unitCode: null, actor: '' },
    nowMs,
  );
  const opened = await readSession(house.db, session.token, nowMs);
  const actor = opened?.kind === 'staff' ? opened.actor : 'organizer';
  await writeAudit(house.db, {
    contestId: null,
    atMs: nowMs,
    actor,
    act: 'organizer:enter',
    object: 'house',
    detail: {},
  });
  return accept(session);
}
