import { useEffect, useState } from 'react';
import { changedAfterMs, changesAtMs } from './plan-floor.ts';

const everyMs = 60;

/** How many lights are on while they change, from `before` to `after`; at once where motion is not wanted. */
export function useCounted(before: readonly boolean[], after: readonly boolean[]): number {
  const [sinceMs, setSinceMs] = useState(() =>
    matchMedia('(prefers-reduced-motion: reduce)').matches ? changedAfterMs : 0,
  );
  const done = sinceMs >= changedAfterMs;
  useEffect(() => {
    if (done) return;
    const startedAt = performance.now();
    const timer = setInterval(() => setSinceMs(performance.now() - startedAt), everyMs);
    return () => clearInterval(timer);
  }, [done]);
  return after.reduce((sum, lit, at) => sum + Number(done || changesAtMs(at) <= sinceMs ? lit : before[at]), 0);
}
