import type { Result } from '@hoithi/shared/contract/result';
import { hasPermission } from '@hoithi/shared/rules/permissions';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';

/** The contest of a unit, for the organizer, or for a leader whose own unit is this one or stands above it. SPEC U4, U14. */
export function unitInScope(
  app: Pick<App, 'contests'>,
  by: Acting,
  { slug, code }: { slug: string; code: string },
): Result<CachedContest> {
  const contest = app.contests.bySlug(slug);
  const found = contestInScope(app, by, contest?.contestId ?? '');
  const leads = by.grants.filter(({ role }) => role === 'unit-leader');
  if (!contest || leads.length === 0) return found;
  const others = by.grants.filter(({ role }) => role !== 'unit-leader' && hasPermission(role, 'unit:read'));
  if (others.some(({ contestId }) => contestId === null || contestId === contest.contestId)) return found;
  const mine = leads.flatMap(({ contestId, unitCode }) =>
    contestId === contest.contestId && unitCode !== null ? (contest.units.unitOf(unitCode)?.code ?? []) : [],
  );
  const above = contest.units.ancestorsOf(code);
  return found.ok && mine.some((unitCode) => above.includes(unitCode)) ? found : outOfScope({ code: 'not_allowed' });
}
