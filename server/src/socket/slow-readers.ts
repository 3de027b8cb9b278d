import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';

type Line = { transport: { socket?: { bufferedAmount: number; terminate(): void } } };

const everyMs = 1_000;

/**
 * Lets go of devices that do not read what is told them, before it fills the memory. They come back with one
 * `room:enter`, which tells them everything. SPEC W7.
 */
export function dropSlowReaders(io: Server, log: Logger, bytesMax: number = limits.outgoingBytesMax): { stop(): void } {
  const look = (): void => {
    let dropped = 0;
    for (const line of Object.values((io.engine as unknown as { clients: Record<string, Line> }).clients)) {
      const wire = line.transport.socket;
      if (wire === undefined || wire.bufferedAmount <= bytesMax) continue;
      wire.terminate();
      dropped += 1;
    }
    if (dropped > 0) log.warn({ dropped }, 'devices that do not read were let go');
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
