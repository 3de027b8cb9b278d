import { foldText } from '@hoithi/shared/rules/fold';
import type { UnitRow } from './filter-units.ts';

const fromTheTop = ['PROVINCE', 'BLOCK', 'DISTRICT', 'AGENCY', 'COMMUNE', 'SCHOOL'];

/** Units as they stand before anybody sorts: level by level from the province down, the best rate first, unranked last. */
export function orderUnits(units: readonly UnitRow[]): UnitRow[] {
  const place = (unit: UnitRow) => fromTheTop.indexOf(unit.level);
  return [...units].sort(
    (a, b) =>
      place(a) - place(b) ||
      (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) ||
      foldText(a.name).localeCompare(foldText(b.name)),
  );
}
