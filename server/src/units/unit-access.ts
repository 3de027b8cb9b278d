import { type Result, refuse } from '@hoithi/shared/contract/result';
import type { Request } from 'express';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { auditRefusal, readCookieSession, type StaffSession } from '../web/sessions.ts';

export type Admitted = { session: StaffSession; contest: CachedContest };

/** The organizer of this contest. Staff without the right are refused, and the refusal is in the trail. SPEC U4. */
export async function admitOrganizer(
  app: App,
  request: Request,
  contest: CachedContest | null,
  object: string,
): Promise<Result<Admitted>> {
  const session = await readCookieSession(app, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  if (session.role !== 'organizer') return refuseStaff(app, session, object, 'not_allowed');
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  if (session.contestId !== null && session.contestId !== contest.contestId)
    return refuseStaff(app, session, object, 'not_found');
  return { ok: true, value: { session, contest } };
}

/** The organizer, or a leader whose own unit is this one or stands above it. SPEC U4, U14. */
export async function admitToUnit(
  app: App,
  request: Request,
  contest: CachedContest | null,
  unitCode: string,
  object: string,
): Promise<Result<Admitted>> {
  const session = await readCookieSession(app, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  const what = `${object} ${unitCode}`;
  if (session.role === 'organizer') return admitOrganizer(app, request, contest, what);
  const own = session.role === 'unit-leader' && contest?.contestId === session.contestId ? session.unitCode : null;
  const mine = own === null ? null : (contest?.units.unitOf(own)?.code ?? null);
  const line = contest?.units.ancestorsOf(unitCode) ?? [];
  if (!contest || mine === null || !line.includes(mine)) return refuseStaff(app, session, what, 'not_allowed');
  return { ok: true, value: { session, contest } };
}

async function refuseStaff(
  app: App,
  session: StaffSession,
  object: string,
  code: 'not_allowed' | 'not_found',
): Promise<Result<Admitted>> {
  await auditRefusal(app, session, object.slice(0, 120));
  return refuse(code === 'not_found' ? { code, what: 'contest' } : { code });
}
