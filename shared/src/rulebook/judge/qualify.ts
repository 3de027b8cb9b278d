import type { Qualified } from '../model/population.ts';
import { ancestorsOf } from './belong.ts';
import type { UnitRow } from './facts.ts';
import { groupsOf, type Place } from './rank.ts';

export type QualifiedList = { ids: Set<string>; undecided: string[][] };
/** A place with the code of the unit that its person had at the close; a unit has its own. */
export type PlaceOfUnit = Pick<Place, 'id' | 'rank'> & { unit: string };

/**
 * The first of one list: of it all, of each unit, or of each block. Equals at the edge all come, or wait for an order.
 *
 * Source  SPEC M14.
 */
export function qualifyFrom(
  { top, per, level, ties }: Qualified,
  places: readonly PlaceOfUnit[],
  units: ReadonlyMap<string, UnitRow>,
): QualifiedList {
  const portions = new Map<string, PlaceOfUnit[]>();
  for (const place of places) {
    const name = per === 'standing' ? '' : portionOf(units.get(place.unit), per, level, units);
    if (name == null) continue; // of no such unit: qualified nowhere
    const own = portions.get(name);
    if (own) own.push(place);
    else portions.set(name, [place]);
  }
  const found: QualifiedList = { ids: new Set(), undecided: [] };
  for (const portion of portions.values()) {
    let left = top;
    for (const group of groupsOf(portion)) {
      if (left <= 0) break;
      if (group.length <= left || ties === 'all') for (const { id } of group) found.ids.add(id);
      else found.undecided.push(group.map(({ id }) => id));
      left -= group.length;
    }
  }
  return found;
}

function portionOf(
  unit: UnitRow | undefined,
  per: 'unit' | 'block',
  level: string | undefined,
  units: ReadonlyMap<string, UnitRow>,
): string | null | undefined {
  if (per === 'block') return unit?.block;
  if (!unit || level === undefined) return unit?.code;
  return ancestorsOf(unit, units).find((each) => each.level === level)?.code;
}
