import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { HouseContest } from '../house/contests.ts';
import type { UnitTree } from '../house/unit-tree.ts';

/** Persons of every unit with those of the units below it; the denominator is the unit's own headcount. SPEC C2. */
export function rollUpUnits(
  contest: HouseContest,
  personsByUnit: ReadonlyMap<string, number>,
): readonly UnitParticipation[] {
  const kept = rolledUp.get(personsByUnit);
  if (kept?.tree === contest.units) return kept.units;
  const units = rollUp(contest, personsByUnit);
  rolledUp.set(personsByUnit, { tree: contest.units, units });
  return units;
}

/** Each count is a new map and never changes, so hundreds of leaders share one roll-up of it. */
const rolledUp = new WeakMap<ReadonlyMap<string, number>, { tree: UnitTree; units: readonly UnitParticipation[] }>();

function rollUp(contest: HouseContest, personsByUnit: ReadonlyMap<string, number>): UnitParticipation[] {
  const persons = new Map<string, number>();
  for (const [code, count] of personsByUnit) {
    for (const above of contest.units.lineOf(code)) persons.set(above, (persons.get(above) ?? 0) + count);
  }
  return [...contest.units.units.values()].map((unit) => {
    const count = persons.get(unit.code) ?? 0;
    return {
      code: unit.code,
      name: unit.name,
      level: unit.level,
      parentCode: unit.parentCode,
      persons: count,
      headcount: unit.headcount,
      headcountDate: unit.headcountDate,
      rate: unit.headcount === null || unit.headcount === 0 ? null : count / unit.headcount,
      tile: unit.tile,
    };
  });
}

/** Ranks rated units among those of their own level: 1 + how many have a higher rate. */
export function rankUnits(units: readonly UnitParticipation[]): (UnitParticipation & { rank: number | null })[] {
  const ratesOf = new Map<string, number[]>();
  for (const unit of units) {
    if (unit.rate !== null) ratesOf.set(unit.level, [...(ratesOf.get(unit.level) ?? []), unit.rate]);
  }
  for (const rates of ratesOf.values()) rates.sort((a, b) => b - a);
  return units.map((unit) => {
    const { rate } = unit;
    if (rate === null) return { ...unit, rank: null };
    const ahead = (ratesOf.get(unit.level) ?? []).findIndex((other) => other <= rate);
    return { ...unit, rank: ahead + 1 };
  });
}
