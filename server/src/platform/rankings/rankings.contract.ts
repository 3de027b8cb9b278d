import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ranked, Rankings } from './rankings.ts';

const keyMax = Number.MAX_SAFE_INTEGER;

/** A repeatable stream of numbers in [0, 1): mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The rule, written as plainly as possible: every adapter must give the same. */
function rankPlainly(keys: ReadonlyMap<string, number>): Ranked[] {
  const places = [...keys].sort(([a, keyA], [b, keyB]) => keyB - keyA || (a < b ? -1 : 1));
  return places.map(([who, key]) => ({ who, key, rank: 1 + places.filter(([, other]) => other > key).length }));
}

/** The contract of every adapter of Rankings. Called once per adapter. */
export function describeRankings(adapter: string, open: () => Promise<Rankings>): void {
  describe(`rankings in ${adapter}`, () => {
    const board = 'round:1';
    let rankings: Rankings;

    beforeAll(async () => {
      rankings = await open();
    });
    beforeEach(() => rankings.wipe(board));
    afterAll(() => rankings.close());

    const put = (keys: Record<string, number>) => rankings.put(board, new Map(Object.entries(keys)));

    it('a board nobody is on is empty', async () => {
      expect(await rankings.top(board, 10)).toEqual([]);
      expect(await rankings.size(board)).toBe(0);
      expect(await rankings.rankOf(board, 'an')).toBeNull();
      expect(await rankings.keyOf(board, 'an')).toBeNull();
      await rankings.remove(board, ['an']);
      await rankings.put(board, new Map());
      expect(await rankings.size(board)).toBe(0);
      expect(rankings.ready()).toBe(true);
    });

    it('[K2] equal keys share a rank and the next rank is skipped', async () => {
      await put({ binh: 50, an: 50, chi: 40, dung: 90 });
      expect(await rankings.top(board, 10)).toEqual([
        { who: 'dung', key: 90, rank: 1 },
        { who: 'an', key: 50, rank: 2 },
        { who: 'binh', key: 50, rank: 2 },
        { who: 'chi', key: 40, rank: 4 },
      ]);
      expect(await Promise.all(['dung', 'an', 'binh', 'chi'].map((who) => rankings.rankOf(board, who)))).toEqual([
        1, 2, 2, 4,
      ]);
    });

    it('[K1] keys from 0 to 2^53 - 1 come back unchanged and are distinct', async () => {
      await put({ an: keyMax, binh: keyMax - 1, chi: 1, dung: 0 });
      expect(await rankings.top(board, 4)).toEqual([
        { who: 'an', key: keyMax, rank: 1 },
        { who: 'binh', key: keyMax - 1, rank: 2 },
        { who: 'chi', key: 1, rank: 3 },
        { who: 'dung', key: 0, rank: 4 },
      ]);
      expect(await rankings.keyOf(board, 'an')).toBe(keyMax);
      expect(await rankings.keyOf(board, 'dung')).toBe(0);
      expect(await rankings.rankOf(board, 'binh')).toBe(2);
    });

    it.each([-1, 0.5, 2 ** 53, Number.NaN])('[K1] a key of %s is a fault, and nothing is put', async (key) => {
      await expect(put({ an: 1, binh: key })).rejects.toThrow('2^53');
      expect(await rankings.size(board)).toBe(0);
    });

    it('a put replaces, up and down', async () => {
      await put({ an: 10, binh: 20 });
      await put({ an: 30 });
      expect(await rankings.rankOf(board, 'an')).toBe(1);
      await put({ an: 5 });
      expect(await rankings.rankOf(board, 'an')).toBe(2);
      expect(await rankings.size(board)).toBe(2);
    });

    it('top returns as many as requested', async () => {
      await put({ an: 3, binh: 2, chi: 1 });
      expect((await rankings.top(board, 2)).map((place) => place.who)).toEqual(['an', 'binh']);
      expect(await rankings.top(board, 0)).toEqual([]);
    });

    it('those removed are gone, and boards do not touch each other', async () => {
      await put({ an: 3, binh: 2, chi: 1 });
      await rankings.put('round:2', new Map([['an', 1]]));
      await rankings.remove(board, ['an', 'nobody']);
      expect(await rankings.rankOf(board, 'an')).toBeNull();
      expect(await rankings.rankOf(board, 'chi')).toBe(2);
      await rankings.wipe(board);
      expect(await rankings.size(board)).toBe(0);
      expect(await rankings.size('round:2')).toBe(1);
      await rankings.wipe('round:2');
    });

    it.each([1, 2, 3])('[K3] seed %i: after random puts and removals it equals the plain rule', async (seed) => {
      const random = seededRandom(seed);
      const people = Array.from({ length: 3_000 }, (_, at) => `person-${at}`);
      const edges = [0, 1, keyMax, keyMax - 1];
      const truth = new Map<string, number>();
      const pick = () => people[Math.floor(random() * people.length)] ?? '';
      for (let turn = 0; turn < 6; turn += 1) {
        const keys = new Map(
          Array.from({ length: 1_500 }, () => {
            const edge = edges[Math.floor(random() * edges.length)] ?? 0;
            return [pick(), random() < 0.1 ? edge : Math.floor(random() * 400)] as const;
          }),
        );
        const removed = Array.from({ length: 200 }, pick);
        await rankings.put(board, keys);
        await rankings.remove(board, removed);
        for (const [who, key] of keys) truth.set(who, key);
        for (const who of removed) truth.delete(who);
      }
      const plain = rankPlainly(truth);
      expect(await rankings.size(board)).toBe(plain.length);
      expect(await rankings.top(board, people.length)).toEqual(plain);
      for (const place of plain.filter((_, at) => at % 37 === 0)) {
        expect(await rankings.rankOf(board, place.who)).toBe(place.rank);
        expect(await rankings.keyOf(board, place.who)).toBe(place.key);
      }
    });
  });
}
