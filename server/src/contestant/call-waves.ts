import type { Namespace } from 'socket.io';
import type { App } from '../app-parts.ts';
import { waveMs } from '../platform/limits/admission.ts';

const namespaceOf = (personId: string): string => `waiting:${personId}`;

/** Tells those whose turn has come; whoever waits over HTTP learns it by asking. SPEC W5. */
export function callWaves(
  app: App,
  gateway: Namespace,
  loopDelayMs: () => number,
): { wait(socket: { join(namespace: string): unknown }, personId: string): void; stop(): void } {
  const timer = setInterval(() => {
    for (const personId of app.admission.callNext(loopDelayMs())) {
      const waiting = gateway.local.in(namespaceOf(personId));
      waiting.emit('attempt:called');
      waiting.socketsLeave(namespaceOf(personId));
    }
  }, waveMs);
  timer.unref();
  return {
    wait: (socket, personId) => void socket.join(namespaceOf(personId)),
    stop: () => clearInterval(timer),
  };
}
