import type { PublicResults } from '@hoithi/shared/contract/results';
import { foldUnitName, scoreUnitMatch } from '@hoithi/shared/rules/units/unit-names';

export type UnitRow = PublicResults['units'][number];

/** Units of one level (null: all) that answer the query as the search of units does, marks and case aside. SPEC S5. */
export function filterUnits(units: readonly UnitRow[], level: string | null, query: string): UnitRow[] {
  const folded = foldUnitName(query);
  return units.filter(
    (unit) =>
      (level === null || unit.level === level) &&
      (folded === '' || scoreUnitMatch(folded, foldUnitName(unit.name), '') > 0),
  );
}
