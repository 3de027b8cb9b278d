import type { AnswerSaved, SavedAnswer } from '@hoithi/shared/contract/contestant';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { type OutboxAnswer, readOutbox, writeOutbox } from './outbox.ts';

/** sending: on its way, or waiting for the line. kept: the server has it. refused: it never will count. */
export type AnswerState =
  | { is: 'sending'; optionIds: string[] }
  | { is: 'kept'; optionIds: string[] }
  | { is: 'refused'; optionIds: string[]; refusal: Refusal };
export type Deliver = (answer: OutboxAnswer) => Promise<Result<AnswerSaved>>;
type Listener = {
  changed: (states: ReadonlyMap<string, AnswerState>) => void;
  kept: (kept: AnswerSaved) => void;
  refused: (answer: OutboxAnswer, refusal: Refusal) => void;
  nowMs: () => number;
};
/** A question's answers: the one in flight, or parked while another device holds the attempt, and the one after it. */
type Line = { flying: OutboxAnswer; next: OutboxAnswer | null; parked: boolean };

/**
 * Sends the answers of one attempt. Of one question only one answer is in flight; a change made meanwhile leaves after it,
 * so that an older choice can never overtake a newer one. SPEC A4, A5, A11.
 */
export class AnswerSender {
  readonly attemptId: string;
  readonly #deliver: Deliver;
  readonly #listener: Listener;
  readonly #lines = new Map<string, Line>();
  #states: ReadonlyMap<string, AnswerState> = new Map();

  constructor(attemptId: string, deliver: Deliver, listener: Listener) {
    this.attemptId = attemptId;
    this.#deliver = deliver;
    this.#listener = listener;
    for (const answer of readOutbox(attemptId)) this.#park(answer);
  }

  /** This device holds the attempt (again): what waited for that leaves, unless a later answer has been kept since. */
  resume(kept: readonly SavedAnswer[]): void {
    for (const [questionId, line] of this.#lines) {
      if (!line.parked) continue;
      this.#lines.delete(questionId);
      const waited = line.next ?? line.flying;
      const since = kept.find((answer) => answer.questionId === questionId && answer.arrivedAtMs > waited.givenAtMs);
      if (since) this.#tell(questionId, { is: 'kept', optionIds: since.optionIds });
      else void this.#fly(waited);
    }
    this.#store();
  }

  answer(questionId: string, optionIds: string[]): void {
    const answer: OutboxAnswer = {
      answerId: crypto.randomUUID(),
      attemptId: this.attemptId,
      questionId,
      optionIds,
      givenAtMs: this.#listener.nowMs(),
    };
    const line = this.#lines.get(questionId);
    if (line) {
      line.next = answer;
      this.#store();
    } else void this.#fly(answer);
    this.#tell(questionId, { is: 'sending', optionIds });
  }

  #park(answer: OutboxAnswer): void {
    const line = this.#lines.get(answer.questionId);
    if (line) line.next = answer;
    else this.#lines.set(answer.questionId, { flying: answer, next: null, parked: true });
  }

  async #fly(answer: OutboxAnswer): Promise<void> {
    const line: Line = { flying: answer, next: null, parked: false };
    this.#lines.set(answer.questionId, line);
    this.#store();
    this.#tell(answer.questionId, { is: 'sending', optionIds: answer.optionIds });
    const received = await this.#deliver(answer);
    if (!received.ok && received.refusal.code === 'superseded') {
      line.parked = true; // not heard, not lost: it waits until this device holds the attempt again
      this.#listener.refused(answer, received.refusal);
      return;
    }
    this.#lines.delete(answer.questionId);
    if (received.ok) this.#listener.kept(received.value);
    else this.#listener.refused(answer, received.refusal);
    if (line.next) {
      void this.#fly(line.next);
      return;
    }
    this.#store();
    this.#tell(
      answer.questionId,
      received.ok
        ? { is: 'kept', optionIds: received.value.receipt.optionIds }
        : { is: 'refused', optionIds: answer.optionIds, refusal: received.refusal },
    );
  }

  #tell(questionId: string, state: AnswerState): void {
    this.#states = new Map(this.#states).set(questionId, state);
    this.#listener.changed(this.#states);
  }

  #store(): void {
    const waiting = [...this.#lines.values()].flatMap((line) => (line.next ? [line.flying, line.next] : [line.flying]));
    writeOutbox(this.attemptId, waiting);
  }
}
