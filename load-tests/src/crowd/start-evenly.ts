import { setTimeout as pause } from 'node:timers/promises';

/** One after the other on the clock, however long each takes: a slow server does not slow the crowd. */
export async function startEvenly(
  count: number,
  perSecond: number,
  start: (at: number) => void,
  left: () => boolean = () => false,
): Promise<void> {
  const begunMs = performance.now();
  for (let at = 0; at < count && !left(); at++) {
    const waitMs = begunMs + (at * 1000) / perSecond - performance.now();
    if (waitMs > 0) await pause(waitMs);
    start(at);
  }
}
