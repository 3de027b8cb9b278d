import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Device, Received } from '../wire/device.ts';

/** How the client of the house doubts a line that looks open. Source: SPEC N26. Units: ms. */
export const patienceMs = 4_000;
const requestAfterMs = 2_000;
const spreadMs = 2_000;
const silencesMax = 3;
const hurryAgainMs = 60_000;
const hurriesMax = 4;
const droppedAfterMs = 600_000;
/** How long a new line may take to open: the first ones of a page in a hurry, and any other. */
export const openWithinMs = { hurried: 3_000, usual: 8_000 };
export const hurriedTries = 2;

export type SilenceWatch = {
  /** Asks on this line; null when no ack came in time. Beside it a small question is asked where the ack is slow. */
  ask<T>(device: Device, event: string, message: unknown): Promise<Received<T> | null>;
  /** After a silence: whether the line is to be given up, and how. It takes its time, so that a crowd does not dial in one instant. */
  judge(): Promise<'keep' | 'leave' | 'hurry'>;
};

export function openSilenceWatch(): SilenceWatch {
  let silences = 0;
  let receivedAtMs = Number.NEGATIVE_INFINITY;
  let hurries = 0;
  let hurriedAtMs = Number.NEGATIVE_INFINITY;

  const hear = (): void => {
    silences = 0;
    receivedAtMs = performance.now();
  };
  function mayHurry(): boolean {
    const sinceMs = performance.now() - hurriedAtMs;
    if (sinceMs >= droppedAfterMs) hurries = 0;
    return sinceMs >= hurryAgainMs * 2 ** (hurries - 1);
  }

  return {
    async ask<T>(device: Device, event: string, message: unknown): Promise<Received<T> | null> {
      const small = setTimeout(() => {
        device.ask('clock:read', {}, patienceMs).then(hear, () => undefined);
      }, requestAfterMs);
      const received = await device.ask<T>(event, message, patienceMs).catch(() => null);
      clearTimeout(small);
      if (received) hear();
      return received;
    },
    async judge() {
      const nowMs = performance.now();
      if (receivedAtMs > nowMs - patienceMs) return 'keep'; // slow, not silent
      silences++;
      if (silences >= silencesMax) {
        silences = 0;
        return 'leave';
      }
      if (!mayHurry()) return 'keep';
      await pause(randomInt(spreadMs));
      if (receivedAtMs > nowMs || !mayHurry()) return 'keep';
      hurries = Math.min(hurries + 1, hurriesMax);
      hurriedAtMs = performance.now();
      silences = 0;
      return 'hurry';
    },
  };
}
