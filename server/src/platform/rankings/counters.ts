import { strict as assert } from 'node:assert';

/** What one person adds to a scope, as the ledger has it. */
export type PersonTally = {
  who: string;
  /** How many rows of the ledger this was read from. Rows are only ever added, so the higher one is the newer. */
  revision: number;
  /** Attempts that count; 0: the person does not. */
  attempts: number;
  /** Where the person counts. */
  place: string;
};

export type PlaceFigures = { persons: number; attempts: number };
export type ScopeFigures = {
  places: ReadonlyMap<string, PlaceFigures>;
  /** The sum of all revisions, to be compared with the ledger's. */
  revisions: number;
};

/**
 * Distinct people by place, of a round or a contest. Derived: it can be wiped at any moment and rebuilt from the
 * ledger. A tally replaces the person's earlier one unless it is older, so that the same tally twice, tallies out of
 * order and two processes at once all come to the same figures.
 *
 * Refuses  nothing: during an outage the store throws Unavailable.
 * Source   SPEC C6, K3.
 */
export interface Counters {
  put(scope: string, tallies: readonly PersonTally[]): Promise<void>;
  /** null: not complete, so whoever needs the figures rebuilds. */
  read(scope: string): Promise<ScopeFigures | null>;
  /** Empties the scope for a rebuild of this name; false: another rebuild is under way. */
  beginRebuild(scope: string, token: string): Promise<boolean>;
  /** Extends the rebuild's lock; false: it was overtaken, or everything was wiped meanwhile. */
  lockRebuild(scope: string, token: string): Promise<boolean>;
  /** The scope is complete from here on; false: it was overtaken, or everything was wiped meanwhile. */
  endRebuild(scope: string, token: string): Promise<boolean>;
  wipe(scope: string): Promise<void>;
  close(): Promise<void>;
}

/** A rebuild that has not extended its lock for this long counts as dead. */
export const rebuildSilenceMs = 10_000;

/** Every adapter calls this on the way in. */
export function assertTally({ revision, attempts, place }: PersonTally): void {
  assert(Number.isSafeInteger(revision) && revision >= 0, 'a revision is a count of rows');
  assert(Number.isSafeInteger(attempts) && attempts >= 0, 'attempts are counted');
  assert(!place.includes('|'), 'a place contains no bar');
}
