import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { UnitCount } from '@hoithi/shared/contract/unit-count';
import type { HouseContest } from '../house/contests.ts';
import type { UnitTree } from '../house/unit-tree.ts';

export type UnitCounts = ReadonlyMap<string, UnitCount>;

/** People of every unit with those of the units below it; the denominator is the unit's own headcount. SPEC C2, C4. */
export function rollUpUnits(contest: HouseContest, counts: UnitCounts): readonly UnitParticipation[] {
  const kept = rolledUp.get(counts);
  if (kept?.tree === contest.units) return kept.units;
  const units = rollUp(contest, counts);
  rolledUp.set(counts, { tree: contest.units, units });
  return units;
}

/** Each count is a new map and never changes, so hundreds of leaders share one roll-up of it. */
const rolledUp = new WeakMap<UnitCounts, { tree: UnitTree; units: readonly UnitParticipation[] }>();

function rollUp(contest: HouseContest, counts: UnitCounts): UnitParticipation[] {
  const sums = new Map<string, UnitCount>();
  for (const [code, { persons, citizens, attempts }] of counts) {
    for (const above of contest.units.lineOf(code)) {
      const sum = sums.get(above);
      if (sum) {
        sum.persons += persons;
        sum.citizens += citizens;
        sum.attempts += attempts;
      } else sums.set(above, { persons, citizens, attempts });
    }
  }
  return [...contest.units.units.values()].map((unit) => {
    const { persons, citizens, attempts } = sums.get(unit.code) ?? { persons: 0, citizens: 0, attempts: 0 };
    return {
      code: unit.code,
      name: unit.name,
      level: unit.level,
      parentCode: unit.parentCode === null ? null : (contest.units.unitOf(unit.parentCode)?.code ?? null),
      block: contest.units.blockOf(unit.code),
      persons,
      citizens,
      attempts,
      headcount: unit.headcount,
      headcountDate: unit.headcountDate,
      headcountSource: unit.headcountSource,
      rate: unit.headcount === null || unit.headcount === 0 ? null : persons / unit.headcount,
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
