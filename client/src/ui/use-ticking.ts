import { useEffect, useState } from 'react';

/** The time now by `nowMs`, updated every `everyMs` while the component is on the page. Units: ms. */
export function useTicking(nowMs: () => number, everyMs = 250): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    setNow(nowMs());
    const timer = setInterval(() => setNow(nowMs()), everyMs);
    return () => clearInterval(timer);
  }, [nowMs, everyMs]);
  return now;
}
