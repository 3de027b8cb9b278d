import type { SiteCard } from '@hoithi/shared/contract/public';
import { useEffect, useState } from 'react';
import { getJson } from './api.ts';
import { serverClock } from './server-clock.ts';

const clock = serverClock();
const againMs = 300_000;
let askedAt = Number.NEGATIVE_INFINITY;

/** The server's time for pages without a socket; null until it has been told once. */
export function useServerClock(): (() => number) | null {
  const [told, setTold] = useState(Number.isFinite(askedAt));
  useEffect(() => {
    const ask = async () => {
      const at = performance.now();
      const app = await getJson<SiteCard>('/api/site');
      if (!app.ok) return;
      clock.learn(app.value.serverNowMs, at);
      askedAt = at;
      setTold(true);
    };
    const wake = () => {
      if (document.visibilityState !== 'visible') return;
      clock.suspect();
      void ask();
    };
    if (performance.now() - askedAt > againMs) void ask();
    document.addEventListener('visibilitychange', wake);
    return () => document.removeEventListener('visibilitychange', wake);
  }, []);
  return told ? clock.nowMs : null;
}
