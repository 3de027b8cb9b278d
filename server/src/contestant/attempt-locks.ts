import type { Namespace } from 'socket.io';
import type { App } from '../app-parts.ts';

/** The room of those lines that hold an attempt: one device's. SPEC A11. */
export const playerNamespace = (attemptId: string): string => `attempt:${attemptId}`;

export type AttemptHolder = { id: string; data: { mark?: unknown } };

/** Every line that holds the attempt, in all processes; those of this one alone while the others cannot be asked. */
export async function findHolders(app: App, gateway: Namespace, attemptId: string): Promise<AttemptHolder[]> {
  try {
    return await gateway.in(playerNamespace(attemptId)).fetchSockets();
  } catch (outage) {
    app.log.warn({ err: outage }, 'other processes could not be asked');
    return gateway.local.in(playerNamespace(attemptId)).fetchSockets();
  }
}
