import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Device, Received } from '../wire/device.ts';

/** How the client judges a connection that seems open. Source: SPEC N26. Units: ms. */
export const patienceMs = 4_000;
const requestAfterMs = 2_000;
const spreadMs = 2_000;
const silencesMax = 3;
const hurryAgainMs = 60_000;
const hurriesMax = 4;
const droppedAfterMs = 600_000;
/** How long a new connection may take to open: the first ones of a page in a hurry, and any other. */
export const openWithinMs = { hurried: 3_000, usual: 8_000 };
export const hurriedTries = 2;

export type SilenceWatch = {
  /** Sends on this connection; null when no ack came in time. Where the ack is slow, a small request is sent beside it. */
  request<T>(device: Device, event: string, message: unknown): Promise<Received<T> | null>;
  /** After a silence: whether the connection is to be given up, and how. It takes its time, so that a crowd does not dial in one instant. */
  judge(): Promise<'keep' | 'leave' | 'hurry'>;
};

export function openSilenceWatch(): SilenceWatch {
  let silences = 0;
  let receivedAtMs = Number.NEGATIVE_INFINITY;
  let hurries = 0;
  let hurriedAtMs = Number.NEGATIVE_INFINITY;

  const receive = (): void => {
    silences = 0;
    receivedAtMs = performance.now();
  };
  function mayHurry(): boolean {
    const sinceMs = performance.now() - hurriedAtMs;
    if (sinceMs >= droppedAfterMs) hurries = 0;
    return sinceMs >= hurryAgainMs * 2 ** (hurries - 1);
  }

  return {
    async request<T>(device: Device, event: string, message: unknown): Promise<Received<T> | null> {
      const small = setTimeout(() => {
        device.request('clock:read', {}, patienceMs).then(receive, () => undefined);
      }, requestAfterMs);
      const received = await device.request<T>(event, message, patienceMs).catch(() => null);
      clearTimeout(small);
      if (received) receive();
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
