import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '@hoithi/shared/contract/limits';
import { Unavailable } from './database.ts';

export interface Batch<T, R> {
  /** Resolves with the item's own result once it is committed; rejects if its commit failed. */
  add(item: T): Promise<R>;
  /** Resolves when nothing is queued and nothing is in flight. */
  idle(): Promise<void>;
  /** How long the oldest item that is not committed yet has been waiting; 0 when none is. */
  oldestMs(): number;
  /** How many wait for the next commit. */
  waiting(): number;
}

export type BatchOptions<T, R> = {
  itemsMax?: number;
  /** How many may wait; whoever comes on top of them hears that the store is away. */
  waitingMax?: number;
  /** Hears of each commit: what was in it, and how long its oldest item had waited. */
  onCommit?: (items: readonly T[], results: readonly R[], oldestMs: number) => void;
};

/**
 * After a commit of a crowd the next one waits a moment for more: at some thousand items a second a commit every
 * millisecond costs the server and the database more than all the rest of an answer, and nobody can tell three
 * milliseconds. Below that nothing waits.
 */
const crowdItems = 4;
const lingerMs = 3;

type Waiting<T, R> = { item: T; sinceMs: number; resolve: (result: R) => void; reject: (reason: unknown) => void };

function rejectAll<T, R>(group: readonly Waiting<T, R>[], reason: unknown): void {
  for (const waiting of group) waiting.reject(reason);
}

/**
 * Group commit: what arrives while a commit is on its way leaves together in the next one; after a crowd's, what arrives
 * within three milliseconds more.
 *
 * Units    `itemsMax` items at most in one commit (default 1,000); `waitingMax` wait at most.
 * Refuses  Unavailable for what would wait beyond that. A commit of many that fails is tried again item by item, so that one bad item hurts only itself;
 *          when the store is away all items of the commit hear it, since trying one by one would only wait longer.
 * Source   SPEC A3, W7; design 3.
 */
export function createBatch<T, R>(
  commit: (items: readonly T[]) => Promise<readonly R[]>,
  options: BatchOptions<T, R> = {},
): Batch<T, R> {
  const itemsMax = options.itemsMax ?? 1_000;
  const waitingMax = options.waitingMax ?? limits.batchWaitingMax;
  assert(itemsMax >= 1, 'a batch carries at least one item');
  let queue: Waiting<T, R>[] = [];
  let away: Waiting<T, R>[] = [];
  let running = false;
  let lastItems = 0;
  let idlers: (() => void)[] = [];

  async function commitAll(group: readonly Waiting<T, R>[]): Promise<void> {
    let results: readonly R[];
    try {
      results = await commit(group.map((waiting) => waiting.item));
    } catch (fault) {
      if (group.length > 1 && !(fault instanceof Unavailable)) return commitEach(group);
      return rejectAll(group, fault);
    }
    // Committed but not answered for: trying again would commit twice.
    if (results.length !== group.length) return rejectAll(group, new Error('a commit answers for each of its items'));
    group.forEach((waiting, at) => waiting.resolve(results[at] as R));
    options.onCommit?.(
      group.map((waiting) => waiting.item),
      results,
      performance.now() - (group[0]?.sinceMs ?? 0),
    );
  }

  async function commitEach(group: readonly Waiting<T, R>[]): Promise<void> {
    for (const waiting of group) await commitAll([waiting]);
  }

  async function run(): Promise<void> {
    running = true;
    // One turn of the event loop lets everything that has just arrived travel together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      if (lastItems >= crowdItems && queue.length < itemsMax) await pause(lingerMs);
      const group = queue.slice(0, itemsMax);
      queue = queue.slice(itemsMax);
      away = group;
      lastItems = group.length;
      await commitAll(group);
      away = [];
    }
    running = false;
    const waiting = idlers;
    idlers = [];
    for (const wake of waiting) wake();
  }

  return {
    add(item) {
      if (queue.length >= waitingMax) return Promise.reject(new Unavailable('too many wait for a commit', undefined));
      return new Promise<R>((resolve, reject) => {
        queue.push({ item, sinceMs: performance.now(), resolve, reject });
        if (!running) void run();
      });
    },
    idle() {
      return running ? new Promise((resolve) => idlers.push(resolve)) : Promise.resolve();
    },
    oldestMs() {
      const oldest = away[0] ?? queue[0];
      return oldest ? performance.now() - oldest.sinceMs : 0;
    },
    waiting: () => queue.length,
  };
}
