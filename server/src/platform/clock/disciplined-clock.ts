import type { Clock } from './clock.ts';

/** Where a process takes its steady time from. Its zero means nothing. */
export interface HostTime {
  monotonicMs(): number;
}

/** What the database's clock said, and between which two moments of the host it was asked. */
export interface TimeSample {
  sentAtMs: number;
  receivedAtMs: number;
  databaseMs: number;
}

export interface DisciplinedClock extends Clock {
  observe(samples: readonly TimeSample[]): void;
}

/** How fast a wrong clock is pulled straight: 10 ms a second, too slow for a countdown to show. */
const slewRate = 0.01;
/** A host's oscillator is off by less than this; an older sample is doubted by so much. */
const driftRate = 0.0001;
const samplesKept = 40;

const offsetOf = (sample: TimeSample): number => sample.databaseMs - (sample.sentAtMs + sample.receivedAtMs) / 2;

/** How wrong a sample may be now: half its round trip, and the drift since. */
function suspectOf(sample: TimeSample, nowMs: number): number {
  return (sample.receivedAtMs - sample.sentAtMs) / 2 + (nowMs - sample.receivedAtMs) * driftRate;
}

/**
 * The host's steady time, brought to the database's clock by the sample with the least doubt. It stands right from the
 * first samples and is pulled straight afterwards, never jumping and never running backwards.
 *
 * Units    epoch milliseconds of the database's clock.
 * Source   SPEC T1; the choice of the shortest round trip is Cristian's.
 */
export function disciplinedClock(host: HostTime, first: readonly TimeSample[]): DisciplinedClock {
  let kept = [...first];
  let fromMs = host.monotonicMs();
  let target = bestOffset(fromMs);
  let offset = target;

  function bestOffset(atMs: number): number {
    return offsetOf(kept.reduce((best, one) => (suspectOf(one, atMs) < suspectOf(best, atMs) ? one : best)));
  }

  /** The offset at a moment: on its way from where it was to where it should be. */
  function offsetAt(atMs: number): number {
    const stepMax = (atMs - fromMs) * slewRate;
    return offset + Math.max(-stepMax, Math.min(stepMax, target - offset));
  }

  return {
    nowMs() {
      const atMs = host.monotonicMs();
      return Math.floor(atMs + offsetAt(atMs));
    },
    observe(samples) {
      const atMs = host.monotonicMs();
      offset = offsetAt(atMs);
      fromMs = atMs;
      kept = [...kept, ...samples].slice(-samplesKept);
      target = bestOffset(atMs);
    },
  };
}
