import type { Refusal, RefusalCode } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { ackTimeoutMs, ConnectionWatch } from './connection-watch.ts';
import { backOffMs, faultTriesMax, resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

type Waiting = {
  event: string;
  message: unknown;
  tries: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** The server received it and could not save it. */
  notSaved: boolean;
  reports: ReadonlySet<RefusalCode>;
  done: (answer: Result<unknown>) => void;
};

export type SendOptions = {
  /** An outage of the store, or a full queue, is answered to the caller instead of waited out: a person should decide again. */
  reportsOutage?: boolean;
  /** The caller waits by itself when the server takes on no more. */
  reportsBusy?: boolean;
};

const noCodes: ReadonlySet<RefusalCode> = new Set();
const busyCodes: ReadonlySet<RefusalCode> = new Set(['busy']);
const outageCodes: ReadonlySet<RefusalCode> = new Set(['unavailable', 'busy']);

/**
 * Messages that wait for an answer. Each is sent again, unchanged, until it is answered: after a silence, after a
 * reconnect, after a refusal that a resend can mend. The server knows a repeated message by its id. SPEC A4, W2.
 */
export class Outgoing {
  readonly #transport: Transport;
  readonly #waiting = new Set<Waiting>();
  readonly #watch: ConnectionWatch;
  readonly #onStoreFailure: (failing: boolean) => void;
  #storeFailing = false;
  #running = false;

  /**
   * `onSilence` is called when nothing came back within `ackTimeoutMs`, and when something does again; `onStoreFailure`
   * when the server cannot save a message, and when it has saved all of them.
   */
  constructor(
    transport: Transport,
    onSilence: (silent: boolean) => void,
    onStoreFailure: (failing: boolean) => void = () => undefined,
  ) {
    this.#transport = transport;
    this.#watch = new ConnectionWatch(transport, onSilence);
    this.#onStoreFailure = onStoreFailure;
  }

  send(event: string, message: unknown, options: SendOptions = {}): Promise<Result<unknown>> {
    return new Promise((done) => {
      const reports = reportsOf(options);
      const waiting: Waiting = { event, message, tries: 0, timer: null, notSaved: false, reports, done };
      this.#waiting.add(waiting);
      this.#emit(waiting);
    });
  }

  /** The namespace was entered: everything unanswered is sent again, in its first order. */
  resume(): void {
    this.#running = true;
    this.#watch.received();
    for (const waiting of this.#waiting) this.#emit(waiting);
  }

  /** The connection is lost: nothing is sent until the namespace has been entered again. */
  pause(): void {
    this.#running = false;
    this.#watch.stop();
    for (const waiting of this.#waiting) this.#stop(waiting);
  }

  close(): void {
    this.pause();
    this.#waiting.clear();
  }

  #emit(waiting: Waiting): void {
    this.#stop(waiting);
    if (!this.#running || !this.#transport.isConnected()) return;
    const sentAtMs = performance.now();
    waiting.timer = setTimeout(() => {
      if (this.#watch.missed(sentAtMs)) this.#emit(waiting);
    }, ackTimeoutMs);
    this.#watch.sent();
    this.#transport.emit(waiting.event, waiting.message, (answer) => this.#receive(waiting, answer as Result<unknown>));
  }

  #receive(waiting: Waiting, answer: Result<unknown>): void {
    this.#watch.received();
    if (!this.#waiting.has(waiting)) return; // an earlier sending of the same message was answered first
    this.#stop(waiting);
    const reported = !answer.ok && waiting.reports.has(answer.refusal.code);
    waiting.notSaved = !answer.ok && outageCodes.has(answer.refusal.code) && !reported;
    this.#updateStoreFailure();
    if (!answer.ok && mayResend(answer.refusal, waiting.tries) && !reported) {
      const waitMs = 'retryInMs' in answer.refusal ? answer.refusal.retryInMs : backOffMs(waiting.tries);
      waiting.tries += 1;
      waiting.timer = setTimeout(() => this.#emit(waiting), waitMs);
      return;
    }
    this.#waiting.delete(waiting);
    waiting.done(answer);
  }

  #updateStoreFailure(): void {
    const failing = [...this.#waiting].some((waiting) => waiting.notSaved);
    if (failing === this.#storeFailing) return;
    this.#storeFailing = failing;
    this.#onStoreFailure(failing);
  }

  #stop(waiting: Waiting): void {
    if (waiting.timer !== null) clearTimeout(waiting.timer);
    waiting.timer = null;
  }
}

function reportsOf({ reportsOutage, reportsBusy }: SendOptions): ReadonlySet<RefusalCode> {
  if (reportsOutage) return outageCodes;
  return reportsBusy ? busyCodes : noCodes;
}

function mayResend(refusal: Refusal, tries: number): boolean {
  return resendCodes.has(refusal.code) && (refusal.code !== 'fault' || tries < faultTriesMax);
}
