import { once } from 'node:events';
import { Redis } from 'ioredis';
import { Unavailable } from '../db/database.ts';

/** One connection to Redis, and what its failures mean. */

const commandTimeoutMs = 5_000;
const reconnectMaxMs = 1_000;

/**
 * Connects, and waits for the first time, so that a wrong address is known at the start.
 *
 * Refuses  Unavailable, here when Redis does not answer and later by every `askRedis` while it is away.
 */
export async function connectRedis(url: string, silenceMs: number = commandTimeoutMs): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    protocol: 2, // its replies are as flat as before and cost a tenth less to read than those of protocol 3
    enableOfflineQueue: false, // away is said at once: the ledger has the truth, and what is derived is rebuilt
    maxRetriesPerRequest: 0,
    commandTimeout: silenceMs,
    connectTimeout: silenceMs,
    socketTimeout: silenceMs, // a line gone silent is made anew
    retryStrategy: (tries) => Math.min(tries * 100, reconnectMaxMs),
  });
  redis.on('error', () => undefined); // every command says Unavailable for itself
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
  // Redis answered, and the answer is our mistake: everything else means that it is away or not able to.
  return (
    fault instanceof Error &&
    fault.name === 'ReplyError' &&
    !/^(LOADING|READONLY|MASTERDOWN|BUSY|OOM|MISCONF|NOREPLICAS|CLUSTERDOWN)/.test(fault.message)
  );
}

/** Waits for a command; a Redis that is away is Unavailable. */
export async function queryRedis<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    throw isReply(fault) ? fault : new Unavailable('the rankings are away', fault);
  }
}

/** Splits a list into parts of at most `length`. */
export function splitList<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, at) => list.slice(at * length, (at + 1) * length));
}
