import { strict as assert } from 'node:assert';
import { limits } from '@hoithi/shared/contract/limits';
import pg from 'pg';
import { copyRows } from './copy-rows.ts';
import { Busy, type Database, type Statement, type Transaction, Unavailable } from './database.ts';
import { type DeadConnections, watchDeadConnections } from './dead-connections.ts';
import { asUnavailable } from './store-failures.ts';

/** Rows of the last statement of the text: the driver gives a list of results when there were several. */
function lastRows<R>(result: pg.QueryResult | pg.QueryResult[]): R[] {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return (last?.rows ?? []) as R[];
}

/** Beyond the bound nobody waits: the caller is refused at once as Busy, and the client sends again. [W7] */
function refuseCrowd(pool: pg.Pool): void {
  if (pool.waitingCount < limits.databaseWaitingMax) return;
  throw new Busy('too many queries wait for the database');
}

/** Silent for so long it is away, whether or not anything has failed yet. Units: ms. SPEC N6. */
const silentMs = 6_000;

/** When the store was last found unavailable, and when it last answered. One that ended a slow statement did answer. */
class Outage {
  #atMs = Number.NEGATIVE_INFINITY;
  #answeredAtMs = performance.now();
  note = (): void => {
    this.#atMs = performance.now();
  };
  noteAnswer = (): void => {
    this.#answeredAtMs = performance.now();
  };
  agoMs = (): number => performance.now() - this.#atMs;
  isAway = (): boolean => this.#atMs > this.#answeredAtMs || performance.now() - this.#answeredAtMs > silentMs;
  /** The fault as it is thrown to callers. */
  of(fault: unknown): unknown {
    const received = asUnavailable(fault);
    if (received instanceof Unavailable && (fault as { code?: string }).code !== '57014') this.note();
    return received;
  }
}

type Params = readonly unknown[] | undefined;
type Run = <R>(via: pg.Pool | pg.PoolClient, sql: string | Statement, params: Params) => Promise<R[]>;

const runnerOf =
  (outage: Outage, deadConnections: DeadConnections): Run =>
  (via, sql, params) =>
    via instanceof pg.Pool
      ? lend(outage, via, (client) => deadConnections.during(client, () => runQuery(outage, client, sql, params)))
      : deadConnections.during(via, () => runQuery(outage, via, sql, params));

const asParameter = (value: unknown): unknown => (Array.isArray(value) ? (arrayLiteral(value) ?? value) : value);

async function runQuery<R>(outage: Outage, via: pg.PoolClient, sql: string | Statement, params: Params): Promise<R[]> {
  try {
    const result = params === undefined ? await via.query(sql) : await via.query(sql, params.map(asParameter));
    outage.noteAnswer();
    return lastRows<R>(result);
  } catch (fault) {
    throw outage.of(fault);
  }
}

async function copyInto(outage: Outage, ...[client, ...rows]: Parameters<typeof copyRows>): Promise<void> {
  try {
    await copyRows(client, ...rows);
    outage.noteAnswer();
  } catch (fault) {
    throw outage.of(fault);
  }
}

/** One query on a connection of the pool. A connection whose query failed is not used again, as the pool itself does it. */
async function lend<T>(outage: Outage, pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await connect(outage, pool);
  let broken: Error | undefined;
  const markBroken = (fault: Error): void => {
    broken = fault;
  };
  client.on('error', markBroken); // without a listener a lost connection would end the process
  try {
    return await work(client);
  } catch (fault) {
    markBroken(fault as Error);
    throw fault;
  } finally {
    client.off('error', markBroken);
    client.release(broken);
  }
}

/** The pool's own word for a query that waited too long while others used every connection. */
const queueTimeout = 'timeout exceeded when trying to connect';

/** Whoever waited behind others while the store answered them has met no outage. [N15g] */
async function connect(outage: Outage, pool: pg.Pool): Promise<pg.PoolClient> {
  refuseCrowd(pool);
  try {
    return await pool.connect();
  } catch (fault) {
    if ((fault as Error).message === queueTimeout && !outage.isAway())
      throw new Busy('the connections to the database were in use for too long');
    throw outage.of(fault);
  }
}

async function runTransaction<T>(
  outage: Outage,
  pool: pg.Pool,
  run: Run,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client = await connect(outage, pool);
  let broken: Error | undefined;
  const markBroken = (fault: Error): void => {
    broken = fault;
  };
  client.on('error', markBroken); // without a listener a lost connection would end the process
  const tx: Transaction = {
    query: (sql, params) => run(client, sql, params),
    copy: (...rows) => copyInto(outage, client, ...rows),
  };
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (fault) {
    // A session that cannot even roll back is not used again.
    await tx.query('ROLLBACK').catch((second: unknown) => markBroken(second as Error));
    throw fault;
  } finally {
    client.off('error', markBroken);
    client.release(broken);
  }
}

/** Sessions use UTC, so that the host's zone changes no text. */
function openPool(outage: Outage, deadConnections: DeadConnections, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    types: columnTypes,
    keepAlive: true,
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
      await deadConnections.watch(client);
    },
  });
  // An idle connection was lost. The pool has already dropped it; the next query opens another or throws Unavailable.
  pool.on('error', outage.note);
  return pool;
}

/**
 * The one way of talking to PostgreSQL.
 *
 * Units  `urgent`: what differs for the connections kept for answers.
 */
export function poolDatabase(options: pg.PoolConfig, urgent: pg.PoolConfig): Database {
  const outage = new Outage();
  const deadConnections = watchDeadConnections(options);
  const run = runnerOf(outage, deadConnections);
  const pool = openPool(outage, deadConnections, options);
  const urgentPool = openPool(outage, deadConnections, { ...options, ...urgent });
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    deadConnections.stop();
    await Promise.all([pool.end(), urgentPool.end()]);
  }

  return {
    query: (sql, params) => run(pool, sql, params),
    transaction: (work) => runTransaction(outage, pool, run, work),
    unavailableAgoMs: outage.agoMs,
    isAway: outage.isAway,
    waiting: () => ({ all: pool.waitingCount, urgent: urgentPool.waitingCount }),
    urgent: { query: (sql, params) => run(urgentPool, sql, params) },
    close: () => (closing ??= closeAll()),
  };
}

const { builtins } = pg.types;
const int8Array = 1016;

function parseInt8(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), 'an int8 column is below 2^53');
  return value;
}

/**
 * How columns become values: int8 (and its arrays) as numbers, date as the text it is, since a calendar day has no
 * instant. Everything else as the driver does it.
 */
const columnTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === builtins.INT8) return parseInt8;
      if (oid === builtins.DATE) return (text: string) => text;
      if (oid === int8Array) return parseInt8Array;
    }
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
} as NonNullable<pg.PoolConfig['types']>;

/** A list of one dimension, "{1,NULL,2}". */
function parseInt8Array(text: string): (number | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : parseInt8(item)));
}

/** Unquoted in an array literal: neither a separator nor NULL. */
const bare = /^[\w-]+$/;

/**
 * A list of texts, numbers, booleans and nulls as PostgreSQL reads one, in one pass: the driver would quote and search
 * each of them twice, and batches send ten lists of them for every answer. null: something else is in the list.
 *
 * Source  PostgreSQL manual, 8.15.2 and 8.15.6.
 */
function arrayLiteral(values: readonly unknown[]): string | null {
  const parts: string[] = [];
  for (const value of values) {
    if (typeof value === 'string') parts.push(bare.test(value) && !isNull(value) ? value : quoted(value));
    else if (typeof value === 'number' || typeof value === 'boolean') parts.push(`${value}`);
    else if (value === null || value === undefined) parts.push('NULL');
    else return null;
  }
  return `{${parts.join(',')}}`;
}

const isNull = (value: string): boolean => value.length === 4 && value.toUpperCase() === 'NULL';

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
