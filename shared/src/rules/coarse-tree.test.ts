import { describe, expect, it } from 'vitest';
import { coarsenTree, floorOfSum, type Possible, possibleMin, type TreeUnit } from './coarse-tree.ts';
import { seededRandom } from './random.ts';
import { deduce } from './test-deduce.ts';

const unit = (code: string, parentCode: string | null, level = 'COMMUNE'): TreeUnit => ({ code, parentCode, level });

describe('floors of a tree', () => {
  it('[U22] ten units of 9 each are not revealed by their sum', () => {
    const units = [unit('khoi', null, 'BLOCK'), ...Array.from({ length: 10 }, (_, i) => unit(`u${i}`, 'khoi'))];
    const { shown } = coarsenTree(units)((code) => (code === 'khoi' ? 90 : 9));
    expect(shown.get('khoi')).toEqual({ least: 80, most: 90 });
    expect(shown.get('u3')).toEqual({ least: 0, most: 9 });
  });

  it('[U22] a unit that may have people of its own is shown by its own floor', () => {
    const units = [unit('huyen', null, 'DISTRICT'), unit('xa', 'huyen')];
    const { shown } = coarsenTree(units)((code) => (code === 'huyen' ? 512 : 3));
    expect(shown.get('huyen')).toEqual({ least: 510, most: 519 });
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    '[U22] seed %i: whoever adds and subtracts still has ten values to choose from, for every unit and the whole',
    (seed) => {
      const random = seededRandom(`tree ${seed}`);
      const units = buildTree(random);
      const own = new Map(units.map((each) => [each.code, ownPeople(each, units, random)]));
      const personsOf = (code: string): number =>
        (own.get(code) ?? 0) +
        units.filter((each) => each.parentCode === code).reduce((sum, each) => sum + personsOf(each.code), 0);
      const { shown, top } = coarsenTree(units)(personsOf);
      const total = units
        .filter((each) => each.parentCode === null)
        .reduce((sum, each) => sum + personsOf(each.code), 0);
      const whole = floorOfSum(total, top, true);
      const deduced = deduce(units, shown, whole);
      for (const each of units) {
        const possible = deduced.get(each.code) as Possible;
        expect(possible.least).toBeLessThanOrEqual(personsOf(each.code));
        expect(possible.most).toBeGreaterThanOrEqual(personsOf(each.code));
        expect(possible.most - possible.least + 1).toBeGreaterThanOrEqual(possibleMin);
      }
      expect(whole.most - whole.least + 1).toBeGreaterThanOrEqual(possibleMin);
    },
  );
});

/** Headings over headings over communes, some with districts between. */
function buildTree(random: () => number): TreeUnit[] {
  const units: TreeUnit[] = [];
  const tops = 1 + Math.floor(random() * 3);
  for (let top = 0; top < tops; top++) {
    units.push(unit(`t${top}`, null, random() < 0.7 ? 'BLOCK' : 'DISTRICT'));
    for (let middle = 0; middle < 1 + Math.floor(random() * 10); middle++) {
      const code = `t${top}m${middle}`;
      units.push(unit(code, `t${top}`, random() < 0.5 ? 'BLOCK' : 'AGENCY'));
      for (let leaf = 0; leaf < Math.floor(random() * 11); leaf++) units.push(unit(`${code}l${leaf}`, code));
    }
  }
  return units;
}

/** Edges: 9, 10, 99, 100, just below and on each step; nobody belongs to a heading that has parts. */
function ownPeople(each: TreeUnit, units: readonly TreeUnit[], random: () => number): number {
  const hasParts = units.some((below) => below.parentCode === each.code);
  if (each.level === 'BLOCK' && hasParts) return 0;
  const edges = [0, 9, 9, 9, 9, 10, 19, 99, 100, 109, 999, 1_000, Math.floor(random() * 3_000)];
  return edges[Math.floor(random() * edges.length)] ?? 0;
}
