import type { HouseCard } from '@hoithi/shared/contract/public';
import { useEffect, useState } from 'react';
import { getJson } from './api.ts';
import { serverClock } from './server-clock.ts';

const clock = serverClock();
const againMs = 300_000;
let askedAt = Number.NEGATIVE_INFINITY;

/** The server's time for pages without a socket; null until it has been told once. */
export function useHouseClock(): (() => number) | null {
  const [told, setTold] = useState(Number.isFinite(askedAt));
  useEffect(() => {
    const ask = async () => {
      const at = performance.now();
      const house = await getJson<HouseCard>('/api/house');
      if (!house.ok) return;
      clock.learn(house.value.serverNowMs, at);
      askedAt = at;
      setTold(true);
    };
    const wake = () => {
      if (document.visibilityState !== 'visible') return;
      clock.doubt();
      void ask();
    };
    if (performance.now() - askedAt > againMs) void ask();
    document.addEventListener('visibilitychange', wake);
    return () => document.removeEventListener('visibilitychange', wake);
  }, []);
  return told ? clock.nowMs : null;
}
