import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;
const retainMs = 10_000;

/**
 * How late the event loop runs its timers, since the window was opened or last cleared. Who clears at a time of its own
 * needs a window of its own: measurements of the engine cannot be added up. Units: ms.
 */
export type DelayWindow = { ms(percentile: number): number; clear(): void; close(): void };

export function openDelayWindow(): DelayWindow {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  return {
    // The values include the timer's own step, which is no delay.
    ms: (percentile) => (delays.count === 0 ? 0 : Math.max(0, delays.percentile(percentile) / 1e6 - resolutionMs)),
    clear: () => delays.reset(),
    close: () => void delays.disable(),
  };
}

/** The delay of the event loop of one process, measured once for all readers. Units: ms. */
export type LoopDelay = {
  /** The 90th percentile since the last read, for what slows down because of it. SPEC W6. */
  readMs(): number;
  /** Of the last ten to twenty seconds, for people. SPEC N9, N11. */
  p50Ms(): number;
  p99Ms(): number;
  stop(): void;
};

export function watchLoopDelay(): LoopDelay {
  const sinceRead = openDelayWindow();
  const recent = openDelayWindow();
  let before = { p50: 0, p99: 0 };
  const timer = setInterval(() => {
    before = { p50: recent.ms(50), p99: recent.ms(99) };
    recent.clear();
  }, retainMs);
  timer.unref();
  return {
    readMs() {
      const ms = sinceRead.ms(90);
      sinceRead.clear();
      return ms;
    },
    p50Ms: () => Math.max(before.p50, recent.ms(50)),
    p99Ms: () => Math.max(before.p99, recent.ms(99)),
    stop() {
      clearInterval(timer);
      for (const window of [sinceRead, recent]) window.close();
    },
  };
}
