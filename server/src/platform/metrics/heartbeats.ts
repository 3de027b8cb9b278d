import type { Bus } from '../bus/bus.ts';
import type { Heartbeat, ReceivedHeartbeat } from './heartbeat.ts';

const everyMs = 2_000;
/** A process that has said nothing for so long may be gone. */
export const silentAfterMs = 7_000;
/** One that went without a word is told of for a while. */
const droppedAfterMs = 120_000;

export type Heartbeats = {
  /** Every process heard of, this one first; fresh for this one. */
  all(): ReceivedHeartbeat[];
  /** Whether another process takes in whoever leaves here. */
  othersServe(): boolean;
  /** Tells now, without waiting for the next beat. */
  tell(): void;
  stop(): void;
};

/** Tells the own pulse and hears those of the others. Nothing is stored: a house that is silent is a house that stands still. SPEC N11. */
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
  const tell = () => bus.publish('process:reported', own());
  const timer = setInterval(tell, everyMs);
  timer.unref();
  return {
    all: () => [{ heartbeat: own(), receivedAgoMs: 0 }, ...others()],
    othersServe: () =>
      others().some(({ heartbeat, receivedAgoMs }) => !heartbeat.draining && receivedAgoMs < silentAfterMs),
    tell,
    stop: () => clearInterval(timer),
  };
}
