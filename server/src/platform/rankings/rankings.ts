import { strict as assert } from 'node:assert';

export interface Ranked {
  who: string;
  key: number;
  rank: number;
}

/**
 * Who is ahead. Derived: it can be wiped and rebuilt from the ledger at any time.
 *
 * Units    a key is an integer in [0, 2^53); higher is ahead.
 * Refuses  nothing: during an outage the store throws Unavailable.
 * Source   SPEC K1-K3.
 */
export interface Rankings {
  /** The store, with its version, for reports. */
  readonly store: string;
  /** Replaces the keys of those named. */
  put(board: string, keys: ReadonlyMap<string, number>): Promise<void>;
  remove(board: string, who: readonly string[]): Promise<void>;
  /** 1 + how many are strictly ahead; null for one who is not on the board. */
  rankOf(board: string, who: string): Promise<number | null>;
  keyOf(board: string, who: string): Promise<number | null>;
  /** The first `limit` in order; equal keys share a rank and stand in the order of their ids. */
  top(board: string, limit: number): Promise<Ranked[]>;
  size(board: string): Promise<number>;
  wipe(board: string): Promise<void>;
  /** Whether the store answers at the moment. */
  ready(): boolean;
  close(): Promise<void>;
}

/** Every adapter calls this on the way in. */
export function assertKey(key: number): void {
  assert(Number.isSafeInteger(key) && key >= 0, 'a key is an integer in [0, 2^53)');
}
