import type { Transport } from './transport.ts';

/** A sending that is not answered within this is a silence. */
export const ackTimeoutMs = 4000;
/** Silences in a row after which the line is given up in any case. */
const silencesMax = 3;
/** A small question that every process that runs answers at once, however long a store takes. */
const requestAfterMs = 2000;
/** Between 0 and this after the first silence, so that a hall does not dial in one instant. */
const spreadMs = 2000;
/** A line is given up early at most once in this time, then twice, four and eight times as long; as before after a good while. */
const hurryAgainMs = 60_000;
const hurriesMax = 3;
const droppedAfterMs = 600_000;

/**
 * Whether a line that looks open still carries anything. A process that was stopped, and a network that was lost, keep
 * their lines open. After a silence with a small question unanswered too, a new line is taken at once: behind one address
 * another process may answer. A process that answers the question is slow, not gone, and keeps its line.
 *
 * Source   SPEC N26.
 */
export class ConnectionWatch {
  readonly #transport: Transport;
  readonly #onSilence: (silent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #silences = 0;
  #heardAtMs = Number.NEGATIVE_INFINITY;
  #hurries = 0;
  #hurriedAtMs = Number.NEGATIVE_INFINITY;

  /** `onSilence` hears when nothing has come back for a whole ack's time, and when something does again. */
  constructor(transport: Transport, onSilence: (silent: boolean) => void) {
    this.#transport = transport;
    this.#onSilence = onSilence;
  }

  /** Something left that is to be answered. */
  sent(): void {
    this.#timer ??= setTimeout(() => this.#ask(), requestAfterMs);
  }

  /** Anything came back. */
  received(): void {
    this.stop();
    this.#silences = 0;
    this.#heardAtMs = performance.now();
    this.#onSilence(false);
  }

  /** What left at `sentAtMs` was not answered in time. true: it may go out again on this line. */
  missed(sentAtMs: number): boolean {
    if (this.#heardAtMs > sentAtMs) return true; // slow, not silent
    this.#silences += 1;
    this.#onSilence(true);
    if (this.#silences < silencesMax) return true;
    this.#silences = 0;
    this.#transport.renew();
    return false;
  }

  /** The line is down, or nobody waits any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #ask(): void {
    const waitMs = ackTimeoutMs - requestAfterMs + Math.random() * spreadMs;
    this.#timer = setTimeout(() => this.#giveUp(), waitMs);
    this.#transport.emit('clock:read', undefined, () => this.received());
  }

  #giveUp(): void {
    this.#timer = null;
    const nowMs = performance.now();
    const sinceMs = nowMs - this.#hurriedAtMs;
    if (sinceMs >= droppedAfterMs) this.#hurries = 0;
    else if (sinceMs < hurryAgainMs * 2 ** (this.#hurries - 1)) return;
    this.#hurries = Math.min(this.#hurries + 1, hurriesMax + 1);
    this.#hurriedAtMs = nowMs;
    this.#silences = 0;
    this.#onSilence(true);
    this.#transport.renew(true);
  }
}
