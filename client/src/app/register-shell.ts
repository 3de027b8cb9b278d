import { isShellPath, newVersion } from './shell.ts';

const path = '/service-worker.js';
/** Whoever has read for longer goes on with the page that is open; the next one is new. */
const reloadWithinMs = 8_000;

/**
 * Lets the pages of a phone open from the phone itself the next time, where the browser can (a secure context). Where the server
 * has a newer version than the page that has just been opened from there, it is loaded anew. SPEC E10.
 */
export function registerShell(): void {
  if (!('serviceWorker' in navigator) || !isShellPath(location.pathname)) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === newVersion && performance.now() < reloadWithinMs) location.reload();
  });
  const register = async () => {
    await navigator.serviceWorker.register(path);
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache: loadedFiles() } });
  };
  // Behind the first page, which has the whole line for itself. A browser may forbid it: then pages come from the server.
  addEventListener('load', () => setTimeout(() => void register().catch(() => undefined), 1_000), { once: true });
}

/** What this page was made of: it was fetched before the worker was there. */
const loadedFiles = (): string[] => [
  location.href.split('#')[0] ?? '/',
  ...performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => new URL(name).origin === location.origin && new URL(name).pathname.startsWith('/assets/')),
];
