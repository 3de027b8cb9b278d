import type { CopyValue } from './copy-rows.ts';

/**
 * A query so frequent that each PostgreSQL session parses and plans it once. Its columns are listed one by one: a statement
 * that was prepared before a migration fails if its columns become others. It reads few rows by key, since its plan may be
 * older than the size of its tables, until PostgreSQL analyzes them again.
 */
export type Statement = { readonly name: string; readonly text: string };

export const statement = (name: string, text: string): Statement => ({ name, text });

/** Queries, inside a transaction or outside one. */
export type Queries = {
  query<R = Record<string, unknown>>(sql: string | Statement, params?: readonly unknown[]): Promise<R[]>;
};

/** One transaction. */
export type Transaction = Queries & {
  /** Appends many rows at once. */
  copy(table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<void>;
};

/**
 * The store of truth: a PostgreSQL, the operator's or the embedded one.
 *
 * Units    int8 columns come back as numbers; one beyond 2^53 is a fault. timestamptz comes back as a Date. sum() of a
 *          bigint is numeric and comes back as text: cast it in the SQL.
 * Refuses  nothing: during an outage it throws Unavailable, wrong SQL throws what the driver throws (`code` is the
 *          five-letter SQLSTATE).
 * Source   design 3.1.
 */
export interface Database {
  /** Several statements in one text are allowed when there are no parameters; the rows are those of the last one. */
  query<R = Record<string, unknown>>(sql: string | Statement, params?: readonly unknown[]): Promise<R[]>;
  /**
   * Commits when the work resolves, rolls back when it rejects. Inside, query `tx` only: what goes through `db.query()` is
   * outside the transaction, and may wait for a connection while transactions use all of them.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** How long ago it was last found unavailable; infinite when it never was. Units: ms. */
  unavailableAgoMs(): number;
  /** It failed and has answered nothing since, or has been silent for longer than any health check waits. */
  isAway(): boolean;
  /** Queries that wait for a connection. */
  waiting(): { all: number; urgent: number };
  /** The same store over connections reserved for answers, so that they never wait behind other queries. [W7] */
  readonly urgent: Queries;
  close(): Promise<void>;
}

/** More waits than a process takes on. The store itself is well: nothing was saved, and no arrival is remembered. SPEC W7, N15g. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** A store is unavailable for now. Nothing is known about what was in flight: resend with the same id. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** It ends by itself: the same work may be done again. */
export const mayPass = (fault: unknown): fault is Unavailable | Busy =>
  fault instanceof Unavailable || fault instanceof Busy;
