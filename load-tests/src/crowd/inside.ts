import { setTimeout as pause } from 'node:timers/promises';
import type { Latency } from '../measure/latency.ts';
import { measureLatency } from '../measure/latency.ts';
import type { Stage } from '../stage/organizer.ts';
import type { Device } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { type Pace, sitAttempt, startSitting } from './sit-attempt.ts';
import { startEvenly } from './start-evenly.ts';
import { countUp, type Tally } from './tally.ts';

/** People in the middle of an attempt who go on answering until the run stops them. */
export type Inside = {
  enter(cookies: readonly string[]): Promise<void>;
  /** From now on their answers' acks are counted here. */
  record(latency: Latency): void;
  /** Nobody sends another answer; what is on its way is waited for. */
  end(): Promise<void>;
  leave(): void;
};

const perSecond = 50;

export function gatherInside(url: string, stage: Stage, tally: Tally, pace: Pace): Inside {
  const devices: Device[] = [];
  const sitting: Promise<void>[] = [];
  let newest = measureLatency();
  let ended = false;
  const latency: Latency = { record: (tookMs) => newest.record(tookMs), figures: () => newest.figures() };

  async function sit(cookie: string, onStarted: () => void): Promise<void> {
    const open = async (): Promise<Device> => {
      const device = await openLeanDevice({ url, namespace: '/contestant', cookie });
      devices.push(device);
      return device;
    };
    const player = { cookie, slug: stage.slug, roundId: stage.roundId };
    try {
      const begun = await startSitting(open, player, tally).finally(onStarted);
      if (begun)
        await sitAttempt(begun.device, begun.view, begun.sitting, { tally, pace, latency, ended: () => ended });
    } catch (fault) {
      countUp(tally.faults, fault instanceof Error ? fault.message : String(fault));
    }
  }

  return {
    async enter(cookies) {
      const started: Promise<void>[] = [];
      await startEvenly(cookies.length, perSecond, (at) => {
        started.push(new Promise((resolve) => sitting.push(sit(cookies[at] ?? '', resolve))));
      });
      await Promise.all(started);
    },
    record: (latencyFromNowOn) => {
      newest = latencyFromNowOn;
    },
    async end() {
      ended = true;
      await Promise.race([Promise.all(sitting), pause(pace.mostMs + 30_000)]);
    },
    leave: () => {
      for (const device of devices) device.close();
    },
  };
}
