import type { Namespace } from 'socket.io';
import type { App } from '../app-parts.ts';
import { waveMs } from '../platform/limits/admission.ts';

const channelOf = (personId: string): string => `waiting:${personId}`;

export type Waves = { wait(socket: { join(channel: string): unknown }, personId: string): void; stop(): void };

/** Calls those whose turn in the start queue has come; whoever waits over HTTP learns it by polling. SPEC W5. */
export function callWaves(app: Pick<App, 'admission'>, namespace: Namespace, loopDelayMs: () => number): Waves {
  const timer = setInterval(() => {
    for (const personId of app.admission.callNext(loopDelayMs())) {
      const waiting = namespace.local.in(channelOf(personId));
      waiting.emit('attempt:called');
      waiting.socketsLeave(channelOf(personId));
    }
  }, waveMs);
  timer.unref();
  return {
    wait: (socket, personId) => void socket.join(channelOf(personId)),
    stop: () => clearInterval(timer),
  };
}
