import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { ackTimeoutMs, ConnectionWatch } from './connection-watch.ts';
import { backOffMs, faultTriesMax, resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

type Waiting = {
  event: string;
  message: unknown;
  tries: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** The server heard it and could not keep it. */
  notSaved: boolean;
  logsOutage: boolean;
  done: (answer: Result<unknown>) => void;
};

export type SendOptions = { logsOutage?: boolean };

/**
 * Messages on their way. Each is sent again, unchanged, until it is answered: after a silence, after a reconnect, after
 * a refusal that a resend can mend. The server knows a message it has heard by its id. SPEC A4, W2.
 */
export class Outgoing {
  readonly #transport: Transport;
  readonly #waiting = new Set<Waiting>();
  readonly #watch: ConnectionWatch;
  readonly #onStoreAway: (away: boolean) => void;
  #storeAway = false;
  #open = false;

  /**
   * `onSilence` hears when nothing has come back for a whole ack's time, and when something does again; `onStoreAway` when
   * the server cannot keep what it was told, and when it has kept all of it.
   */
  constructor(
    transport: Transport,
    onSilence: (silent: boolean) => void,
    onStoreAway: (away: boolean) => void = () => undefined,
  ) {
    this.#transport = transport;
    this.#watch = new ConnectionWatch(transport, onSilence);
    this.#onStoreAway = onStoreAway;
  }

  /** `tellsOutage`: what a person should decide again once the store is back is answered instead of sent again. */
  send(event: string, message: unknown, { logsOutage = false }: SendOptions = {}): Promise<Result<unknown>> {
    return new Promise((done) => {
      const waiting: Waiting = { event, message, tries: 0, timer: null, notSaved: false, logsOutage, done };
      this.#waiting.add(waiting);
      this.#emit(waiting);
    });
  }

  /** The room has been entered: everything unanswered leaves again, in the order it was said. */
  open(): void {
    this.#open = true;
    this.#watch.received();
    for (const waiting of this.#waiting) this.#emit(waiting);
  }

  /** The line is down: nothing leaves until the room has been entered again. */
  hold(): void {
    this.#open = false;
    this.#watch.stop();
    for (const waiting of this.#waiting) this.#stop(waiting);
  }

  close(): void {
    this.hold();
    this.#waiting.clear();
  }

  #emit(waiting: Waiting): void {
    this.#stop(waiting);
    if (!this.#open || !this.#transport.isConnected()) return;
    const sentAtMs = performance.now();
    waiting.timer = setTimeout(() => {
      if (this.#watch.missed(sentAtMs)) this.#emit(waiting);
    }, ackTimeoutMs);
    this.#watch.sent();
    this.#transport.emit(waiting.event, waiting.message, (answer) => this.#hear(waiting, answer as Result<unknown>));
  }

  #hear(waiting: Waiting, answer: Result<unknown>): void {
    this.#watch.received();
    if (!this.#waiting.has(waiting)) return; // an earlier sending of the same message was answered first
    this.#stop(waiting);
    const notSaved = !answer.ok && answer.refusal.code === 'unavailable';
    waiting.notSaved = notSaved && !waiting.logsOutage;
    this.#lookAtStore();
    if (!answer.ok && mayResend(answer.refusal, waiting.tries) && !(notSaved && waiting.logsOutage)) {
      const waitMs = answer.refusal.code === 'too_fast' ? answer.refusal.retryInMs : backOffMs(waiting.tries);
      waiting.tries += 1;
      waiting.timer = setTimeout(() => this.#emit(waiting), waitMs);
      return;
    }
    this.#waiting.delete(waiting);
    waiting.done(answer);
  }

  #lookAtStore(): void {
    const away = [...this.#waiting].some((waiting) => waiting.notSaved);
    if (away === this.#storeAway) return;
    this.#storeAway = away;
    this.#onStoreAway(away);
  }

  #stop(waiting: Waiting): void {
    if (waiting.timer !== null) clearTimeout(waiting.timer);
    waiting.timer = null;
  }
}

function mayResend(refusal: Refusal, tries: number): boolean {
  return resendCodes.has(refusal.code) && (refusal.code !== 'fault' || tries < faultTriesMax);
}
