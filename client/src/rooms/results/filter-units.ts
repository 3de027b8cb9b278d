import type { PublicResults } from '@hoithi/shared/contract/results';
import { foldText } from './fold-text.ts';

export type UnitRow = PublicResults['units'][number];

/** Units of one level (null: all) whose name holds every word of the query, marks and case aside. SPEC S5. */
export function filterUnits(units: readonly UnitRow[], level: string | null, query: string): UnitRow[] {
  const words = foldText(query).split(' ').filter(Boolean);
  return units.filter((unit) => {
    const name = foldText(unit.name);
    return (level === null || unit.level === level) && words.every((word) => name.includes(word));
  });
}
