import { watchClock } from '../measure/watch-clock.ts';
import type { Stage } from '../stage/organizer.ts';
import type { Device } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { openUsualDevice } from '../wire/usual-device.ts';
import { type Pace, sitAttempt, startSitting } from './sit-attempt.ts';
import { startEvenly } from './start-evenly.ts';
import { countUp, type Tally } from './tally.ts';

export type Crowd = {
  /** Starts attempts that nobody goes on with: they stay open until `leave`. */
  openIdle(cookies: readonly string[], perSecond: number): Promise<void>;
  /** Starts attempts evenly, each sat to its end. `started` resolves when the last has begun, `over` when all are. */
  sitAll(cookies: readonly string[], perSecond: number): { started: Promise<void>; over: Promise<void> };
  /** Reads the server's time ten times a second, on a connection of its own. */
  watchClock(): Promise<void>;
  leave(): void;
};

/** Many contestants on lean connections; of those who sit to the end, a few use the usual client library as a control. */
export function gatherCrowd(url: string, stage: Stage, tally: Tally, pace: Pace, controls: number): Crowd {
  const devices = new Set<Device>();
  let left = false;
  let stopClock = (): void => {};
  const namespace = '/contestant';

  async function open(cookie: string | null, usual: boolean): Promise<Device> {
    const device = await (usual ? openUsualDevice : openLeanDevice)({ url, namespace, cookie, traffic: tally.traffic });
    devices.add(device);
    return device;
  }
  function close(device: Device): void {
    devices.delete(device);
    device.close();
  }

  async function sit(cookie: string, usual: boolean, toTheEnd: boolean, onStarted: () => void): Promise<void> {
    const player = { cookie, slug: stage.slug, roundId: stage.roundId };
    try {
      const begun = await startSitting(() => open(cookie, usual), player, tally).finally(onStarted);
      if (!begun || !toTheEnd) return;
      const latency = usual ? tally.controlAnswer : tally.answer;
      await sitAttempt(begun.device, begun.view, begun.sitting, { tally, pace, latency });
      close(begun.device);
    } catch (fault) {
      countUp(tally.faults, fault instanceof Error ? fault.message : String(fault));
    }
  }

  const gone = (): boolean => left;

  return {
    async openIdle(cookies, perSecond) {
      const all: Promise<void>[] = [];
      const open = (at: number): void => void all.push(sit(cookies[at] ?? '', false, false, () => undefined));
      await startEvenly(cookies.length, perSecond, open, gone);
      await Promise.all(all);
    },
    sitAll(cookies, perSecond) {
      const begun: Promise<void>[] = [];
      const ended: Promise<void>[] = [];
      const controlEvery =
        controls === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(cookies.length / controls));
      const begin = (at: number): void => {
        const usual = at % controlEvery === controlEvery - 1;
        begun.push(
          new Promise((resolve) => {
            ended.push(sit(cookies[at] ?? '', usual, true, resolve));
          }),
        );
      };
      const all = startEvenly(cookies.length, perSecond, begin, gone);
      return {
        started: all.then(async () => void (await Promise.all(begun))),
        over: all.then(async () => void (await Promise.all(ended))),
      };
    },
    async watchClock() {
      stopClock = await watchClock(url, tally.clock);
    },
    leave() {
      left = true;
      stopClock();
      for (const device of [...devices]) close(device);
    },
  };
}
