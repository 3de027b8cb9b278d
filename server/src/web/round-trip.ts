import type { Socket } from 'socket.io';
import type { Pinger } from '../platform/bus/broadcast.ts';
import { type InnerWebSocket, pingWithNextWrite, webSocketOf } from '../platform/bus/socket-internals.ts';

export type RoundTrip = Pinger & { roundTripMs(): number | null };

/**
 * Measures the way to a device and back by the WebSocket's own pings, which the device answers without our code: one
 * follows every question handed out. The smallest of the last three counts. Units: whole milliseconds. SPEC T4.
 */
export const measureRoundTrip = (socket: Socket): RoundTrip => new PingPong(webSocketOf(socket.conn));

const openState = 1; // WebSocket.OPEN

/** A few numbers a connection and one listener: there are thousands of connections. */
class PingPong implements RoundTrip {
  readonly #inner: InnerWebSocket | null;
  /** The last three, newest last; -1: not measured yet. */
  #first = -1;
  #second = -1;
  #third = -1;
  #sentAtMs = -1;

  constructor(inner: InnerWebSocket | null) {
    this.#inner = inner;
    inner?.on('pong', () => this.#received());
  }

  #received(): void {
    if (this.#sentAtMs < 0) return;
    this.#first = this.#second;
    this.#second = this.#third;
    this.#third = performance.now() - this.#sentAtMs;
    this.#sentAtMs = -1;
  }

  /** One at a time: a delayed pong delays its own measure only, and an unanswered ping is not repeated. */
  wanted(): boolean {
    return this.#inner !== null && this.#sentAtMs < 0 && this.#inner.readyState === openState;
  }

  sent(): void {
    this.#sentAtMs = performance.now();
  }

  ping(): void {
    if (!this.#inner || !this.wanted()) return;
    this.sent();
    pingWithNextWrite(this.#inner); // the ack that follows leaves in the same write
  }

  roundTripMs(): number | null {
    const measured = [this.#first, this.#second, this.#third].filter((ms) => ms >= 0);
    return measured.length === 0 ? null : Math.round(Math.min(...measured));
  }
}
