import type { Socket } from 'socket.io';

type PingingSocket = {
  ping(): void;
  on(event: 'pong', listener: () => void): void;
  readyState: number;
  _socket?: { cork(): void; uncork(): void };
};

export type RoundTrip = {
  ask(): void;
  /** Somebody else has written the ping, behind a message of its own. false: one is under way, none was wanted. */
  wants(): boolean;
  asked(): void;
  roundTripMs(): number | null;
};

/**
 * Measures the way to a device and back by the WebSocket's own pings, which the device answers without our code: one
 * rides behind every question handed out. The smallest of the last three counts. Units: whole milliseconds. SPEC T4.
 */
export const measureRoundTrip = (socket: Socket): RoundTrip =>
  new PingPong((socket.conn.transport as unknown as { socket?: PingingSocket }).socket);

/** A few numbers a line and one listener: there are thousands of lines. */
class PingPong implements RoundTrip {
  private readonly wire: PingingSocket | undefined;
  /** The last three, newest last; -1: not measured yet. */
  private first = -1;
  private second = -1;
  private third = -1;
  private sentAtMs = -1;

  constructor(wire: PingingSocket | undefined) {
    this.wire = wire;
    wire?.on('pong', () => this.received());
  }

  private received(): void {
    if (this.sentAtMs < 0) return;
    this.first = this.second;
    this.second = this.third;
    this.third = performance.now() - this.sentAtMs;
    this.sentAtMs = -1;
  }

  /** One at a time: a pong held back holds back its own measure only, and an unanswered ping is not repeated. */
  wants(): boolean {
    return this.wire !== undefined && this.sentAtMs < 0 && this.wire.readyState === 1;
  }

  asked(): void {
    this.sentAtMs = performance.now();
  }

  ask(): void {
    if (!this.wants()) return;
    this.asked();
    // The ack that follows in this turn of the loop leaves in the same write.
    const line = this.wire?._socket;
    line?.cork();
    if (line) process.nextTick(() => line.uncork());
    this.wire?.ping();
  }

  roundTripMs(): number | null {
    const measured = [this.first, this.second, this.third].filter((ms) => ms >= 0);
    return measured.length === 0 ? null : Math.round(Math.min(...measured));
  }
}
