import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';

type Line = {
  transport: { socket?: { bufferedAmount: number; terminate(): void } };
  once(event: 'close', listener: () => void): void;
};

export type SlowReaders = {
  /** Bytes that wait for the device that reads least. */
  waitingBytes(): number;
  stop(): void;
};

const everyMs = 1_000;
/** Each line is looked at once in so many turns: what a turn costs grows with the lines, and memory fills in minutes. */
const turns = 5;

/**
 * Lets go of devices that do not read what is told them, before it fills the memory. They come back with one
 * `view:enter`, which tells them everything. SPEC W7.
 */
export function dropSlowReaders(io: Server, log: Logger, bytesMax: number = limits.outgoingBytesMax): SlowReaders {
  const lines = new Set<Line>();
  io.engine.on('connection', (line: Line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  let next = lines.values();
  const look = (): void => {
    let dropped = 0;
    for (let left = Math.ceil(lines.size / turns); left > 0; left--) {
      const { value: line, done } = next.next();
      if (done) {
        next = lines.values();
        continue;
      }
      const wire = line.transport.socket;
      if (wire === undefined || wire.bufferedAmount <= bytesMax) continue;
      wire.terminate();
      dropped += 1;
    }
    if (dropped > 0) log.warn({ dropped }, 'devices that do not read were disconnected');
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    waitingBytes: () =>
      [...lines].reduce((most, line) => Math.max(most, line.transport.socket?.bufferedAmount ?? 0), 0),
    stop: () => clearInterval(timer),
  };
}
