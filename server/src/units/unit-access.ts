import { accept, type Result } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { outOfScope } from '../web/route.ts';
import type { StaffSession } from '../web/sessions.ts';

/** The contest of a unit, for the organizer, or for a leader whose own unit is this one or stands above it. SPEC U4, U14. */
export function unitInScope(
  app: Pick<App, 'contests'>,
  by: StaffSession,
  { slug, code }: { slug: string; code: string },
): Result<CachedContest> {
  const contest = app.contests.bySlug(slug);
  if (by.role === 'organizer') return contestInScope(app, by, contest?.contestId ?? '');
  const own = contest?.contestId === by.contestId ? by.unitCode : null;
  const ownNow = own === null ? null : (contest?.units.unitOf(own)?.code ?? null);
  const isMine = ownNow !== null && contest?.units.ancestorsOf(code).includes(ownNow);
  return contest && isMine ? accept(contest) : outOfScope({ code: 'not_allowed' });
}
