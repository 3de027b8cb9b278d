import type { Bus } from '../bus/bus.ts';
import type { HeardPulse, Pulse } from './heartbeat.ts';

const everyMs = 2_000;
/** A process that has said nothing for so long may be gone. */
export const silentAfterMs = 7_000;
/** One that went without a word is told of for a while. */
const forgottenAfterMs = 120_000;

export type Pulses = {
  /** Every process heard of, this one first; fresh for this one. */
  all(): HeardPulse[];
  /** Whether another process takes in whoever leaves here. */
  othersServe(): boolean;
  /** Tells now, without waiting for the next beat. */
  tell(): void;
  stop(): void;
};

/** Tells the own pulse and hears those of the others. Nothing is stored: a house that is silent is a house that stands still. SPEC N11. */
export function keepPulses(bus: Bus, own: () => Pulse, elapsedMs: () => number = () => performance.now()): Pulses {
  const heard = new Map<string, { pulse: Pulse; atMs: number }>();
  bus.hear('process:pulsed', (pulse, from) => {
    if (from === 'elsewhere') heard.set(pulse.process, { pulse, atMs: elapsedMs() });
  });

  function others(): HeardPulse[] {
    for (const [name, { pulse, atMs }] of heard) {
      const silentMs = elapsedMs() - atMs;
      if (silentMs > (pulse.draining ? silentAfterMs : forgottenAfterMs)) heard.delete(name);
    }
    return [...heard.values()].map(({ pulse, atMs }) => ({ pulse, heardAgoMs: Math.round(elapsedMs() - atMs) }));
  }
  const tell = () => bus.say('process:pulsed', own());
  const timer = setInterval(tell, everyMs);
  timer.unref();
  return {
    all: () => [{ pulse: own(), heardAgoMs: 0 }, ...others()],
    othersServe: () => others().some(({ pulse, heardAgoMs }) => !pulse.draining && heardAgoMs < silentAfterMs),
    tell,
    stop: () => clearInterval(timer),
  };
}
