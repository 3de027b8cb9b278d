export interface Batch<T, R> {
  /** Resolves with the item's own result once it is committed; rejects if its commit failed. */
  add(item: T): Promise<R>;
  /** Resolves when nothing is queued and nothing is in flight. */
  idle(): Promise<void>;
}
/**
 * Group commit: what arrives while a commit is on its way leaves together in the next one.
 *
 * Units    `itemsMax` items at most in one commit (default 1,000).
 * Refuses  nothing. A commit of many that fails is tried again item by item, so that one bad item hurts only itself;
 *          when the store is away all items of the commit hear it, since trying one by one would only wait longer.
 * Source   SPEC A3; design 3.
 */
export declare function createBatch<T, R>(
  commit: (items: readonly T[]) => Promise<readonly R[]>,
  options?: {
    itemsMax?: number;
  },
): Batch<T, R>;
