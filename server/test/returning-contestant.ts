import { randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptView, ContestantView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import { io } from 'socket.io-client';
import type { Device, ScriptedContestant } from './scripted-contestant.ts';
import { must, say } from './scripted-contestant.ts';

/** A contestant whose device comes back by itself and sends again what was not acknowledged, as the client does. */
export type Returning = {
  device: Device;
  /** Answers that were acknowledged: id and attempt. */
  acked: Map<string, string>;
  /** How often the line was lost. */
  drops(): number;
  /** Every instant of the lock that this device ever received. */
  locks: Set<number>;
  /** Codes of refusals that it waited out. */
  refusals: string[];
  /** When anything was done as asked, by `performance.now()`. */
  acks: number[];
  /** Sends until something else than an outage comes back, always the same message. */
  insist<T>(event: string, message: unknown): Promise<Result<T>>;
  /** Answers to the end of the attempt; `answersMax` leaves the rest open. Answers with the attempt's id. */
  answerAll(roundId: string, answersMax?: number): Promise<string>;
};

export async function openReturning(
  url: string,
  slug: string,
  person: ScriptedContestant,
  ca: string | null = null,
): Promise<Returning> {
  const device: Device = io(`${url}/contestant`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4000,
    randomizationFactor: 0.6,
    extraHeaders: { cookie: person.cookie },
    ...(ca === null ? {} : { ca }),
  });
  const acked = new Map<string, string>();
  const locks = new Set<number>();
  const refusals: string[] = [];
  let drops = 0;
  const acks: number[] = [];
  let inside: Promise<ContestantView> = new Promise(() => undefined);
  let wake: () => void = () => undefined;
  const entered = new Promise<void>((resolve) => (wake = resolve));

  function enter(): void {
    const asked = must(say<ContestantView>(device, 'view:enter', { slug, takeOver: drops === 0 }));
    inside = asked;
    asked.then(
      ({ attempt }) => {
        if (attempt) locks.add(attempt.locksAtMs);
        wake();
      },
      // The connection closed again, and the next connect enters anew; or it stands and the server was unavailable: send again.
      () =>
        setTimeout(() => {
          if (device.connected && inside === asked) enter();
        }, 300),
    );
  }
  device.on('connect', enter);
  // Disconnected by the server, or refused while a store was unavailable: socket.io leaves reconnecting to its user.
  const comeBack = (): void => void setTimeout(() => device.connect(), 500);
  device.on('disconnect', (reason) => {
    drops += 1;
    if (reason === 'io server disconnect') comeBack();
  });
  device.on('connect_error', () => {
    if (!device.active) comeBack();
  });
  await entered;

  /** Sends until something comes back, always the same message. */
  async function insist<T>(event: string, message: unknown): Promise<Result<T>> {
    for (;;) {
      try {
        if (!device.connected) await new Promise<void>((resolve) => device.once('connect', resolve));
        await inside;
        const received = await say<T>(device, event, message);
        if (received.ok) acks.push(performance.now());
        if (received.ok || !['unavailable', 'too_fast'].includes(received.refusal.code)) return received;
        refusals.push(received.refusal.code);
        await new Promise((resolve) => setTimeout(resolve, 300));
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50)); // the line went, or said nothing
      }
    }
  }

  return {
    device,
    acked,
    drops: () => drops,
    locks,
    refusals,
    acks,
    insist,
    async answerAll(roundId, answersMax = Number.POSITIVE_INFINITY) {
      const attempt = await must(insist<AttemptView>('attempt:start', { roundId }));
      locks.add(attempt.locksAtMs);
      let question: QuestionView | null = attempt.questions[0] ?? null;
      for (let at = 0; question && at < answersMax; at++) {
        const answerId = randomUUID();
        const message = {
          answerId,
          attemptId: attempt.attemptId,
          questionId: question.questionId,
          optionIds: [question.options[0]?.optionId ?? ''],
        };
        const kept: AnswerSaved = await must(insist<AnswerSaved>('answer:submit', message));
        acked.set(answerId, attempt.attemptId);
        question = kept.next;
        await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 600)); // people think
      }
      return attempt.attemptId;
    },
  };
}
