import type { Namespace } from 'socket.io';
import type { App } from '../app-parts.ts';

/** The channel of those sockets that hold an attempt: one device's. SPEC A11. */
export const attemptChannel = (attemptId: string): string => `attempt:${attemptId}`;

export type AttemptHolder = { id: string; data: { mark?: unknown } };

/** Every socket that holds the attempt, in all processes; those of this one alone while the others do not answer. */
export async function findHolders(
  app: Pick<App, 'log'>,
  namespace: Namespace,
  attemptId: string,
): Promise<AttemptHolder[]> {
  try {
    return await namespace.in(attemptChannel(attemptId)).fetchSockets();
  } catch (outage) {
    app.log.warn({ err: outage }, 'the sockets of other processes could not be read');
    return namespace.local.in(attemptChannel(attemptId)).fetchSockets();
  }
}
