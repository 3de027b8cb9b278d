import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;

/** How late the event loop ran, at the 90th percentile since the last look. Units: milliseconds. SPEC W6. */
export function watchLoopDelay(): { lookMs(): number; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  return {
    lookMs() {
      const lateMs = delay.count === 0 ? 0 : delay.percentile(90) / 1e6 - resolutionMs;
      delay.reset();
      return Math.max(0, lateMs);
    },
    stop: () => void delay.disable(),
  };
}
