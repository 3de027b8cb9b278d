import { isHeading, unitLevels } from '../../contract/unit-level.ts';

type Placed = { level: string; headcount: number | null; tile: unknown };

/**
 * Levels of a contest as people choose among them: the known ones from the province down, then the organizer's own words
 * by name. A level of one unit is nothing to compare.
 *
 * Source  SPEC U21.
 */
export function listLevels(units: readonly Placed[]): string[] {
  const counts = new Map<string, number>();
  for (const { level } of units) counts.set(level, (counts.get(level) ?? 0) + 1);
  const place = (level: string) => {
    const at = (unitLevels as readonly string[]).indexOf(level);
    return at === -1 ? unitLevels.length : at;
  };
  const several = [...counts].filter(([, count]) => count > 1).map(([level]) => level);
  const levels = several.length > 0 ? several : [...counts.keys()];
  return levels.sort((a, b) => place(a) - place(b) || new Intl.Collator('vi').compare(a, b));
}

/** The level that a map shows when nobody has chosen: the one with places on it, else the one with the most rated units. */
export function mainLevel(units: readonly Placed[]): string | null {
  const levels = listLevels(units);
  const score = (level: string) => {
    const own = units.filter((unit) => unit.level === level);
    const placed = own.filter((unit) => unit.tile !== null).length;
    const rated = own.filter((unit) => unit.headcount !== null).length;
    return (isHeading(level) ? 0 : 1) * (placed * 1e8 + rated * 1e4 + own.length);
  };
  return levels.reduce<string | null>(
    (best, level) => (best === null || score(level) > score(best) ? level : best),
    null,
  );
}
