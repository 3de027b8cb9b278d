import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '@hoithi/shared/contract/result';
import type { Latency } from '../measure/latency.ts';
import type { Device } from '../wire/device.ts';
import { queuedMs } from './start-queue.ts';
import { countUp, type Tally } from './tally.ts';

const resendsMax = 30; // of which the start queue takes the most

/** Sends a command, and the very same message again where that can help. null: refused or unanswered, and counted. */
export async function insist<T>(
  device: Device,
  event: string,
  message: unknown,
  tally: Tally,
  latency: Latency | null,
): Promise<T | null> {
  for (let tries = 0; ; tries++) {
    const received = await listen<T>(device, event, message, tally);
    if (!received) return null;
    if (received.result.ok) {
      latency?.record(received.tookMs);
      return received.result.value;
    }
    const { refusal } = received.result;
    countUp(tally.refusals, refusal.code);
    const waitMs = queuedMs(refusal);
    if (waitMs === null || tries >= resendsMax) return null;
    await pause(waitMs);
  }
}

async function listen<T>(
  device: Device,
  event: string,
  message: unknown,
  tally: Tally,
): Promise<{ result: Result<T>; tookMs: number } | null> {
  try {
    return await device.request<T>(event, message);
  } catch (fault) {
    countUp(tally.faults, fault instanceof Error ? fault.message : String(fault));
    return null;
  }
}
