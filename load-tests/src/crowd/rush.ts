import { setTimeout as pause } from 'node:timers/promises';
import type { AttemptView, ContestantView } from '@hoithi/shared/contract/contestant';
import { type Latency, measureLatency } from '../measure/latency.ts';
import type { Stage } from '../stage/organizer.ts';
import { type Device, requestFor } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { queuedMs } from './start-queue.ts';
import { countUp, type Tally } from './tally.ts';

/** `firstQuestion`: from pressing start to a question, refusals and waiting in it. `tries`: starts sent. */
export type Pressed = { firstQuestion: Latency; began: number; tries: number };
export type Rush = { pressAll(waitMs: () => number): Promise<Pressed>; leave(): void };

const atOnce = 32;
const giveUpAfterMs = 120_000;

/** People who wait on the contest's page for the hour, then all press start. */
export async function gatherRush(url: string, stage: Stage, cookies: readonly string[], tally: Tally): Promise<Rush> {
  const waiting: { device: Device; cookie: string }[] = [];
  const next = [...cookies];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let cookie = next.shift(); cookie !== undefined; cookie = next.shift()) {
        const begunMs = performance.now();
        const device = await openLeanDevice({ url, namespace: '/contestant', cookie });
        device.onLost(() => countUp(tally.faults, 'a connection was lost'));
        await requestFor<ContestantView>(device, 'view:enter', { slug: stage.slug });
        tally.join.record(performance.now() - begunMs);
        waiting.push({ device, cookie });
      }
    }),
  );

  async function press(device: Device, cookie: string, pressed: Pressed): Promise<void> {
    const begunMs = performance.now();
    while (performance.now() - begunMs < giveUpAfterMs) {
      pressed.tries++;
      const { result } = await device.request<AttemptView>('attempt:start', { roundId: stage.roundId });
      if (result.ok) {
        pressed.firstQuestion.record(performance.now() - begunMs);
        pressed.began++;
        tally.started++;
        const { attemptId } = result.value;
        tally.sittings.push({ cookie, attemptId, answers: [], predicted: null, submitted: null });
        return;
      }
      const { refusal } = result;
      countUp(tally.refusals, refusal.code);
      const waitMs = queuedMs(refusal);
      if (waitMs === null) return;
      await pause(waitMs);
    }
  }

  return {
    async pressAll(waitMs) {
      const pressed: Pressed = { firstQuestion: measureLatency(), began: 0, tries: 0 };
      await Promise.all(
        waiting.map(async ({ device, cookie }) => {
          await pause(waitMs());
          await press(device, cookie, pressed).catch((fault: unknown) =>
            countUp(tally.faults, fault instanceof Error ? fault.message : String(fault)),
          );
        }),
      );
      return pressed;
    },
    leave: () => {
      for (const { device } of waiting) device.close();
    },
  };
}
