import type { InviteStaff } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import { writeAudit } from '../platform/audit.ts';
import { openSession } from '../web/sessions-sql.ts';
import { makeStaffLink, readStaffLink, revokeStaffLinks, type StaffLink } from './staff-links-sql.ts';

const pages: Record<StaffLink['role'], string> = { mc: '/mc', 'unit-leader': '/don-vi' };

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
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
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
    return makeStaffLink(tx, { role: message.role, contest_id: contestId, unit_code: unitCode }, by.actor, atMs);
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
  return app.db.transaction(async (tx) => {
    const link = await readStaffLink(tx, token, nowMs);
    if (!link) return refuse({ code: 'link_closed' });
    const grant = { role: link.role, contestId: link.contest_id, unitCode: link.unit_code };
    const session = await openSession(tx, { kind: 'link', grant, linkHash: link.token_hash }, nowMs);
    return accept({ ...session, goTo: pages[link.role] });
  });
}
