import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export type Flood = {
  named: string;
  namespace: '/' | '/contestant' | '/show';
  /** Whether it brings a session. */
  signedIn: boolean;
  what: 'commands' | 'pings';
};

/** One hostile connection each. */
export const floods: readonly Flood[] = [
  { named: 'signed in', namespace: '/contestant', signedIn: true, what: 'commands' },
  { named: 'a passer-by', namespace: '/contestant', signedIn: false, what: 'commands' },
  { named: 'a phone without a code', namespace: '/show', signedIn: false, what: 'commands' },
  { named: 'pings of the WebSocket', namespace: '/contestant', signedIn: false, what: 'pings' },
];

/** `sent`: messages written; `cut`: how often the server ended its connection. */
export type FloodCount = { sent: number; cut: number };

/** Resolves once it floods; what it gives back ends it. */
export async function beginFlood(
  url: string,
  cookie: string | null,
  { namespace, what }: Flood,
): Promise<() => Promise<FloodCount>> {
  const workerData = { url, cookie, namespace, what };
  const worker = new Worker(new URL('./flood-worker.mjs', import.meta.url), { workerData, execArgv: [] });
  await once(worker, 'message');
  return async () => {
    const counted = new Promise<FloodCount>((resolve) =>
      worker.on('message', (said: FloodCount | 'pouring') => {
        if (said !== 'pouring') resolve(said);
      }),
    );
    worker.postMessage('stop');
    const count = await counted;
    await worker.terminate();
    return count;
  };
}
