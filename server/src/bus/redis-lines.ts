import { limits } from '@hoithi/shared/contract/limits';
import { Redis } from 'ioredis';

/** The two lines to Redis on which processes tell each other what happened. */
export type RedisLines = { publisher: Redis; subscriber: Redis; close(): void };

const connectMs = 5_000;
/** Redis has accepted a command and says nothing: the line is taken down and made anew. */
const silenceMs = 5_000;

/**
 * Opens both. What is said while Redis is away waits and is told when it is back, up to a bound; beyond it facts are
 * dropped, since the ledger holds the truth behind each. Nothing said here ever fails for whoever says it. SPEC W7, W16.
 */
export function openRedisLines(
  url: string,
  onAway: (fault: Error) => void,
  bounds: { waitingMax?: number; silenceMs?: number } = {},
): RedisLines {
  const publisher = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: bounds.silenceMs ?? connectMs,
    socketTimeout: bounds.silenceMs ?? silenceMs,
  });
  const subscriber = new Redis(url, { maxRetriesPerRequest: null, connectTimeout: bounds.silenceMs ?? connectMs });
  for (const redis of [publisher, subscriber]) redis.on('error', onAway);
  boundWaiting(publisher, bounds.waitingMax ?? limits.busWaitingMax);
  return {
    publisher,
    subscriber,
    close() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

function boundWaiting(publisher: Redis, waitingMax: number): void {
  const publish = publisher.publish.bind(publisher);
  let waiting = 0;
  publisher.publish = (async (channel: string, message: string | Buffer) => {
    if (waiting >= waitingMax) return 0;
    waiting += 1;
    try {
      return await publish(channel, message);
    } catch {
      return 0; // the line was closed for good
    } finally {
      waiting -= 1;
    }
  }) as Redis['publish'];
}
