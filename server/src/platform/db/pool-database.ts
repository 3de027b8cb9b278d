import { limits } from '@hoithi/shared/contract/limits';
import pg from 'pg';
import { arrayLiteral } from './array-literal.ts';
import { columnTypes } from './column-types.ts';
import { type Database, type Queries, type Statement, Unavailable } from './database.ts';
import { type DeadConnections, watchDeadConnections } from './dead-connections.ts';
import { asUnavailable } from './store-failures.ts';

/** Rows of the last statement of the text: the driver gives a list of results when there were several. */
function lastRows<R>(result: pg.QueryResult | pg.QueryResult[]): R[] {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return (last?.rows ?? []) as R[];
}

/** Beyond the bound nobody waits: the caller hears at once that the store is away for it, and the client comes again. [W7] */
function refuseCrowd(pool: pg.Pool): void {
  if (pool.waitingCount < limits.databaseWaitingMax) return;
  throw new Unavailable('too many questions wait for the database', undefined);
}

/** When the store was last found away. One that ended a slow statement answered, so it was there. */
class Absence {
  #atMs = Number.NEGATIVE_INFINITY;
  note = (): void => {
    this.#atMs = performance.now();
  };
  agoMs = (): number => performance.now() - this.#atMs;
  /** The fault as its callers hear it. */
  of(fault: unknown): unknown {
    const received = asUnavailable(fault);
    if (received instanceof Unavailable && (fault as { code?: string }).code !== '57014') this.note();
    return received;
  }
}

type Params = readonly unknown[] | undefined;
type Ask = <R>(via: pg.Pool | pg.PoolClient, sql: string | Statement, params: Params) => Promise<R[]>;

const askerOf =
  (absence: Absence, deadConnections: DeadConnections): Ask =>
  (via, sql, params) =>
    via instanceof pg.Pool
      ? lend(absence, via, (line) => deadConnections.during(line, () => ask(absence, line, sql, params)))
      : deadConnections.during(via, () => ask(absence, via, sql, params));

const asParameter = (value: unknown): unknown => (Array.isArray(value) ? (arrayLiteral(value) ?? value) : value);

async function ask<R>(absence: Absence, via: pg.PoolClient, sql: string | Statement, params: Params): Promise<R[]> {
  try {
    return lastRows<R>(params === undefined ? await via.query(sql) : await via.query(sql, params.map(asParameter)));
  } catch (fault) {
    throw absence.of(fault);
  }
}

/** One question on a line of the pool. A line whose question failed is not given to anybody again, as in the pool's own way. */
async function lend<T>(absence: Absence, pool: pg.Pool, work: (line: pg.PoolClient) => Promise<T>): Promise<T> {
  const line = await connect(absence, pool);
  let broken: Error | undefined;
  const markBroken = (fault: Error): void => {
    broken = fault;
  };
  line.on('error', markBroken); // without a listener a lost connection would end the process
  try {
    return await work(line);
  } catch (fault) {
    markBroken(fault as Error);
    throw fault;
  } finally {
    line.off('error', markBroken);
    line.release(broken);
  }
}

async function connect(absence: Absence, pool: pg.Pool): Promise<pg.PoolClient> {
  refuseCrowd(pool);
  try {
    return await pool.connect();
  } catch (fault) {
    throw absence.of(fault);
  }
}

async function runTransaction<T>(
  absence: Absence,
  pool: pg.Pool,
  ask: Ask,
  work: (tx: Queries) => Promise<T>,
): Promise<T> {
  const client = await connect(absence, pool);
  let broken: Error | undefined;
  const markBroken = (fault: Error): void => {
    broken = fault;
  };
  client.on('error', markBroken); // without a listener a lost connection would end the process
  const tx: Queries = { query: (sql, params) => ask(client, sql, params) };
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (fault) {
    // A session that cannot even roll back is not given to anybody again.
    await tx.query('ROLLBACK').catch((second: unknown) => markBroken(second as Error));
    throw fault;
  } finally {
    client.off('error', markBroken);
    client.release(broken);
  }
}

/** Sessions speak UTC, so that the host's zone changes no text. */
function openPool(absence: Absence, deadConnections: DeadConnections, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    types: columnTypes,
    keepAlive: true,
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
      await deadConnections.meet(client);
    },
  });
  // An idle connection was lost. The pool has already dropped it; the next question opens another or hears Unavailable.
  pool.on('error', absence.note);
  return pool;
}

/**
 * The one way of talking to PostgreSQL.
 *
 * Units  `urgent`: what differs for the connections kept for answers.
 */
export function poolDatabase(options: pg.PoolConfig, urgent: pg.PoolConfig): Database {
  const absence = new Absence();
  const deadConnections = watchDeadConnections(options);
  const ask = askerOf(absence, deadConnections);
  const pool = openPool(absence, deadConnections, options);
  const urgentPool = openPool(absence, deadConnections, { ...options, ...urgent });
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    deadConnections.stop();
    await Promise.all([pool.end(), urgentPool.end()]);
  }

  return {
    query: (sql, params) => ask(pool, sql, params),
    transaction: (work) => runTransaction(absence, pool, ask, work),
    unavailableAgoMs: absence.agoMs,
    waiting: () => ({ all: pool.waitingCount, urgent: urgentPool.waitingCount }),
    urgent: { query: (sql, params) => ask(urgentPool, sql, params) },
    close: () => (closing ??= closeAll()),
  };
}
