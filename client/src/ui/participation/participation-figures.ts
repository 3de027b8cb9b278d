import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { oneTarget } from '@hoithi/shared/rules/units/count-targets';

type Rated = Pick<UnitParticipation, 'persons' | 'headcount' | 'rate'>;

/** How high the vessel is filled, 0 to 1. A rate above 1 fills it to the brim; the figure beside it gives the exact rate. SPEC C2. */
export function fillOf(rate: number | null): number {
  return rate === null ? 0 : Math.min(1, Math.max(0, rate));
}

/** A rate over 100 % is shown as it is and flagged: the headcount may be out of date. SPEC C2. */
export function exceedsHeadcount(unit: Rated): boolean {
  return unit.rate !== null && unit.rate > 1;
}

/** Units that no other unit of the list stands above: a block and its agencies would count the same people twice. */
function leavesOf(units: readonly UnitParticipation[]): UnitParticipation[] {
  const parents = new Set(units.map((unit) => unit.parentCode));
  return units.filter((unit) => !parents.has(unit.code));
}

/**
 * Persons, headcount and rate of several units together, nobody counted twice; units without a denominator are counted
 * apart. Together they have a target only where each has the same. SPEC C2, U28.
 */
export function sumUnits(all: readonly UnitParticipation[]) {
  const units = leavesOf(all);
  const rated = units.filter((unit) => unit.headcount !== null);
  const persons = rated.reduce((sum, unit) => sum + unit.persons, 0);
  const headcount = rated.reduce((sum, unit) => sum + (unit.headcount ?? 0), 0);
  const unrated = units.filter((unit) => unit.headcount === null);
  return {
    units: rated.length,
    persons,
    headcount: headcount === 0 ? null : headcount,
    rate: headcount === 0 ? null : persons / headcount,
    targetRate: rated.every((unit) => unit.targetRate !== null) ? oneTarget(rated) : null,
    unratedPersons: unrated.reduce((sum, unit) => sum + unit.persons, 0),
  };
}

/** Coarse figures of 0 stand for fewer than ten people: the rate is below this. Units: 1 is 100 %. SPEC V3. */
export function rateBelow(headcount: number): number {
  return Math.min(1, Math.ceil(1000 / headcount) / 100);
}

/** A live rate never rounds up: 69.96 % has not reached 70 %. A floor is shown in whole per cent. Units: 1 is 100 %. SPEC C2a, V3. */
export function cutRate(rate: number, coarse: boolean): number {
  const steps = coarse ? 100 : 1000;
  return Math.floor(rate * steps + 1e-9) / steps;
}
