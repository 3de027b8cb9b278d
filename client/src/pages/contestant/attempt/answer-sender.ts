import type { AnswerSaved, SavedAnswer } from '@hoithi/shared/contract/contestant';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { makeId } from '../../../connection/make-id.ts';
import { type OutboxAnswer, readOutbox, writeOutbox } from './outbox.ts';

/** Options chosen or put in order, or what was typed. */
export type GivenAnswer = { optionIds: string[]; typed: string | null };
export const givenOf = ({ optionIds, typed }: GivenAnswer): GivenAnswer => ({ optionIds, typed });

/** sending: sent, or waiting for a connection. saved: the server has it. refused: it will never count. */
export type AnswerState =
  | ({ is: 'sending' } & GivenAnswer)
  | ({ is: 'saved' } & GivenAnswer)
  | ({ is: 'refused'; refusal: Refusal } & GivenAnswer);
export type Deliver = (answer: OutboxAnswer) => Promise<Result<AnswerSaved>>;
type Listener = {
  changed: (states: ReadonlyMap<string, AnswerState>) => void;
  saved: (saved: AnswerSaved) => void;
  refused: (answer: OutboxAnswer, refusal: Refusal) => void;
  nowMs: () => number;
};
/** A question's answers: the one in flight, or parked while another device has the attempt, and the one after it. */
type Queue = { flying: OutboxAnswer; next: OutboxAnswer | null; parked: boolean };

/**
 * Sends the answers of one attempt. Of one question only one answer is in flight; a change made meanwhile leaves after it,
 * so that an older choice can never overtake a newer one. SPEC A4, A5, A11.
 */
export class AnswerSender {
  readonly attemptId: string;
  readonly #deliver: Deliver;
  readonly #listener: Listener;
  readonly #queues = new Map<string, Queue>();
  #states: ReadonlyMap<string, AnswerState> = new Map();

  constructor(attemptId: string, deliver: Deliver, listener: Listener) {
    this.attemptId = attemptId;
    this.#deliver = deliver;
    this.#listener = listener;
    for (const answer of readOutbox(attemptId)) this.#park(answer);
  }

  /** This device has the attempt (again): what waited for that is sent, unless a later answer was saved since. */
  resume(saved: readonly SavedAnswer[]): void {
    for (const [questionId, queue] of this.#queues) {
      if (!queue.parked) continue;
      this.#queues.delete(questionId);
      const waited = queue.next ?? queue.flying;
      const since = saved.find((answer) => answer.questionId === questionId && answer.arrivedAtMs > waited.givenAtMs);
      if (since) this.#setState(questionId, { is: 'saved', ...givenOf(since) });
      else void this.#fly(waited);
    }
    this.#store();
  }

  answer(questionId: string, given: GivenAnswer): void {
    const answer: OutboxAnswer = {
      answerId: makeId(),
      attemptId: this.attemptId,
      questionId,
      ...givenOf(given),
      givenAtMs: this.#listener.nowMs(),
    };
    const queue = this.#queues.get(questionId);
    if (queue) {
      queue.next = answer;
      this.#store();
    } else void this.#fly(answer);
    this.#setState(questionId, { is: 'sending', ...givenOf(given) });
  }

  #park(answer: OutboxAnswer): void {
    const queue = this.#queues.get(answer.questionId);
    if (queue) queue.next = answer;
    else this.#queues.set(answer.questionId, { flying: answer, next: null, parked: true });
  }

  async #fly(answer: OutboxAnswer): Promise<void> {
    const queue: Queue = { flying: answer, next: null, parked: false };
    this.#queues.set(answer.questionId, queue);
    this.#store();
    this.#setState(answer.questionId, { is: 'sending', ...givenOf(answer) });
    const received = await this.#deliver(answer);
    if (!received.ok && received.refusal.code === 'superseded') {
      queue.parked = true; // neither saved nor lost: it waits until this device has the attempt again
      this.#listener.refused(answer, received.refusal);
      return;
    }
    this.#queues.delete(answer.questionId);
    if (received.ok) this.#listener.saved(received.value);
    else this.#listener.refused(answer, received.refusal);
    if (queue.next) {
      void this.#fly(queue.next);
      return;
    }
    this.#store();
    this.#setState(
      answer.questionId,
      received.ok
        ? { is: 'saved', ...givenOf(received.value.receipt) }
        : { is: 'refused', ...givenOf(answer), refusal: received.refusal },
    );
  }

  #setState(questionId: string, state: AnswerState): void {
    this.#states = new Map(this.#states).set(questionId, state);
    this.#listener.changed(this.#states);
  }

  #store(): void {
    const waiting = [...this.#queues.values()].flatMap((queue) =>
      queue.next ? [queue.flying, queue.next] : [queue.flying],
    );
    writeOutbox(this.attemptId, waiting);
  }
}
