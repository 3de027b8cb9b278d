import type { Condition, Population, SimpleCondition } from '../model/population.ts';

type Simple = { condition: SimpleCondition; not: boolean };

/**
 * Whether it follows from the rulebook alone that nobody can be in all of these conditions: ages or numbers that cannot meet,
 * choices of one field that exclude each other, a thing and its opposite.
 *
 * Source  SPEC M3.
 */
export function isEmpty(conditions: readonly Condition[], populations: readonly Population[]): boolean {
  return alternatives(conditions, populations, 0).every(contradicts);
}

const alternativesMax = 200;

/** The conditions as alternatives, each a list that must hold together; too many of them are not looked into. */
function alternatives(conditions: readonly Condition[], populations: readonly Population[], depth: number): Simple[][] {
  let found: Simple[][] = [[]];
  for (const condition of conditions) {
    const more = alternativesOf(condition, populations, depth);
    if (found.length * more.length > alternativesMax) return [[]];
    found = found.flatMap((one) => more.map((other) => [...one, ...other]));
  }
  return found;
}

function alternativesOf(condition: Condition, populations: readonly Population[], depth: number): Simple[][] {
  switch (condition.kind) {
    case 'all':
      return alternatives(condition.of, populations, depth);
    case 'any':
      return condition.of.flatMap((each) => alternativesOf(each, populations, depth));
    case 'not':
      return [[{ condition: condition.of, not: true }]];
    case 'population': {
      const named = populations.find(({ id }) => id === condition.population);
      const inside = named && depth < populations.length ? alternativesOf(named.where, populations, depth + 1) : [[]];
      return inside.map((each) => [{ condition, not: false }, ...each]);
    }
    default:
      return [[{ condition, not: false }]];
  }
}

function contradicts(simple: readonly Simple[]): boolean {
  return simple.some(
    (one, at) => isImpossible(one) || simple.slice(at + 1).some((other) => excludeEachOther(one, other)),
  );
}

const isImpossible = ({ condition, not }: Simple): boolean => {
  if (condition.kind === 'everybody') return not;
  if (condition.kind !== 'age' && condition.kind !== 'number') return false;
  return !not && (condition.min ?? -Infinity) > (condition.max ?? Infinity);
};

function excludeEachOther(one: Simple, other: Simple): boolean {
  if (one.not !== other.not) return JSON.stringify(one.condition) === JSON.stringify(other.condition);
  if (one.not) return false;
  const [a, b] = [one.condition, other.condition];
  if (a.kind === 'field' && b.kind === 'field') return a.field === b.field && !a.in.some((id) => b.in.includes(id));
  const sameNumber =
    (a.kind === 'age' && b.kind === 'age') || (a.kind === 'number' && b.kind === 'number' && a.field === b.field);
  if (!sameNumber || (a.kind !== 'age' && a.kind !== 'number') || (b.kind !== 'age' && b.kind !== 'number'))
    return false;
  return Math.max(a.min ?? -Infinity, b.min ?? -Infinity) > Math.min(a.max ?? Infinity, b.max ?? Infinity);
}
