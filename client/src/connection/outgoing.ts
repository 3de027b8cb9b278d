import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { backOffMs, faultTriesMax, resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

type Waiting = {
  event: string;
  message: unknown;
  tries: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** The server heard it and could not keep it. */
  notKept: boolean;
  tellsOutage: boolean;
  done: (answer: Result<unknown>) => void;
};

export type SendOptions = { tellsOutage?: boolean };

export const ackTimeoutMs = 4000;
/** Unanswered sendings in a row after which the line itself is doubted: about 12 seconds of silence. */
const silencesMax = 3;

/**
 * Messages on their way. Each is sent again, unchanged, until it is answered: after a silence, after a reconnect, after
 * a refusal that a resend can mend. The server knows a message it has heard by its id. SPEC A4, W2.
 */
export class Outgoing {
  readonly #transport: Transport;
  readonly #waiting = new Set<Waiting>();
  readonly #onSilence: (silent: boolean) => void;
  readonly #onStoreAway: (away: boolean) => void;
  #storeAway = false;
  #open = false;
  #silences = 0;

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
    this.#onSilence = onSilence;
    this.#onStoreAway = onStoreAway;
  }

  /** `tellsOutage`: what a person should decide again once the store is back is answered instead of sent again. */
  send(event: string, message: unknown, { tellsOutage = false }: SendOptions = {}): Promise<Result<unknown>> {
    return new Promise((done) => {
      const waiting: Waiting = { event, message, tries: 0, timer: null, notKept: false, tellsOutage, done };
      this.#waiting.add(waiting);
      this.#emit(waiting);
    });
  }

  /** The room has been entered: everything unanswered leaves again, in the order it was said. */
  open(): void {
    this.#open = true;
    this.#heard();
    for (const waiting of this.#waiting) this.#emit(waiting);
  }

  /** The line is down: nothing leaves until the room has been entered again. */
  hold(): void {
    this.#open = false;
    for (const waiting of this.#waiting) this.#stop(waiting);
  }

  close(): void {
    this.hold();
    this.#waiting.clear();
  }

  #emit(waiting: Waiting): void {
    this.#stop(waiting);
    if (!this.#open || !this.#transport.isConnected()) return;
    waiting.timer = setTimeout(() => this.#miss(waiting), ackTimeoutMs);
    this.#transport.emit(waiting.event, waiting.message, (answer) => this.#hear(waiting, answer as Result<unknown>));
  }

  /** A phone that lost its network often keeps a line that looks open; the library notices after most of a minute. */
  #miss(waiting: Waiting): void {
    this.#silences += 1;
    this.#onSilence(true);
    if (this.#silences < silencesMax) {
      this.#emit(waiting);
      return;
    }
    this.#silences = 0;
    this.#transport.renew();
  }

  #heard(): void {
    this.#silences = 0;
    this.#onSilence(false);
  }

  #hear(waiting: Waiting, answer: Result<unknown>): void {
    this.#heard();
    if (!this.#waiting.has(waiting)) return; // an earlier sending of the same message was answered first
    this.#stop(waiting);
    const notKept = !answer.ok && answer.refusal.code === 'unavailable';
    waiting.notKept = notKept && !waiting.tellsOutage;
    this.#lookAtStore();
    if (!answer.ok && mayResend(answer.refusal, waiting.tries) && !(notKept && waiting.tellsOutage)) {
      const waitMs = answer.refusal.code === 'too_fast' ? answer.refusal.retryInMs : backOffMs(waiting.tries);
      waiting.tries += 1;
      waiting.timer = setTimeout(() => this.#emit(waiting), waitMs);
      return;
    }
    this.#waiting.delete(waiting);
    waiting.done(answer);
  }

  #lookAtStore(): void {
    const away = [...this.#waiting].some((waiting) => waiting.notKept);
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
