import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app-parts.ts';

/**
 * Makes and sends the view of a contest, one at a time: what changes while a view is being made is in one more
 * view after it, so that a thousand changes cost two views. The last state is always sent, `restMs` after the one before.
 */
export function publishSoon(
  app: Pick<App, 'log'>,
  publish: (contestId: string) => Promise<void>,
  restMs = 0,
): (contestId: string) => void {
  const busy = new Set<string>();
  const again = new Set<string>();
  async function run(contestId: string): Promise<void> {
    busy.add(contestId);
    do {
      again.delete(contestId);
      try {
        await publish(contestId);
      } catch (fault) {
        app.log.warn({ err: fault }, 'a view could not be sent');
      }
      if (restMs > 0) await sleep(restMs, undefined, { ref: false });
    } while (again.has(contestId));
    busy.delete(contestId);
  }
  return (contestId) => {
    if (busy.has(contestId)) again.add(contestId);
    else void run(contestId);
  };
}
