import { useEffect, useState } from 'react';
import { serverClock } from '../../connection/server-clock.ts';

/** The server's time from the times its views tell. Units: epoch ms. */
export function useShowClock(toldMs: number): () => number {
  const [clock] = useState(() => {
    const fresh = serverClock();
    fresh.hear(toldMs);
    return fresh;
  });
  useEffect(() => clock.hear(toldMs), [clock, toldMs]);
  return clock.nowMs;
}
