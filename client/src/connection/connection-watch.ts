import type { Transport } from './transport.ts';

/** A message that is not answered within this time counts as a silence. */
export const ackTimeoutMs = 4000;
/** Silences in a row after which the connection is given up in any case. */
const silencesMax = 3;
/** `clock:read` is sent after this time: a process that runs answers it at once, however long a store takes. */
const probeAfterMs = 2000;
/** Random delay between 0 and this after the first silence, so that a hall does not reconnect in one instant. */
const spreadMs = 2000;
/** A connection is given up early at most once in this time, then in twice, four and eight times as long. */
const hurryAgainMs = 60_000;
const hurriesMax = 3;
/** After this time without an early renewal the interval is the shortest again. */
const hurriesForgottenAfterMs = 600_000;

/**
 * Detects a connection that looks open and carries nothing: a stopped process and a lost network leave it open. When a
 * message and then `clock:read` stay unanswered, the transport reconnects at once, since another process may answer at
 * the same address. A process that answers `clock:read` is slow, and its connection stays.
 *
 * Source   SPEC N26.
 */
export class ConnectionWatch {
  readonly #transport: Transport;
  readonly #onSilence: (silent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #silences = 0;
  #receivedAtMs = Number.NEGATIVE_INFINITY;
  #hurries = 0;
  #hurriedAtMs = Number.NEGATIVE_INFINITY;

  /** `onSilence` is called with true when nothing came back within `ackTimeoutMs`, with false when something does. */
  constructor(transport: Transport, onSilence: (silent: boolean) => void) {
    this.#transport = transport;
    this.#onSilence = onSilence;
  }

  /** A message that expects an answer was sent. */
  sent(): void {
    this.#timer ??= setTimeout(() => this.#probe(), probeAfterMs);
  }

  /** Anything came back. */
  received(): void {
    this.stop();
    this.#silences = 0;
    this.#receivedAtMs = performance.now();
    this.#onSilence(false);
  }

  /** The message sent at `sentAtMs` was not answered in time. true: it may be sent again on this connection. */
  missed(sentAtMs: number): boolean {
    if (this.#receivedAtMs > sentAtMs) return true; // slow, not silent
    this.#silences += 1;
    this.#onSilence(true);
    if (this.#silences < silencesMax) return true;
    this.#silences = 0;
    this.#transport.renew();
    return false;
  }

  /** The connection is lost, or nothing waits for an answer any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #probe(): void {
    const waitMs = ackTimeoutMs - probeAfterMs + Math.random() * spreadMs;
    this.#timer = setTimeout(() => this.#giveUp(), waitMs);
    this.#transport.emit('clock:read', undefined, () => this.received());
  }

  #giveUp(): void {
    this.#timer = null;
    const nowMs = performance.now();
    const sinceMs = nowMs - this.#hurriedAtMs;
    if (sinceMs >= hurriesForgottenAfterMs) this.#hurries = 0;
    else if (sinceMs < hurryAgainMs * 2 ** (this.#hurries - 1)) return;
    this.#hurries = Math.min(this.#hurries + 1, hurriesMax + 1);
    this.#hurriedAtMs = nowMs;
    this.#silences = 0;
    this.#onSilence(true);
    this.#transport.renew(true);
  }
}
