import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';
import { webSocketOf } from '../platform/bus/socket-internals.ts';

type Connection = { once(event: 'close', listener: () => void): void };

export type SlowReaders = {
  /** Bytes that wait for the device that reads least. */
  waitingBytes(): number;
  stop(): void;
};

const everyMs = 1_000;
/** Each connection is checked once in so many turns: a turn costs more the more there are, and memory fills in minutes. */
const turns = 5;

/**
 * Disconnects devices that do not read what is sent to them, before it fills the memory. They come back with one
 * `view:enter`, whose answer is everything. SPEC W7.
 */
export function dropSlowReaders(io: Server, log: Logger, bytesMax: number = limits.outgoingBytesMax): SlowReaders {
  const connections = new Set<Connection>();
  io.engine.on('connection', (connection: Connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  let next = connections.values();
  const check = (): void => {
    let dropped = 0;
    for (let left = Math.ceil(connections.size / turns); left > 0; left--) {
      const { value: connection, done } = next.next();
      if (done) {
        next = connections.values();
        continue;
      }
      const inner = webSocketOf(connection);
      if (inner === null || inner.bufferedAmount <= bytesMax) continue;
      inner.terminate();
      dropped += 1;
    }
    if (dropped > 0) log.warn({ dropped }, 'devices that do not read were disconnected');
  };
  const timer = setInterval(check, everyMs);
  timer.unref();
  return {
    waitingBytes: () =>
      [...connections].reduce((most, one) => Math.max(most, webSocketOf(one)?.bufferedAmount ?? 0), 0),
    stop: () => clearInterval(timer),
  };
}
