import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '@hoithi/shared/contract/limits';
import { ArrivalRate, lingerFor } from './arrival-rate.ts';
import { Busy, mayPass } from './database.ts';

export type BatchOptions<T, R> = {
  itemsMax?: number;
  /** How many may wait; one more is refused as Busy. */
  waitingMax?: number;
  /** Called after each commit: what was in it, and how long its oldest item had waited. */
  onCommit?: (items: readonly T[], results: readonly R[], oldestMs: number) => void;
};

type Waiting<T, R> = { item: T; sinceMs: number; resolve: (result: R) => void; reject: (reason: unknown) => void };
type Commit<T, R> = (items: readonly T[]) => Promise<readonly R[]>;

/**
 * Group commit: what arrives while a commit is under way leaves together in the next one, which waits a moment
 * for more where more are coming.
 *
 * Units    `itemsMax` items at most in one commit (default 1,000); `waitingMax` wait at most.
 * Refuses  Busy for what would wait beyond that. A commit of many that fails is tried again item by item, so that
 *          one bad item fails alone; during an outage all items of the commit fail, since trying one by one would only
 *          take longer.
 * Source   SPEC A3, W7; design 3.
 */
export class Batch<T, R> {
  readonly #commit: Commit<T, R>;
  readonly #itemsMax: number;
  readonly #waitingMax: number;
  readonly #onCommit: BatchOptions<T, R>['onCommit'];
  #queue: Waiting<T, R>[] = [];
  #inFlight: Waiting<T, R>[] = [];
  #running = false;
  readonly #rate = new ArrivalRate();
  #idlers: (() => void)[] = [];

  constructor(commit: Commit<T, R>, options: BatchOptions<T, R> = {}) {
    this.#commit = commit;
    this.#itemsMax = options.itemsMax ?? 1_000;
    this.#waitingMax = options.waitingMax ?? limits.batchWaitingMax;
    this.#onCommit = options.onCommit;
    assert(this.#itemsMax >= 1, 'a batch commits at least one item');
  }

  /** Resolves with the item's own result once it is committed; rejects if its commit failed. */
  add(item: T): Promise<R> {
    if (this.#queue.length >= this.#waitingMax) return Promise.reject(new Busy('too many items wait for a commit'));
    const sinceMs = performance.now();
    this.#rate.note(sinceMs);
    return new Promise<R>((resolve, reject) => {
      this.#queue.push({ item, sinceMs, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  /** Resolves when nothing is queued and nothing is in flight. */
  idle(): Promise<void> {
    return this.#running ? new Promise((resolve) => this.#idlers.push(resolve)) : Promise.resolve();
  }

  /** How long the oldest item that is not committed yet has been waiting; 0 when none is. */
  oldestMs(): number {
    const oldest = this.#inFlight[0] ?? this.#queue[0];
    return oldest ? performance.now() - oldest.sinceMs : 0;
  }

  /** How many wait for the next commit. */
  waiting(): number {
    return this.#queue.length;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // One turn of the event loop lets everything that has just arrived leave together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const lingerMs = this.#queue.length < this.#itemsMax ? lingerFor(this.#queue.length, this.#rate.perMs()) : 0;
      if (lingerMs > 0) await pause(lingerMs);
      const group = this.#queue.slice(0, this.#itemsMax);
      this.#queue = this.#queue.slice(this.#itemsMax);
      this.#inFlight = group;
      await this.#commitAll(group);
      this.#inFlight = [];
    }
    this.#running = false;
    const idlers = this.#idlers;
    this.#idlers = [];
    for (const wake of idlers) wake();
  }

  async #commitAll(group: readonly Waiting<T, R>[]): Promise<void> {
    let results: readonly R[];
    try {
      results = await this.#commit(group.map((waiting) => waiting.item));
    } catch (fault) {
      if (group.length === 1 || mayPass(fault)) return rejectAll(group, fault);
      for (const waiting of group) await this.#commitAll([waiting]);
      return;
    }
    // Committed without a result for each: trying again would commit twice.
    if (results.length !== group.length)
      return rejectAll(group, new Error('a commit answered with another number of results than items'));
    group.forEach((waiting, at) => waiting.resolve(results[at] as R));
    this.#onCommit?.(
      group.map((waiting) => waiting.item),
      results,
      performance.now() - (group[0]?.sinceMs ?? 0),
    );
  }
}

function rejectAll<T, R>(group: readonly Waiting<T, R>[], reason: unknown): void {
  for (const waiting of group) waiting.reject(reason);
}
