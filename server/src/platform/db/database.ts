/**
 * A question asked so often that each PostgreSQL session reads and plans it once. Its columns are listed one by one: a
 * statement that was read before a migration fails if its columns become others. It looks up few rows by key, since its
 * plan may be older than the size of its tables, until the store analyzes them again.
 */
export type Statement = { readonly name: string; readonly text: string };

export const statement = (name: string, text: string): Statement => ({ name, text });

/** What a caller may ask of the store, inside a transaction or outside one. */
export type Queries = {
  query<R = Record<string, unknown>>(sql: string | Statement, params?: readonly unknown[]): Promise<R[]>;
};

/**
 * The store of truth: a PostgreSQL, the operator's or the embedded one.
 *
 * Units    int8 columns come back as numbers; one beyond 2^53 is a fault. timestamptz comes back as a Date. sum() of a
 *          bigint is numeric and comes back as text: cast it in the SQL.
 * Refuses  nothing: a store that is away throws Unavailable, wrong SQL throws what the driver throws (`code` is the
 *          five-letter SQLSTATE).
 * Source   design 3.1.
 */
export interface Database {
  /** Several statements in one text are allowed when there are no parameters; the rows are those of the last one. */
  query<R = Record<string, unknown>>(sql: string | Statement, params?: readonly unknown[]): Promise<R[]>;
  /**
   * Commits when the work resolves, rolls back when it rejects. Inside, ask `tx` only: what goes through `db.query()` is
   * outside the transaction, and may wait for a connection that all transactions hold.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  /** How long ago it was last found away; infinite when it never was. Units: ms. */
  unavailableAgoMs(): number;
  /** Questions that wait for a connection. */
  waiting(): { all: number; urgent: number };
  /** The same store over connections kept for answers alone, so that they never stand behind other questions. [W7] */
  readonly urgent: Queries;
  close(): Promise<void>;
}

/** A store is away for now. Nothing is known about what was in flight: resend with the same id. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}
