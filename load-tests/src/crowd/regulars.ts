import type { AttemptView, ContestantView } from '@hoithi/shared/contract/contestant';
import type { Stage } from '../stage/organizer.ts';
import { type Device, requestFor } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { insist } from './insist.ts';
import { sitAttempt } from './sit-attempt.ts';
import { startEvenly } from './start-evenly.ts';
import { countUp, type Sitting, type Tally } from './tally.ts';

/** People who are there already and sit one attempt after the other, so that a rate of submissions has no connecting in it. */
export type Regulars = {
  /** Whole attempts at an even rate: start, every answer, submit. Resolves when all are handed in. */
  sitAttempts(count: number, perSecond: number): Promise<void>;
  /** Attempts that nobody was free for. */
  left: () => number;
  leave(): void;
};
export type Regular = { cookie: string; unitCode: string };

const atOnce = 32;
const atOnceThinking = { leastMs: 0, mostMs: 0 };

export async function joinRegulars(
  url: string,
  stage: Stage,
  people: readonly Regular[],
  tally: Tally,
  onSubmitted: (unitCode: string, atMs: number) => void,
): Promise<Regulars> {
  const free: { device: Device; person: Regular }[] = [];
  const devices: Device[] = [];
  let left = 0;

  async function player(person: Regular): Promise<void> {
    const begunMs = performance.now();
    const device = await openLeanDevice({ url, namespace: '/contestant', cookie: person.cookie });
    devices.push(device);
    device.onLost(() => countUp(tally.faults, 'a connection was lost'));
    await requestFor<ContestantView>(device, 'view:enter', { slug: stage.slug });
    tally.join.record(performance.now() - begunMs);
    free.push({ device, person });
  }
  async function sit(device: Device, { cookie, unitCode }: Regular): Promise<void> {
    const view = await insist<AttemptView>(device, 'attempt:start', { roundId: stage.roundId }, tally, tally.start);
    if (!view) return;
    tally.started++;
    const sitting: Sitting = { cookie, attemptId: view.attemptId, answers: [], predicted: null, submitted: null };
    tally.sittings.push(sitting);
    await sitAttempt(device, view, sitting, { tally, pace: atOnceThinking, latency: tally.answer });
    if (sitting.submitted !== null) onSubmitted(unitCode, performance.now());
  }

  const waiting = [...people];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await player(next);
    }),
  );
  return {
    async sitAttempts(count, perSecond) {
      const all: Promise<void>[] = [];
      await startEvenly(count, perSecond, () => {
        const own = free.shift();
        if (!own) left++;
        else all.push(sit(own.device, own.person).finally(() => free.push(own)));
      });
      await Promise.all(all);
    },
    left: () => left,
    leave: () => {
      for (const device of devices) device.close();
    },
  };
}
