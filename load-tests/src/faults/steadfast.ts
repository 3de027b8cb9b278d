import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ContestantView } from '@hoithi/shared/contract/contestant';
import { queuedMs } from '../crowd/start-queue.ts';
import { countUp } from '../crowd/tally.ts';
import type { Latency } from '../measure/latency.ts';
import type { Stage } from '../stage/organizer.ts';
import type { Device } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { ServerClock } from './server-clock.ts';
import { hurriedTries, openSilenceWatch, openWithinMs } from './silent-connection.ts';

/** One contestant's line that is dialled again whenever it ends, by the way of the client of the house. */
export type SteadyConnection = {
  /** Sends the same message until it is answered for good. null: refused for good, or everybody leaves. */
  insist<T>(event: string, message: unknown, latency: Pick<Latency, 'record'> | null): Promise<T | null>;
  /** Resolves with the whole view once the server has told one to an ask that left from now on; null: everybody leaves. */
  enterAgain(): Promise<{ view: ContestantView; clockWrongByMs: number } | null>;
  leave(): void;
};
export type Troubles = { refusals: Map<string, number>; lost: number; silences: number };

const backOffMs = 400;

export function openSteadyConnection(
  url: string,
  stage: Stage,
  cookie: string,
  { clock, troubles }: { clock: ServerClock; troubles: Troubles },
): SteadyConnection {
  let line: Device | null = null;
  let dialling: Promise<Device | null> | null = null;
  const suspect = openSilenceWatch();
  let hurries = 0; // lines that are to open soon
  let left = false;

  function drop(device: Device): void {
    if (line === device) line = null;
    device.close();
  }
  async function dial(): Promise<Device | null> {
    while (!left) {
      try {
        const withinMs = hurries > 0 ? openWithinMs.hurried : openWithinMs.usual;
        hurries = Math.max(0, hurries - 1);
        const device = await openLeanDevice({ url, namespace: '/contestant', cookie, openWithinMs: withinMs });
        device.onLost(() => {
          troubles.lost++;
          if (line === device) line = null;
        });
        if (await enter(device)) {
          line = device;
          return device;
        }
        device.close();
      } catch {
        // nobody is there yet
      }
      await pause(backOffMs + randomInt(backOffMs));
    }
    return null;
  }
  function reach(): Promise<Device | null> {
    if (line) return Promise.resolve(line);
    dialling ??= dial().finally(() => {
      dialling = null;
    });
    return dialling;
  }
  /** The view, or null where it was refused; throws where nothing came. */
  async function enter(device: Device): Promise<{ view: ContestantView; clockWrongByMs: number } | null> {
    const sentAtMs = performance.now();
    const received = await suspect.ask<ContestantView>(device, 'view:enter', { slug: stage.slug });
    if (!received) throw new Error('nobody let in');
    const { result, tookMs } = received;
    if (!result.ok) {
      countUp(troubles.refusals, result.refusal.code);
      return null;
    }
    return { view: result.value, clockWrongByMs: clock.wrongBy(result.value.serverNowMs, sentAtMs, tookMs) };
  }
  /** After a silence or a lost line: the same line once more, or a new one. */
  async function suffer(device: Device): Promise<void> {
    if (line !== device) return;
    troubles.silences++;
    const verdict = await suspect.judge();
    if (verdict === 'keep' || line !== device) return;
    hurries = verdict === 'hurry' ? hurriedTries : 0;
    drop(device);
  }

  return {
    async insist<T>(event: string, message: unknown, latency: Pick<Latency, 'record'> | null): Promise<T | null> {
      const begunMs = performance.now();
      while (!left) {
        const device = await reach();
        if (!device) return null;
        const received = await suspect.ask<T>(device, event, message);
        if (!received) {
          await suffer(device);
          continue;
        }
        if (received.result.ok) {
          latency?.record(performance.now() - begunMs);
          return received.result.value;
        }
        const { refusal } = received.result;
        countUp(troubles.refusals, refusal.code);
        if (refusal.code === 'superseded') await enter(device).catch(() => suffer(device));
        else if (queuedMs(refusal) === null) return null;
        // An outage says nothing of its length; whoever is full does.
        const waitMs = refusal.code === 'unavailable' || refusal.code === 'fault' ? 0 : (queuedMs(refusal) ?? 0);
        await pause(Math.max(waitMs, backOffMs + randomInt(backOffMs)));
      }
      return null;
    },
    async enterAgain() {
      while (!left) {
        const device = await reach();
        if (!device) return null;
        const entered = await enter(device).catch(() => suffer(device));
        if (entered) return entered;
        await pause(randomInt(backOffMs));
      }
      return null;
    },
    leave() {
      left = true;
      if (line) drop(line);
    },
  };
}
