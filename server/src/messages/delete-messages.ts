import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { deleteMessagesBefore } from '../platform/gateway/messages-sql.ts';

type DeletionApp = Pick<App, 'db' | 'clock' | 'background'>;
const retainedMs = 90 * dayMs;
const portion = 500;
const checkEveryMs = 3_600_000;

/** Deletes what became of messages, 90 days after: so many at a time, as a background job. Answers how many are gone. SPEC S56. */
export const deleteOldMessages = (app: DeletionApp, portionMax = portion): Promise<number> =>
  app.background.run(async (yieldIfDue) => {
    const beforeMs = app.clock.nowMs() - retainedMs;
    let gone = 0;
    for (;;) {
      const deleted = await deleteMessagesBefore(app.db, beforeMs, portionMax);
      gone += deleted;
      if (deleted < portionMax) return gone;
      await yieldIfDue();
    }
  });

/** Every hour. */
export function scheduleMessageDeletion(app: DeletionApp & Pick<App, 'log'>): { stop(): void } {
  const timer = setInterval(() => {
    deleteOldMessages(app).catch((fault: unknown) => app.log.warn({ err: fault }, 'old messages could not be deleted'));
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
