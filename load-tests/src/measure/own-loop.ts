import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LatencyFigures } from './latency.ts';

const stepMs = 10;

/** How late the crowd itself comes to its timers: what it measures of others is never finer than this. Call to end it. */
export function watchOwnLoop(): () => LatencyFigures {
  const loop = monitorEventLoopDelay({ resolution: stepMs });
  loop.enable();
  const late = (ns: number): number => Math.max(0, ns / 1e6 - stepMs);
  return () => {
    loop.disable();
    return { count: loop.count, p50: late(loop.percentile(50)), p99: late(loop.percentile(99)), max: late(loop.max) };
  };
}
