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

/** Begins to flood; what it gives back ends it. */
export function beginFlood(url: string, cookie: string | null, { namespace, what }: Flood): () => Promise<FloodCount> {
  const workerData = { url, cookie, namespace, what };
  const worker = new Worker(new URL('./flood-worker.mjs', import.meta.url), { workerData, execArgv: [] });
  return async () => {
    worker.postMessage('stop');
    const [counted] = (await once(worker, 'message')) as [FloodCount];
    await worker.terminate();
    return counted;
  };
}
