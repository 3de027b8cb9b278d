import type { SiteCard } from '@hoithi/shared/contract/public';
import { useEffect, useState } from 'react';
import { getJson } from './api.ts';
import { serverClock } from './server-clock.ts';

const clock = serverClock();
const againMs = 300_000;
let readAtMs = Number.NEGATIVE_INFINITY;

/** The server's time for pages without a socket; null until it has been read once. */
export function useServerClock(): (() => number) | null {
  const [known, setKnown] = useState(Number.isFinite(readAtMs));
  useEffect(() => {
    const read = async () => {
      const sentAtMs = performance.now();
      const site = await getJson<SiteCard>('/api/site');
      if (!site.ok) return;
      clock.learn(site.value.serverNowMs, sentAtMs);
      readAtMs = sentAtMs;
      setKnown(true);
    };
    const wake = () => {
      if (document.visibilityState !== 'visible') return;
      clock.suspect();
      void read();
    };
    if (performance.now() - readAtMs > againMs) void read();
    document.addEventListener('visibilitychange', wake);
    return () => document.removeEventListener('visibilitychange', wake);
  }, []);
  return known ? clock.nowMs : null;
}
