import type { CachedContest } from '../contest/contests.ts';

/** The unit's own name, with the one above it. */
export function unitPath(contest: CachedContest, unitCode: string | null): string | null {
  const unit = unitCode === null ? null : contest.units.unitOf(unitCode);
  return unit ? [unit.name, ...contest.units.pathOf(unit.code).slice(0, 1)].join(', ') : null;
}
