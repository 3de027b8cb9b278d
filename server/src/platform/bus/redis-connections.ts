import { limits } from '@hoithi/shared/contract/limits';
import { Redis } from 'ioredis';

/** The two connections to Redis over which processes publish to each other what happened. */
export type RedisConnections = {
  publisher: Redis;
  subscriber: Redis;
  peers: PeerWatch;
  /** Facts on their way to Redis, or waiting for it. */
  waiting(): number;
  close(): void;
};
/** Whether this process receives what the others publish. What they publish while it does not never comes again. SPEC N13. */
export type PeerWatch = {
  isDeaf(): boolean;
  /** It was deaf and receives again. */
  onBack(listener: () => void): void;
};

const connectMs = 5_000;
const comeBackMaxMs = 1_000;
/** Redis has accepted a command and does not answer: the connection is closed and opened again. */
const silenceMs = 5_000;
/** A connection that only listens would never notice that nobody is at the other end, so it sends something now and then. */
const probeEveryMs = 2_000;
const heartbeatChannel = 'hoithi:heartbeat';

/**
 * Opens both. What is published during an outage of Redis waits and is sent when it is back, up to a bound; beyond it facts
 * are dropped, since the ledger has the truth behind each. Publishing never fails for its caller. SPEC W7, W16.
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
 * Deaf from the moment the connection is lost until it is open again with all its channels: the library subscribes to them
 * again first, so the answer to one more subscription means that they are received.
 */
function watchPeers(subscriber: Redis): { peers: PeerWatch; stop(): void } {
  const listeners: (() => void)[] = [];
  let deaf = true;
  let first = true;
  let probing = false;

  async function probe(): Promise<void> {
    if (probing || subscriber.status !== 'ready') return;
    probing = true;
    try {
      await subscriber.subscribe(heartbeatChannel);
      if (!deaf) return;
      deaf = false;
      if (!first) for (const listener of listeners) listener();
      first = false;
    } catch {
      deaf = true; // the connection was lost: `ready` probes again
    } finally {
      probing = false;
    }
  }
  subscriber.on('ready', () => void probe());
  subscriber.on('close', () => {
    deaf = true;
  });
  const timer = setInterval(() => void probe(), probeEveryMs);
  timer.unref();
  return {
    peers: { isDeaf: () => deaf, onBack: (listener) => void listeners.push(listener) },
    stop: () => clearInterval(timer),
  };
}

/** Answers how many wait now. */
function boundWaiting(publisher: Redis, waitingMax: number): () => number {
  const publish = publisher.publish.bind(publisher);
  const handshakeDone = awaitHandshake(publisher);
  let waiting = 0;
  publisher.publish = (async (channel: string, message: string | Buffer) => {
    if (waiting >= waitingMax) return 0;
    waiting += 1;
    try {
      if (publisher.status === 'connect') await handshakeDone();
      return await publish(channel, message);
    } catch {
      return 0; // the connection was closed for good
    } finally {
      waiting -= 1;
    }
  }) as Redis['publish'];
  return () => waiting;
}

/**
 * Waits during the handshake with Redis. The library writes a fact that is published just then, and forgets it when that
 * connection never becomes ready: it would be neither sent nor given up, and count as waiting for ever.
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
