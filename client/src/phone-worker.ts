import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, StaleWhileRevalidate } from 'workbox-strategies';
import { isShellPath, newVersion, shellKeyOf, shellVersion } from './app/shell.ts';

/**
 * Pages of phones open from the phone itself: the page at once, and anew behind it; scripts, styles and fonts once for good.
 * Nothing that the server answers is stored: questions, results and names come from it alone. SPEC E10.
 */

type Worker = {
  skipWaiting(): Promise<void>;
  clients: { matchAll(): Promise<readonly { postMessage(message: unknown): void }[]> };
};
const worker = globalThis as unknown as Worker;
/** Releases of some weeks: what no page names any more goes first. */
const assetsMax = 200;

void worker.skipWaiting();
clientsClaim();

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: 'assets', plugins: [new ExpirationPlugin({ maxEntries: assetsMax })] }),
);

registerRoute(
  // By a visit, or named by the first page, which came before the worker.
  ({ request, url, event }) => (request.mode === 'navigate' || event.type === 'message') && isShellPath(url.pathname),
  new StaleWhileRevalidate({
    cacheName: 'pages',
    plugins: [
      {
        cacheKeyWillBeUsed: async ({ request }) => shellKeyOf(new URL(request.url).pathname),
        cacheWillUpdate: async ({ response }) => (response.status === 200 && !response.redirected ? response : null),
        async cacheDidUpdate({ oldResponse, newResponse }) {
          if (!oldResponse) return;
          const [before, now] = await Promise.all([oldResponse.text(), newResponse.clone().text()]);
          if (shellVersion(before) === shellVersion(now)) return;
          for (const page of await worker.clients.matchAll()) page.postMessage(newVersion);
        },
      },
    ],
  }),
);
