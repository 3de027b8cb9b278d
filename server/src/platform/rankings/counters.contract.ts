import { seededRandom } from '@hoithi/shared/rules/random';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Counters, PersonTally } from './counters.ts';

/** What every adapter of Counters keeps. Called once per adapter. */
export function describeCounters(adapter: string, open: () => Promise<Counters>): void {
  describe(`counters in ${adapter}`, () => {
    const scope = 'round:1';
    let counters: Counters;
    beforeAll(async () => {
      counters = await open();
    });
    beforeEach(() => counters.wipe(scope));
    afterAll(() => counters.close());

    const tally = (who: string, revision: number, place: string, attempts = 1): PersonTally => ({
      who,
      revision,
      place,
      attempts,
    });
    async function rebuild(tallies: readonly PersonTally[], token = 'a'): Promise<boolean> {
      if (!(await counters.beginRebuild(scope, token))) return false;
      await counters.put(scope, tallies);
      return counters.endRebuild(scope, token);
    }
    const figures = async () => {
      const read = await counters.read(scope);
      return read && Object.fromEntries([...read.places].map(([place, sum]) => [place, [sum.persons, sum.attempts]]));
    };

    it('[C6] what was never rebuilt is not whole, however much was put', async () => {
      await counters.put(scope, [tally('an', 1, 'A1')]);
      expect(await counters.read(scope)).toBeNull();
      expect(await rebuild([])).toBe(true);
      expect(await figures()).toEqual({});
    });

    it('[C6] a person counts once, whatever the number of attempts, and moves with a change of unit', async () => {
      await rebuild([tally('an', 1, 'A1', 1), tally('bình', 1, 'A1', 3)]);
      expect(await figures()).toEqual({ A1: [2, 4] });
      await counters.put(scope, [tally('an', 3, 'A2', 2)]);
      expect(await figures()).toEqual({ A1: [1, 3], A2: [1, 2] });
      expect((await counters.read(scope))?.revisions).toBe(4);
    });

    it('[C6] the same tally twice and an older one after a newer change nothing', async () => {
      await rebuild([tally('an', 5, 'A2', 2)]);
      await counters.put(scope, [tally('an', 5, 'A2', 2)]);
      await counters.put(scope, [tally('an', 4, 'A1', 9)]);
      expect(await figures()).toEqual({ A2: [1, 2] });
    });

    it('[C6] [A13] whoever has no attempt left that counts is not a person there, and may be one again', async () => {
      await rebuild([tally('an', 1, 'A1', 1)]);
      await counters.put(scope, [tally('an', 2, 'A1', 0)]);
      expect(await figures()).toEqual({});
      await counters.put(scope, [tally('an', 3, 'A1', 1)]);
      expect(await figures()).toEqual({ A1: [1, 1] });
    });

    it('[C6] one rebuild at a time; what is put while it runs stays', async () => {
      expect(await counters.beginRebuild(scope, 'a')).toBe(true);
      expect(await counters.beginRebuild(scope, 'b')).toBe(false);
      await counters.put(scope, [tally('an', 7, 'A9')]);
      await counters.put(scope, [tally('an', 1, 'A1')]); // the rebuild's page is older
      expect(await counters.lockRebuild(scope, 'a')).toBe(true);
      expect(await counters.read(scope)).toBeNull();
      expect(await counters.endRebuild(scope, 'a')).toBe(true);
      expect(await figures()).toEqual({ A9: [1, 1] });
    });

    it('[K3] a rebuild that was wiped in the middle does not pass for whole', async () => {
      expect(await counters.beginRebuild(scope, 'a')).toBe(true);
      await counters.put(scope, [tally('an', 1, 'A1')]);
      await counters.wipe(scope);
      await counters.put(scope, [tally('bình', 1, 'A1')]);
      expect(await counters.lockRebuild(scope, 'a')).toBe(false);
      expect(await counters.endRebuild(scope, 'a')).toBe(false);
      expect(await counters.read(scope)).toBeNull();
    });

    it('[C6] 2,000 random tallies in any order come to the newest of each person', async () => {
      const random = seededRandom(`counters ${adapter}`);
      const newest = new Map<string, PersonTally>();
      const tallies = Array.from({ length: 2_000 }, (_, at) => {
        const made = tally(
          `p${Math.floor(random() * 300)}`,
          at + 1,
          `A${Math.floor(random() * 9)}`,
          Math.floor(random() * 4),
        );
        newest.set(made.who, made);
        return made;
      });
      const shuffled = tallies.map((each) => ({ each, at: random() })).sort((a, b) => a.at - b.at);
      await rebuild([]);
      await counters.put(
        scope,
        shuffled.map(({ each }) => each),
      );
      const expected: Record<string, [number, number]> = {};
      for (const { place, attempts } of newest.values()) {
        if (attempts === 0) continue;
        const [persons, sum] = expected[place] ?? [0, 0];
        expected[place] = [persons + 1, sum + attempts];
      }
      expect(await figures()).toEqual(expected);
    });

    it('scopes are independent', async () => {
      await rebuild([tally('an', 1, 'A1')]);
      expect(await counters.read('round:2')).toBeNull();
    });
  });
}
