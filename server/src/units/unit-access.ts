import { type Result, refuse } from '@hoithi/shared/contract/result';
import type { Request } from 'express';
import type { House } from '../app-parts.ts';
import type { HouseContest } from '../contest/contests.ts';
import { auditRefusal, readCookieSession, type StaffSession } from '../web/sessions.ts';

export type Admitted = { session: StaffSession; contest: HouseContest };

/** The organizer of this contest. Staff without the right are refused, and the refusal is in the trail. SPEC U4. */
export async function admitOrganizer(
  house: House,
  request: Request,
  contest: HouseContest | null,
  object: string,
): Promise<Result<Admitted>> {
  const session = await readCookieSession(house, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  if (session.role !== 'organizer') return turnAway(house, session, object, 'not_allowed');
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  if (session.contestId !== null && session.contestId !== contest.contestId)
    return turnAway(house, session, object, 'not_found');
  return { ok: true, value: { session, contest } };
}

/** The organizer, or a leader whose own unit is this one or stands above it. SPEC U4, U14. */
export async function admitToUnit(
  house: House,
  request: Request,
  contest: HouseContest | null,
  unitCode: string,
  object: string,
): Promise<Result<Admitted>> {
  const session = await readCookieSession(house, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  const what = `${object} ${unitCode}`;
  if (session.role === 'organizer') return admitOrganizer(house, request, contest, what);
  const own = session.role === 'unit-leader' && contest?.contestId === session.contestId ? session.unitCode : null;
  const mine = own === null ? null : (contest?.units.unitOf(own)?.code ?? null);
  const line = contest?.units.lineOf(unitCode) ?? [];
  if (!contest || mine === null || !line.includes(mine)) return turnAway(house, session, what, 'not_allowed');
  return { ok: true, value: { session, contest } };
}

async function turnAway(
  house: House,
  session: StaffSession,
  object: string,
  code: 'not_allowed' | 'not_found',
): Promise<Result<Admitted>> {
  await auditRefusal(house, session, object.slice(0, 120));
  return refuse(code === 'not_found' ? { code, what: 'contest' } : { code });
}
