import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 20;
const keepMs = 10_000;

/** How late the event loop comes to its timers: the 99th percentile of the last ten to twenty seconds. Units: ms. */
export function watchLoopDelay(): { p50Ms(): number; p99Ms(): number; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  let before = { p50: 0, p99: 0 };
  // The histogram's values hold the timer's own step, which is no delay.
  const own = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  const look = () => ({
    p50: delay.count === 0 ? 0 : own(delay.percentile(50)),
    p99: delay.count === 0 ? 0 : own(delay.percentile(99)),
  });
  delay.enable();
  const timer = setInterval(() => {
    before = look();
    delay.reset();
  }, keepMs);
  timer.unref();
  return {
    p50Ms: () => Math.max(before.p50, look().p50),
    p99Ms: () => Math.max(before.p99, look().p99),
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
