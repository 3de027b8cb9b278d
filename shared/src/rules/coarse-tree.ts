import { isHeading } from '../contract/unit-level.ts';
import { assert } from './assert.ts';
import { publicCount } from './public-count.ts';

/** What the public may deduce of a figure: it lies between the two, both included. */
export type Possible = { least: number; most: number };

/** Every shown figure leaves at least this many possible values. */
export const possibleMin = 10;

const floorOf = (n: number): Possible => {
  const { atLeast } = publicCount(n, 'coarse') ?? { atLeast: 0 };
  return { least: atLeast, most: atLeast + 10 ** Math.max(1, String(n).length - 2) - 1 };
};

/**
 * The floor of a sum beside the floors of its parts. Ten units of 9 each would show ten times "below ten" and "from 90":
 * then everybody knew that each has 9. So where all parts are shown, a sum is shown no higher than `possibleMin` values
 * below the most that its parts allow.
 *
 * Source   SPEC U22.
 */
export function floorOfSum(total: number, parts: readonly Possible[], allShown: boolean): Possible {
  const least = parts.reduce((sum, part) => sum + part.least, 0);
  const most = allShown ? parts.reduce((sum, part) => sum + part.most, 0) : Number.POSITIVE_INFINITY;
  assert(total >= least, 'a sum is not below its parts');
  const cap = Math.max(0, most - (possibleMin - 1));
  const shown = floorOf(Math.min(total, cap));
  const capped = floorOf(cap === Number.POSITIVE_INFINITY ? 0 : cap);
  const reachesTop = cap !== Number.POSITIVE_INFINITY && shown.least === capped.least;
  return {
    least: shown.least,
    most: reachesTop ? most : Math.min(shown.most, most),
  };
}

export type TreeUnit = { code: string; level: string; parentCode: string | null };

/**
 * Floors for all units of a tree, and what is known of those on top. `personsOf` counts each unit with those below it.
 * Nobody belongs to a heading, so all its parts are shown; any other unit may have people of its own. The tree is laid
 * out once and may be read many times.
 *
 * Units    people.
 * Source   SPEC U22, V3.
 */
export function coarsenTree(units: readonly TreeUnit[]) {
  const known = new Set(units.map((unit) => unit.code));
  const children = new Map<string | null, TreeUnit[]>();
  for (const unit of units) {
    const above = unit.parentCode !== null && known.has(unit.parentCode) ? unit.parentCode : null;
    const siblings = children.get(above);
    if (siblings) siblings.push(unit);
    else children.set(above, [unit]);
  }
  return (personsOf: (code: string) => number): { shown: ReadonlyMap<string, Possible>; top: Possible[] } => {
    const shown = new Map<string, Possible>();
    function show(unit: TreeUnit): Possible {
      const persons = personsOf(unit.code);
      const parts = (children.get(unit.code) ?? []).map(show);
      const possible = parts.length === 0 ? floorOf(persons) : floorOfSum(persons, parts, isHeading(unit.level));
      shown.set(unit.code, possible);
      return possible;
    }
    return { shown, top: (children.get(null) ?? []).map(show) };
  };
}
