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

/** One contestant's connection, opened again whenever it ends, as the client does it. */
export type SteadyConnection = {
  /** Sends the same message until it is answered for good. null: refused for good, or everybody leaves. */
  insist<T>(event: string, message: unknown, latency: Pick<Latency, 'record'> | null): Promise<T | null>;
  /** Resolves with the whole view that answers a request sent from now on; null: everybody leaves. */
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
  let connection: Device | null = null;
  let dialling: Promise<Device | null> | null = null;
  const suspect = openSilenceWatch();
  let hurries = 0; // connections that are to open soon
  let left = false;

  function drop(device: Device): void {
    if (connection === device) connection = null;
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
          if (connection === device) connection = null;
        });
        if (await enter(device)) {
          connection = device;
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
    if (connection) return Promise.resolve(connection);
    dialling ??= dial().finally(() => {
      dialling = null;
    });
    return dialling;
  }
  /** The view, or null where it was refused; throws where nothing came. */
  async function enter(device: Device): Promise<{ view: ContestantView; clockWrongByMs: number } | null> {
    const sentAtMs = performance.now();
    const received = await suspect.request<ContestantView>(device, 'view:enter', { slug: stage.slug });
    if (!received) throw new Error('nobody let in');
    const { result, tookMs } = received;
    if (!result.ok) {
      countUp(troubles.refusals, result.refusal.code);
      return null;
    }
    return { view: result.value, clockWrongByMs: clock.wrongBy(result.value.serverNowMs, sentAtMs, tookMs) };
  }
  /** After a silence or a lost connection: the same one once more, or a new one. */
  async function suffer(device: Device): Promise<void> {
    if (connection !== device) return;
    troubles.silences++;
    const verdict = await suspect.judge();
    if (verdict === 'keep' || connection !== device) return;
    hurries = verdict === 'hurry' ? hurriedTries : 0;
    drop(device);
  }

  return {
    async insist<T>(event: string, message: unknown, latency: Pick<Latency, 'record'> | null): Promise<T | null> {
      const begunMs = performance.now();
      while (!left) {
        const device = await reach();
        if (!device) return null;
        const received = await suspect.request<T>(device, event, message);
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
        // An outage gives no waiting time; a full server does.
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
      if (connection) drop(connection);
    },
  };
}
