import type { PublicResults } from '@hoithi/shared/contract/results';
import { foldText, scoreUnitMatch } from '@hoithi/shared/rules/fold';

export type UnitRow = PublicResults['units'][number];

/** Units of one level (null: all) that answer the query as the search of units does, marks and case aside. SPEC S5. */
export function filterUnits(units: readonly UnitRow[], level: string | null, query: string): UnitRow[] {
  const folded = foldText(query);
  return units.filter(
    (unit) =>
      (level === null || unit.level === level) &&
      (folded === '' || scoreUnitMatch(folded, foldText(unit.name), '') > 0),
  );
}
