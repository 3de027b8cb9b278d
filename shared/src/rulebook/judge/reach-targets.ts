import type { Rulebook } from '../model/rulebook.ts';
import type { Facts } from './facts.ts';
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
