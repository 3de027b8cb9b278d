import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOrders, type Place } from '../rulebook/judge/rank.ts';
import { commitToValue, drawLots, hashLotList, lotKey } from './lots.ts';

const drawing = { draw: 'd', listHash: 'ab', seed: '01234' };
const place = (id: string, rank: number): Place => ({ id, rank, values: [], decidedBy: null });

describe('lots', () => {
  it('[F41] every number is drawn once, and the first of a draw are the first of all of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.string(),
        async (count, max, seed) => {
          const all = await drawLots({ ...drawing, seed }, count, count);
          expect(all.toSorted((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
          expect(await drawLots({ ...drawing, seed }, count, max)).toEqual(all.slice(0, max));
          const keys = all.map((number) => lotKey({ ...drawing, seed }, number));
          expect(keys).toEqual(keys.toSorted());
        },
      ),
    );
  });

  it('[F41] who is first depends on draw, list and seed, and falls on everybody alike', async () => {
    const first = new Map<number, number>();
    for (let at = 0; at < 3_000; at++) {
      const [number = 0] = await drawLots({ ...drawing, seed: String(at) }, 10, 1);
      first.set(number, (first.get(number) ?? 0) + 1);
    }
    expect([...first.values()].every((count) => count > 240 && count < 360)).toBe(true);
    const order = (given: Partial<typeof drawing>) => drawLots({ ...drawing, ...given }, 50, 50);
    for (const other of [{ draw: 'e' }, { listHash: 'ac' }, { seed: '01235' }])
      expect(await order(other)).not.toEqual(await order({}));
  });

  it('[F40] the hash of a list is of these people in this order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 20 }), (ids) => {
        const hash = hashLotList(ids);
        expect(hashLotList(ids.toReversed())).not.toBe(hash);
        expect(hashLotList(ids.slice(1))).not.toBe(hash);
        expect(hashLotList([...ids])).toBe(hash);
      }),
    );
  });

  it('[F40] a commitment is of one name and one value', () => {
    expect(commitToValue('Bà Một', 'gió đưa')).toBe('2086ee8e720a75f032e146cea4edc1bb033261d9f29a8a75c968ad18055f6cf3');
    expect(commitToValue('Ông Hai', 'gió đưa')).not.toBe(commitToValue('Bà Một', 'gió đưa'));
  });

  it('[F42] whoever falls out of equals that were drawn is skipped; of a chosen order nothing holds then', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 3, maxLength: 12 }), fc.nat(), (ids, at) => {
        const out = ids[at % ids.length]!;
        const left = ids.filter((id) => id !== out);
        const equals = left.toSorted().map((id) => place(id, 4));
        const drawn = applyOrders(equals, [{ ids, drawn: true }]);
        expect(drawn.map(({ id, rank }) => [id, rank])).toEqual(left.map((id, n) => [id, 4 + n]));
        expect(applyOrders(equals, [{ ids }])).toEqual(equals);
        const joined = [...equals, place('somebody else', 4)];
        expect(applyOrders(joined, [{ ids, drawn: true }])).toEqual(joined);
      }),
    );
  });
});
