import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerSaved, AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { Pace } from '../crowd/sit-attempt.ts';
import type { Sitting } from '../crowd/tally.ts';
import { type Latency, measureLatency } from '../measure/latency.ts';
import type { Stage } from '../stage/organizer.ts';
import type { ServerClock } from './server-clock.ts';
import { openSteadyConnection, type SteadyConnection, type Troubles } from './steadfast.ts';

/** A crowd that sits attempt after attempt through one fault. */
export type Shift = {
  sittings: Sitting[];
  /** Acks from here to the call of `calm`, which gives them back; then those from the fault on, resends and outages in them. */
  calm(): Latency;
  disturbed: Latency;
  troubles: Troubles;
  /** Everybody requests the whole view from now on: how long until each has it, and whether what it shows is right. */
  comeBack(sinceMs: number): Promise<Back>;
  /** Nobody starts another attempt; resolves when all are handed in. */
  end(): Promise<void>;
  leave(): void;
};
export type Back = { took: Latency; clockWrong: number; lockWrong: number };

const rightWithinMs = 50;

export function openShift(
  url: string,
  stage: Stage,
  cookies: readonly string[],
  { pace, clock }: { pace: Pace; clock: ServerClock },
): Shift {
  const sittings: Sitting[] = [];
  const locks = new Map<string, number>(); // attempt -> the lock it received at its start
  const [calm, disturbed] = [measureLatency(), measureLatency()];
  let answer = calm;
  const troubles: Troubles = { refusals: new Map(), lost: 0, silences: 0 };
  let ended = false;
  const connections = cookies.map((cookie) => openSteadyConnection(url, stage, cookie, { clock, troubles }));
  const sitting = connections.map(async (connection, at) => {
    await pause(randomInt(Math.max(1, Math.round(pace.mostMs))));
    while (!ended) await sitOne(connection, cookies[at] ?? '');
  });

  async function sitOne(connection: SteadyConnection, cookie: string): Promise<void> {
    const view = await connection.insist<AttemptView>('attempt:start', { roundId: stage.roundId }, null);
    if (!view) return pause(pace.mostMs);
    const { attemptId } = view;
    locks.set(attemptId, view.locksAtMs);
    const known = sittings.find((each) => each.attemptId === attemptId); // one that was left open is gone on with
    const own: Sitting = known ?? { cookie, attemptId, answers: [], predicted: null, submitted: null };
    if (!known) sittings.push(own);
    const waiting: QuestionView[] = [...view.questions];
    for (let question = waiting.shift(); question; question = waiting.shift()) {
      await pause(pace.leastMs + randomInt(Math.max(1, Math.round(pace.mostMs - pace.leastMs))));
      const option = question.options[randomInt(question.options.length)];
      const one = {
        answerId: randomUUID(),
        questionId: question.questionId,
        optionIds: option ? [option.optionId] : [],
      };
      const saved = await connection.insist<AnswerSaved>(
        'answer:submit',
        { attemptId, ...one },
        { record: (ms) => answer.record(ms) },
      );
      if (!saved) break;
      own.answers.push(one);
      if (saved.next) waiting.push(saved.next);
    }
    const receipt = await connection.insist<AttemptReceipt>('attempt:submit', { attemptId }, null);
    if (receipt) own.submitted = receipt.answered;
  }

  return {
    sittings,
    disturbed,
    calm() {
      answer = disturbed;
      return calm;
    },
    troubles,
    async comeBack(sinceMs) {
      const back: Back = { took: measureLatency(), clockWrong: 0, lockWrong: 0 };
      await Promise.all(
        connections.map(async (connection) => {
          const again = await connection.enterAgain();
          if (!again) return;
          back.took.record(performance.now() - sinceMs);
          if (again.clockWrongByMs > rightWithinMs) back.clockWrong++;
          const { attempt } = again.view;
          if (attempt && locks.has(attempt.attemptId) && locks.get(attempt.attemptId) !== attempt.locksAtMs)
            back.lockWrong++;
        }),
      );
      return back;
    },
    async end() {
      ended = true;
      await Promise.all(sitting);
    },
    leave: () => {
      for (const connection of connections) connection.leave();
    },
  };
}
