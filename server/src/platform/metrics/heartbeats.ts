import type { Bus } from '../bus/bus.ts';
import type { Heartbeat, ReceivedHeartbeat } from './heartbeat.ts';

const everyMs = 2_000;
/** A process that has reported nothing for this long may be gone. */
export const silentAfterMs = 7_000;
/** One that ended without a last report is listed for this long. */
const droppedAfterMs = 120_000;

export type Heartbeats = {
  /** Every process that has reported, this one first; fresh for this one. */
  all(): ReceivedHeartbeat[];
  /** Whether another process accepts those who leave here. */
  othersServe(): boolean;
  /** Reports now, without waiting for the next time. */
  report(): void;
  stop(): void;
};

/** Publishes this process's heartbeats and receives those of the others. Nothing is stored. SPEC N11. */
export function sendHeartbeats(
  bus: Bus,
  own: () => Heartbeat,
  elapsedMs: () => number = () => performance.now(),
): Heartbeats {
  const received = new Map<string, { heartbeat: Heartbeat; atMs: number }>();
  bus.subscribe('process:reported', (heartbeat, from) => {
    if (from === 'elsewhere') received.set(heartbeat.process, { heartbeat, atMs: elapsedMs() });
  });

  function others(): ReceivedHeartbeat[] {
    for (const [name, { heartbeat, atMs }] of received) {
      const silentMs = elapsedMs() - atMs;
      if (silentMs > (heartbeat.draining ? silentAfterMs : droppedAfterMs)) received.delete(name);
    }
    return [...received.values()].map(({ heartbeat, atMs }) => ({
      heartbeat,
      receivedAgoMs: Math.round(elapsedMs() - atMs),
    }));
  }
  const report = () => bus.publish('process:reported', own());
  const timer = setInterval(report, everyMs);
  timer.unref();
  return {
    all: () => [{ heartbeat: own(), receivedAgoMs: 0 }, ...others()],
    othersServe: () =>
      others().some(({ heartbeat, receivedAgoMs }) => !heartbeat.draining && receivedAgoMs < silentAfterMs),
    report,
    stop: () => clearInterval(timer),
  };
}
