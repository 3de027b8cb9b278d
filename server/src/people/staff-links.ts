import type { InviteStaff } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { openSession, readSession, type StaffRole, useOneTimeLink } from '../web/sessions-sql.ts';
import { makeStaffLink, readStaffLink, revokeStaffLinks } from './staff-links-sql.ts';

type By = { actor: string; contestId: string | null };
const pages: Record<StaffRole, string> = { organizer: '/to-chuc', mc: '/mc', 'unit-leader': '/don-vi' };

/**
 * A link that opens the MC's page of a contest, or the page of one unit's leader. `revokeOthers` closes those made before,
 * and their sessions. SPEC O4, U4.
 */
export async function inviteStaff(
  app: Pick<App, 'db' | 'clock' | 'bus' | 'contests'>,
  by: By,
  message: InviteStaff,
): Promise<Result<{ path: string }>> {
  const contest = app.contests.byId(message.contestId);
  if (!contest || (by.contestId !== null && by.contestId !== contest.contestId))
    return refuse({ code: 'not_found', what: 'contest' });
  const { unitCode } = message;
  if (unitCode !== null && !contest.units.units.has(unitCode)) return refuse({ code: 'not_found', what: 'unit' });
  const atMs = app.clock.nowMs();
  const { contestId } = contest;
  const token = await app.db.transaction(async (tx) => {
    const closed = message.revokeOthers ? await revokeStaffLinks(tx, contestId, message.role, unitCode, atMs) : 0;
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'staff:invite',
      object: message.role,
      detail: { closed, ...(unitCode === null ? {} : { unit: unitCode }) },
    });
    return makeStaffLink(tx, { role: message.role, contest_id: contestId, unit_code: unitCode }, atMs);
  });
  if (message.revokeOthers) app.bus.publish('staff:revoked', { contestId, role: message.role, unitCode });
  return accept({ path: `/vao#${token}` });
}

/** Opens a session of the role that a link is for. SPEC O4. */
export async function enterByStaffLink(
  app: Pick<App, 'db' | 'clock'>,
  token: string,
): Promise<Result<{ goTo: string; token: string; expiresAtMs: number }>> {
  const nowMs = app.clock.nowMs();
  const link = await readStaffLink(app.db, token, nowMs);
  if (!link) return refuse({ code: 'link_closed' });
  const session = await openSession(
    app.db,
    { kind: 'staff', role: link.role, contestId: link.contest_id, unitCode: link.unit_code, actor: '' },
    nowMs,
  );
  return accept({ ...session, goTo: pages[link.role] });
}

/** The organizer's link printed at start: works once. SPEC O3. */
export async function enterByLink(
  app: Pick<App, 'db' | 'clock'>,
  link: string,
): Promise<Result<{ token: string; expiresAtMs: number }>> {
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
