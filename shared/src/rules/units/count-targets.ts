import type { UnitParticipation } from '../../contract/participation.ts';

type Targeted = Pick<UnitParticipation, 'persons' | 'headcount' | 'targetRate'>;

/**
 * People still missing to the unit's own target. Where `persons` is a floor, this is the most that can be missing.
 *
 * Units    whole people; 0 when it is reached; null without a target or a headcount.
 * Source   SPEC U11, C2.
 */
export function missingPeople(unit: Targeted): number | null {
  if (unit.targetRate === null || unit.headcount === null || unit.headcount === 0) return null;
  const wanted = Math.ceil(unit.headcount * unit.targetRate - 1e-9); // 0.7 × 30 is 21, not 21.000000000000004
  return Math.max(0, wanted - unit.persons);
}

/** Whether the unit stands on its own target. Source: SPEC U11. */
export const reachesTarget = (unit: Targeted): boolean => missingPeople(unit) === 0;

/**
 * The one target of all units that have one.
 *
 * Units    1 is 100 %; null: none has a target, or they differ.
 * Source   SPEC U28.
 */
export function oneTarget(units: readonly Pick<UnitParticipation, 'targetRate'>[]): number | null {
  const rates = new Set(units.flatMap(({ targetRate }) => (targetRate === null ? [] : [targetRate])));
  const [only = null] = rates;
  return rates.size === 1 ? only : null;
}

/** `of` units have a target and a headcount, `reached` of them stand on it; `rate` is their one target, null: they differ. */
export type TargetCount = { rate: number | null; reached: number; of: number };

/**
 * How many units stand on their own targets, of those with a target and a headcount.
 *
 * Units    counts of units; null: no unit here has a target that can be measured.
 * Source   SPEC U28.
 */
export function countTargets(units: readonly Targeted[]): TargetCount | null {
  const measured = units.filter((unit) => missingPeople(unit) !== null);
  if (measured.length === 0) return null;
  return { rate: oneTarget(measured), reached: measured.filter(reachesTarget).length, of: measured.length };
}
