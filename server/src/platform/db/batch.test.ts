import { describe, expect, it } from 'vitest';
import { Batch } from './batch.ts';
import { Busy, Unavailable } from './database.ts';

/** A commit that waits until the test lets it go. */
function commitGate() {
  const groups: number[][] = [];
  const goes: (() => void)[] = [];
  async function commit(items: readonly number[]): Promise<number[]> {
    groups.push([...items]);
    await new Promise<void>((resolve) => goes.push(resolve));
    return items.map((item) => item * 10);
  }
  /** Resolves once `count` commits have begun. */
  async function begun(count: number): Promise<void> {
    while (groups.length < count) await new Promise((resolve) => setImmediate(resolve));
  }
  return { groups, goes, commit, begun };
}

describe('batch', () => {
  it('[A3] what arrives while a commit is on its way leaves together in the next one', async () => {
    const { groups, goes, commit, begun } = commitGate();
    const batch = new Batch(commit);
    const first = batch.add(1);
    await begun(1);
    const later = [batch.add(2), batch.add(3), batch.add(4)];
    goes[0]?.();
    await begun(2);
    goes[1]?.();
    expect(await Promise.all([first, ...later])).toEqual([10, 20, 30, 40]);
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  it('[A3] in a crowd, what comes turns of the loop later still leaves together; among a few it does not', async () => {
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const sendAfter = async (items: number): Promise<number[][]> => {
      const { groups, goes, commit, begun } = commitGate();
      const batch = new Batch(commit);
      const all = Array.from({ length: items }, (_, at) => batch.add(at));
      await begun(1);
      goes[0]?.();
      await Promise.all(all);
      all.push(batch.add(1_000));
      await turn(); // the one turn that everything gets
      await turn();
      all.push(batch.add(1_001));
      while (groups.flat().length < items + 2) {
        for (const go of goes) go();
        await turn();
      }
      for (const go of goes) go();
      await Promise.all(all);
      return groups.slice(1);
    };
    expect(await sendAfter(60)).toEqual([[1_000, 1_001]]);
    expect(await sendAfter(2)).toEqual([[1_000], [1_001]]);
  });

  it('[N9] each commit reports what was in it, and how long its oldest item has waited', async () => {
    const { goes, commit, begun } = commitGate();
    const commits: unknown[] = [];
    const batch = new Batch(commit, {
      onCommit: (items, results, oldestMs) => commits.push([items, results, oldestMs > 0]),
    });
    expect(batch.oldestMs()).toBe(0);
    const first = batch.add(1);
    await begun(1);
    expect(batch.oldestMs()).toBeGreaterThan(0);
    const second = batch.add(2);
    goes[0]?.();
    await first;
    await begun(2);
    expect(batch.oldestMs()).toBeGreaterThan(0);
    goes[1]?.();
    await second;
    await batch.idle();
    expect(batch.oldestMs()).toBe(0);
    expect(commits).toEqual([
      [[1], [10], true],
      [[2], [20], true],
    ]);
  });

  it('[A3] an item is not answered before its own commit is back', async () => {
    const { goes, commit, begun } = commitGate();
    const batch = new Batch(commit);
    let answered = false;
    const item = batch.add(1).then(() => {
      answered = true;
    });
    await begun(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    goes[0]?.();
    await item;
    expect(answered).toBe(true);
  });

  it('a commit carries no more than itemsMax, in the order of arrival', async () => {
    const groups: number[][] = [];
    const batch = new Batch<number, number>(
      async (items) => {
        groups.push([...items]);
        return items;
      },
      { itemsMax: 2 },
    );
    expect(await Promise.all([1, 2, 3, 4, 5].map((item) => batch.add(item)))).toEqual([1, 2, 3, 4, 5]);
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('one bad item hurts only itself', async () => {
    const batch = new Batch<number, number>(async (items) => {
      if (items.includes(2)) throw new Error('two is bad');
      return items;
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batch.add(item)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('during an outage every item of the commit fails at once, and the next commit is tried', async () => {
    let commits = 0;
    const batch = new Batch<number, number>(async (items) => {
      commits += 1;
      if (commits === 1) throw new Unavailable('away', undefined);
      return items;
    });
    const outcomes = await Promise.allSettled([batch.add(1), batch.add(2)]);
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason instanceof Unavailable)).toBe(
      true,
    );
    expect(commits).toBe(1);
    expect(await batch.add(3)).toBe(3);
  });

  it('a commit that answers for too few items is not tried again: it may have been committed', async () => {
    let commits = 0;
    const batch = new Batch<number, number>(async () => {
      commits += 1;
      return [];
    });
    const outcomes = await Promise.allSettled([batch.add(1), batch.add(2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(commits).toBe(1);
  });

  it('[F2] idle resolves only when nothing is queued or in flight', async () => {
    const { goes, commit, begun } = commitGate();
    const batch = new Batch(commit);
    await batch.idle();
    let idle = false;
    void batch.add(1);
    await begun(1);
    void batch.add(2);
    const waiting = batch.idle().then(() => {
      idle = true;
    });
    goes[0]?.();
    await begun(2);
    expect(idle).toBe(false);
    goes[1]?.();
    await waiting;
    expect(idle).toBe(true);
  });

  it('[W7] what would wait beyond the bound is refused at once, and what waits is committed', async () => {
    let go: () => void = () => undefined;
    const going = new Promise<void>((resolve) => {
      go = resolve;
    });
    const batch = new Batch<number, number>(
      async (items) => {
        await going;
        return items;
      },
      { itemsMax: 1, waitingMax: 3 },
    );
    const waiting = [1, 2, 3].map((item) => batch.add(item));
    await expect(batch.add(4)).rejects.toBeInstanceOf(Busy);
    go();
    expect(await Promise.all(waiting)).toEqual([1, 2, 3]);
    expect(await batch.add(5)).toBe(5);
  });
});
