import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { UnitCount } from '@hoithi/shared/contract/unit-count';
import { targetRates } from '@hoithi/shared/rulebook/judge/reach-targets';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import type { CachedContest } from '../contest/contests.ts';
import { unitFacts } from '../contest/unit-facts.ts';
import { existsOn, type UnitTree } from '../contest/unit-tree.ts';

export type UnitCounts = ReadonlyMap<string, UnitCount>;

/** People of every unit with those of the units below it; the denominator is the unit's own headcount. SPEC C2, C4. */
export function rollUpUnits(contest: CachedContest, counts: UnitCounts): readonly UnitParticipation[] {
  const known = rolledUp.get(counts);
  if (known?.tree === contest.units && known.rulebook === contest.rulebook) return known.units;
  const units = rollUp(contest, counts);
  rolledUp.set(counts, { tree: contest.units, rulebook: contest.rulebook, units });
  return units;
}

/** Each count is a new map and never changes, so hundreds of leaders share one roll-up of it. */
const rolledUp = new WeakMap<UnitCounts, { tree: UnitTree; rulebook: Rulebook; units: readonly UnitParticipation[] }>();

function rollUp(contest: CachedContest, counts: UnitCounts): UnitParticipation[] {
  const sums = new Map<string, UnitCount>();
  for (const [code, { persons, citizens, attempts }] of counts) {
    for (const above of contest.units.ancestorsOf(code)) {
      const sum = sums.get(above);
      if (sum) {
        sum.persons += persons;
        sum.citizens += citizens;
        sum.attempts += attempts;
      } else sums.set(above, { persons, citizens, attempts });
    }
  }
  const targets = ratesOf(contest);
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
      targetRate: targets.get(unit.code) ?? null,
      tile: unit.tile,
    };
  });
}

const rates = new WeakMap<UnitTree, { rulebook: Rulebook; rates: ReadonlyMap<string, number> }>();

function ratesOf({ rulebook, units }: CachedContest): ReadonlyMap<string, number> {
  const known = rates.get(units);
  if (known?.rulebook === rulebook) return known.rates;
  const found = rulebook.targets.length === 0 ? new Map<string, number>() : targetRates(rulebook, unitFacts(units));
  rates.set(units, { rulebook, rates: found });
  return found;
}

/** Units of a day (ISO date): those in force on it, and those that have people. One list for all who ask on that day. SPEC U7c. */
export function unitsOfDay(
  contest: CachedContest,
  units: readonly UnitParticipation[],
  day: string,
): readonly UnitParticipation[] {
  const known = ofDay.get(units);
  if (known?.day === day && known.tree === contest.units) return known.units;
  const shown = units.filter((unit) => {
    const own = contest.units.unitOf(unit.code);
    return unit.persons + unit.citizens > 0 || (own !== null && existsOn(own, day));
  });
  ofDay.set(units, { day, tree: contest.units, units: shown });
  return shown;
}
const ofDay = new WeakMap<
  readonly UnitParticipation[],
  { day: string; tree: UnitTree; units: readonly UnitParticipation[] }
>();

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
