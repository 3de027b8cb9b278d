import type { Rulebook } from '../model/rulebook.ts';
import { Membership } from './belong.ts';
import type { Facts, UnitRow } from './facts.ts';
import { IndexedFacts } from './index-facts.ts';
import { Judge } from './judge-contest.ts';
import { countUnits } from './stand-units.ts';

export type TargetReached = {
  target: number;
  unit: string;
  persons: number;
  headcount: number | null;
  reached: boolean;
};

/** Each target for each of its units: people of the population who took part, over the headcount of its kind. Source: SPEC M18. */
export function reachTargets(rulebook: Rulebook, facts: Facts): TargetReached[] {
  const indexed = new IndexedFacts(facts);
  const { membership, rounds } = new Judge(rulebook, indexed);
  return rulebook.targets.flatMap(({ units, people, headcount, minRate }, target) => {
    const own = facts.units.filter(({ code }) => membership.hasUnit(units, code));
    const source = { facts: indexed, membership, rounds, won: new Map() };
    return [...countUnits(own, { population: people, headcount }, source)].map(([unit, counted]) => ({
      ...{ target, unit, persons: counted.persons, headcount: counted.headcount },
      reached: counted.headcount !== null && counted.persons >= minRate * counted.headcount - 1e-6,
    }));
  });
}

const nobody: ReadonlySet<string> = new Set();

/** What each unit should reach, by code: the first target whose units it is one of. Source: SPEC M18, U11. */
export function targetRates(
  rulebook: Pick<Rulebook, 'locale' | 'populations' | 'targets'>,
  units: readonly UnitRow[],
): ReadonlyMap<string, number> {
  const known = { people: new Map(), units: new Map(units.map((unit) => [unit.code, unit])) };
  const membership = new Membership(rulebook, known, { qualified: () => nobody, winners: () => nobody });
  return new Map(
    units.flatMap(({ code }) => {
      const target = rulebook.targets.find((each) => membership.hasUnit(each.units, code));
      return target ? [[code, target.minRate] as const] : [];
    }),
  );
}
