import type { Socket } from 'socket.io';

type PingingSocket = {
  ping(): void;
  on(event: 'pong', listener: () => void): void;
  readyState: number;
  _socket?: { cork(): void; uncork(): void };
};

/**
 * Measures the way to a device and back by the WebSocket's own pings, which the device answers without our code: one
 * rides behind every question handed out. The smallest of the last three counts. Units: whole milliseconds. SPEC T4.
 */
export function measureRoundTrip(socket: Socket): { ask(): void; roundTripMs(): number | null } {
  const wire = (socket.conn.transport as unknown as { socket?: PingingSocket }).socket;
  const samples: number[] = [];
  let sentAtMs: number | null = null;
  wire?.on('pong', () => {
    if (sentAtMs === null) return;
    samples.push(performance.now() - sentAtMs);
    if (samples.length > 3) samples.shift();
    sentAtMs = null;
  });
  return {
    ask() {
      // One at a time: a pong held back holds back its own measure only, and an unanswered ping is not repeated.
      if (!wire || sentAtMs !== null || wire.readyState !== 1) return;
      sentAtMs = performance.now();
      // The ack that follows in this turn of the loop leaves in the same write.
      const line = wire._socket;
      line?.cork();
      if (line) process.nextTick(() => line.uncork());
      wire.ping();
    },
    roundTripMs: () => (samples.length === 0 ? null : Math.round(Math.min(...samples))),
  };
}
