import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../contract/json.ts';
import { exampleFile } from '../test-rulebook.ts';
import { applyChange, isSame, listChanges, mergeChanges, valueAt, writeSteps } from './changes.ts';

const base = exampleFile() as unknown as { [key: string]: Json };
const changed = (change: (file: ReturnType<typeof exampleFile>) => void) =>
  exampleFile(change) as unknown as { [key: string]: Json };

/** Small documents with lists of named items, as rulebooks have. */
const leaf = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 }), fc.constant(null));
const item = fc.record({
  id: fc.constantFrom('x', 'y', 'z'),
  label: leaf,
  more: fc.record({ n: leaf }, { requiredKeys: [] }),
});
const list = fc.uniqueArray(item, { maxLength: 3, selector: ({ id }) => id });
const document = fc.record({
  list,
  plain: fc.array(leaf, { maxLength: 2 }),
  meta: fc.record({ a: leaf, b: leaf }, { requiredKeys: [] }),
});

describe('changes of a draft', () => {
  it('[J3] are named by the deepest place, items of a list by their id', () => {
    const other = changed((file) => {
      file.meta.name.vi = 'Khác';
      file.awards.push({ ...file.awards[0], id: 'more' } as (typeof file.awards)[number]);
      file.awards[0] = { ...file.awards[0], label: { vi: 'Giải', en: 'Prize' } } as (typeof file.awards)[number];
    });
    expect(listChanges(base, other).map(({ place }) => writeSteps(place))).toEqual([
      'meta.name.vi',
      'awards.prizes.label.vi',
      'awards.prizes.label.en',
      'awards.more',
    ]);
  });

  it('[J3] applied to what they were found from they make the other value', () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        const made = listChanges(one, other).reduce<Json | undefined>(applyChange, one);
        return isSame(made, other);
      }),
    );
  });

  it('[J3] whoever changed nothing gets what the other made, and nothing is to be decided', () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        const [theirs, mine] = [mergeChanges(one, one, other), mergeChanges(one, other, one)];
        return (
          isSame(theirs.merged, other) &&
          isSame(mine.merged, other) &&
          theirs.conflicts.length + mine.conflicts.length === 0
        );
      }),
    );
  });

  it('[J3] two people: what only one changed is as that one has it, what both changed differently is to be decided', () => {
    fc.assert(
      fc.property(document, document, document, (one, mine, theirs) => {
        const { merged, conflicts } = mergeChanges(one, mine, theirs);
        const decided = conflicts.reduce<Json>(
          (all, { place, mine: after }) => applyChange(all, { place, after }) ?? null,
          merged,
        );
        return listChanges(one, mine).every(({ place, after }) => {
          const isOpen = conflicts.some((conflict) => conflict.place.every((step, at) => place[at] === step));
          return isSame(valueAt(decided, place), after) && (isOpen || isSame(valueAt(merged, place), after));
        });
      }),
    );
  });

  it('[J3] a name changed by both is one conflict with both values', () => {
    const mine = changed((file) => {
      file.meta.name.vi = 'Của tôi';
    });
    const theirs = changed((file) => {
      file.meta.name.vi = 'Của bạn';
      file.meta.planNo = '12/KH';
    });
    const { merged, conflicts } = mergeChanges(base, mine, theirs);
    expect(conflicts).toEqual([{ place: ['meta', 'name', 'vi'], mine: 'Của tôi', theirs: 'Của bạn' }]);
    expect(valueAt(merged, ['meta', 'planNo'])).toBe('12/KH');
  });
});
