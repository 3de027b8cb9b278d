import { limits } from '@hoithi/shared/contract/limits';
import { Redis } from 'ioredis';

/** The two lines to Redis on which processes tell each other what happened. */
export type RedisConnections = {
  publisher: Redis;
  subscriber: Redis;
  peers: PeerWatch;
  /** Facts on their way to Redis, or waiting for it. */
  waiting(): number;
  close(): void;
};
/** Whether this process hears the others now. What they say while it does not never comes again. SPEC N13. */
export type PeerWatch = {
  isDeaf(): boolean;
  /** It was deaf and hears again. */
  onBack(hear: () => void): void;
};

const connectMs = 5_000;
const comeBackMaxMs = 1_000;
/** Redis has accepted a command and says nothing: the line is taken down and made anew. */
const silenceMs = 5_000;
/** A line that only listens would never notice that nobody is at the other end: so it asks for something now and then. */
const publishEveryMs = 2_000;
const heartbeatChannel = 'hoithi:heartbeat';

/**
 * Opens both. What is said while Redis is away waits and is told when it is back, up to a bound; beyond it facts are
 * dropped, since the ledger holds the truth behind each. Nothing said here ever fails for whoever says it. SPEC W7, W16.
 */
export function openRedisConnections(
  url: string,
  onUnavailable: (fault: Error) => void,
  bounds: { waitingMax?: number; silenceMs?: number } = {},
): RedisConnections {
  const publisher = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: bounds.silenceMs ?? connectMs,
    socketTimeout: bounds.silenceMs ?? silenceMs,
    retryStrategy: (tries) => Math.min(tries * 100, comeBackMaxMs),
  });
  const subscriber = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: bounds.silenceMs ?? connectMs,
    socketTimeout: bounds.silenceMs ?? silenceMs,
    retryStrategy: (tries) => Math.min(tries * 100, comeBackMaxMs),
  });
  for (const redis of [publisher, subscriber]) redis.on('error', onUnavailable);
  const waiting = boundWaiting(publisher, bounds.waitingMax ?? limits.busWaitingMax);
  const { peers, stop } = watchPeers(subscriber);
  return {
    publisher,
    subscriber,
    peers,
    waiting,
    close() {
      stop();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/**
 * Deaf from the moment the line is lost until it stands again with all its channels: the library subscribes to them
 * again first, so the answer to one more subscription says that they are heard.
 */
function watchPeers(subscriber: Redis): { peers: PeerWatch; stop(): void } {
  const listeners: (() => void)[] = [];
  let deaf = true;
  let first = true;
  let asking = false;

  async function ask(): Promise<void> {
    if (asking || subscriber.status !== 'ready') return;
    asking = true;
    try {
      await subscriber.subscribe(heartbeatChannel);
      if (!deaf) return;
      deaf = false;
      if (!first) for (const hear of listeners) hear();
      first = false;
    } catch {
      deaf = true; // the line went: `ready` asks again
    } finally {
      asking = false;
    }
  }
  subscriber.on('ready', () => void ask());
  subscriber.on('close', () => {
    deaf = true;
  });
  const timer = setInterval(() => void ask(), publishEveryMs);
  timer.unref();
  return {
    peers: { isDeaf: () => deaf, onBack: (hear) => void listeners.push(hear) },
    stop: () => clearInterval(timer),
  };
}

/** Answers how many wait now. */
function boundWaiting(publisher: Redis, waitingMax: number): () => number {
  const publish = publisher.publish.bind(publisher);
  const greeted = awaitHandshake(publisher);
  let waiting = 0;
  publisher.publish = (async (channel: string, message: string | Buffer) => {
    if (waiting >= waitingMax) return 0;
    waiting += 1;
    try {
      if (publisher.status === 'connect') await greeted();
      return await publish(channel, message);
    } catch {
      return 0; // the line was closed for good
    } finally {
      waiting -= 1;
    }
  }) as Redis['publish'];
  return () => waiting;
}

/**
 * Waits while Redis is being greeted. The library writes a fact that is said just then, and forgets it when that line
 * never becomes ready: it would be neither told nor given up, and hold its place among those that wait for ever.
 */
function awaitHandshake(redis: Redis): () => Promise<void> {
  let over: Promise<void> | null = null;
  const wait = () =>
    new Promise<void>((resolve) => {
      const end = (): void => {
        redis.off('ready', end);
        redis.off('close', end);
        over = null;
        resolve();
      };
      redis.on('ready', end);
      redis.on('close', end);
    });
  return async () => {
    while (redis.status === 'connect') {
      over ??= wait();
      await over;
    }
  };
}
