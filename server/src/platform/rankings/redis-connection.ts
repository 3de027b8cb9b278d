import { once } from 'node:events';
import { Redis } from 'ioredis';
import { Unavailable } from '../db/database.ts';

/** One connection to Redis, the names of its keys, and what its failures mean. */

const commandTimeoutMs = 5_000;
const reconnectMaxMs = 1_000;

/**
 * Connects, and waits until Redis answers, so that a wrong address is reported at the start.
 *
 * Refuses  Unavailable, here when Redis does not answer and later by every `queryRedis` during an outage.
 */
export async function connectRedis(url: string, silenceMs: number = commandTimeoutMs): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    protocol: 2, // its replies are as flat as before and cost a tenth less to read than those of protocol 3
    enableOfflineQueue: false, // an outage is reported at once: the ledger has the truth, and what is derived is rebuilt
    maxRetriesPerRequest: 0,
    commandTimeout: silenceMs,
    connectTimeout: silenceMs,
    socketTimeout: silenceMs, // a connection that went silent is replaced
    retryStrategy: (tries) => Math.min(tries * 100, reconnectMaxMs),
  });
  redis.on('error', () => undefined); // every command reports Unavailable for itself
  try {
    await queryRedis(awaitReady(redis));
  } catch (fault) {
    redis.disconnect();
    throw fault;
  }
  return redis;
}

async function awaitReady(redis: Redis): Promise<void> {
  await redis.connect();
  if (redis.status !== 'ready') await once(redis, 'ready');
}

function isReply(fault: unknown): boolean {
  // Redis answered that the command is wrong; everything else means that it is unavailable.
  return (
    fault instanceof Error &&
    fault.name === 'ReplyError' &&
    !/^(LOADING|READONLY|MASTERDOWN|BUSY|OOM|MISCONF|NOREPLICAS|CLUSTERDOWN)/.test(fault.message)
  );
}

/** Waits for a command; an outage is Unavailable. */
export async function queryRedis<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    throw isReply(fault) ? fault : new Unavailable('Redis is unavailable', fault);
  }
}

/** Splits a list into parts of at most `length`. */
export function splitList<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, at) => list.slice(at * length, (at + 1) * length));
}

/** Begins every key of the installation in Redis. */
export const redisPrefix = 'hoithi:';

/** The one place that makes key names: a board is one sorted set. */
export function boardKey(prefix: string, board: string): string {
  return `${prefix}ranking:${board}`;
}

/** The keys of one scope of people counted by place: three hashes, its state, and the lock of a rebuild. */
export function countKeys(prefix: string, scope: string) {
  const key = (part: string) => `${prefix}count:${scope}:${part}`;
  return {
    people: key('people'),
    persons: key('persons'),
    attempts: key('attempts'),
    state: key('state'),
    lock: key('rebuild'),
  };
}
