import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;
const retainMs = 10_000;

/**
 * How late the event loop comes to its timers, since the window was opened or last cleared. Whoever forgets at a time of
 * its own has a window of its own: what the engine has measured cannot be added to something else. Units: ms.
 */
export type DelayWindow = { ms(percentile: number): number; clear(): void; close(): void };

export function openDelayWindow(): DelayWindow {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  return {
    // The values hold the timer's own step, which is no delay.
    ms: (percentile) => (delays.count === 0 ? 0 : Math.max(0, delays.percentile(percentile) / 1e6 - resolutionMs)),
    clear: () => delays.reset(),
    close: () => void delays.disable(),
  };
}

/** The event loop of one process, watched once for everybody who asks. Units: ms. */
export type LoopDelay = {
  /** The 90th percentile since the last look, for whoever slows down because of it. SPEC W6. */
  readMs(): number;
  /** Of the last ten to twenty seconds, for people. SPEC N9, N11. */
  p50Ms(): number;
  p99Ms(): number;
  stop(): void;
};

export function watchLoopDelay(): LoopDelay {
  const sinceLook = openDelayWindow();
  const lately = openDelayWindow();
  let before = { p50: 0, p99: 0 };
  const timer = setInterval(() => {
    before = { p50: lately.ms(50), p99: lately.ms(99) };
    lately.clear();
  }, retainMs);
  timer.unref();
  return {
    readMs() {
      const ms = sinceLook.ms(90);
      sinceLook.clear();
      return ms;
    },
    p50Ms: () => Math.max(before.p50, lately.ms(50)),
    p99Ms: () => Math.max(before.p99, lately.ms(99)),
    stop() {
      clearInterval(timer);
      for (const window of [sinceLook, lately]) window.close();
    },
  };
}
