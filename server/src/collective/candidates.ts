import { Membership } from '@hoithi/shared/rulebook/judge/belong';
import type { UnitAward } from '@hoithi/shared/rulebook/judge/judge-units';
import type { CachedContest } from '../contest/contests.ts';
import { unitFacts } from '../contest/unit-facts.ts';

const noResults = { qualified: () => new Set<string>(), winners: () => new Set<string>() };

/** The units that the committee may put in an order for an award. SPEC M11. */
export function candidatesOf(
  { rulebook, units }: CachedContest,
  { standing }: UnitAward,
): { code: string; name: string }[] {
  const rows = unitFacts(units);
  const known = { people: new Map(), units: new Map(rows.map((unit) => [unit.code, unit])) };
  const membership = new Membership(rulebook, known, noResults);
  return rows
    .filter(({ code, heading }) => !heading && membership.hasUnit(standing.population, code))
    .map(({ code, name }) => ({ code, name }));
}
