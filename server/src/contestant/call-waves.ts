import type { Namespace } from 'socket.io';
import type { House } from '../app-parts.ts';
import { waveMs } from '../platform/limits/admission.ts';

const roomOf = (personId: string): string => `waiting:${personId}`;

/** Tells those whose turn has come; whoever waits over HTTP learns it by asking. SPEC W5. */
export function callWaves(
  house: House,
  door: Namespace,
  loopDelayMs: () => number,
): { wait(socket: { join(room: string): unknown }, personId: string): void; stop(): void } {
  const timer = setInterval(() => {
    for (const personId of house.admission.callNext(loopDelayMs())) {
      const waiting = door.local.in(roomOf(personId));
      waiting.emit('attempt:called');
      waiting.socketsLeave(roomOf(personId));
    }
  }, waveMs);
  timer.unref();
  return {
    wait: (socket, personId) => void socket.join(roomOf(personId)),
    stop: () => clearInterval(timer),
  };
}
