import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { PublicCount } from '@hoithi/shared/contract/public';
import type { Entrance } from '@hoithi/shared/rulebook/settings/settings-of';
import { coarsenTree, floorOfSum, type Possible } from '@hoithi/shared/rules/coarse-tree';

/**
 * All units of a contest as floors, and the floor of all people together, so that no exact figure follows from their sums.
 * Rates are those of the floors. `units` must contain the whole tree, headings included. SPEC U22, V3.
 */
export function coarsenUnits(
  entrance: Pick<Entrance, 'citizensApart' | 'fields'>,
  units: readonly UnitParticipation[],
  people: number,
): { units: UnitParticipation[]; people: PublicCount } {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const coarsen = coarsenTree(units);
  const of = (figure: 'persons' | 'citizens' | 'attempts') => coarsen((code) => byCode.get(code)?.[figure] ?? 0);
  const persons = of('persons');
  const citizens = of('citizens');
  const attempts = of('attempts');
  const parts: Possible[] = entrance.citizensApart ? [...persons.top, ...citizens.top] : persons.top;
  return {
    units: units.map((unit) => {
      const floor = persons.shown.get(unit.code)?.least ?? 0;
      return {
        ...unit,
        persons: floor,
        citizens: citizens.shown.get(unit.code)?.least ?? 0,
        attempts: attempts.shown.get(unit.code)?.least ?? 0,
        rate: unit.headcount === null || unit.headcount === 0 ? null : floor / unit.headcount,
      };
    }),
    people: {
      atLeast: floorOfSum(Math.max(people, sumOf(parts)), parts, everybodyHasUnit(entrance)).least,
      exact: false,
    },
  };
}

const sumOf = (parts: readonly Possible[]): number => parts.reduce((sum, part) => sum + part.least, 0);

/** Where the unit is optional, people without one are in no unit's figure. */
const everybodyHasUnit = ({ fields }: Pick<Entrance, 'fields'>): boolean =>
  fields.some((field) => field.key === 'unit' && field.required);
