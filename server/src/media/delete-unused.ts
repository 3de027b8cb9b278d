import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { deleteMediaBefore, endSentUses } from './media-sql.ts';

const portion = 50;
const checkEveryMs = 3_600_000;

/** Deletes pictures and sounds that nothing has used for a day: so many at a time, as a background job. Answers how many. SPEC X4. */
export const deleteUnusedMedia = (app: Pick<App, 'background' | 'clock' | 'db'>): Promise<number> =>
  app.background.run(async (yieldIfDue) => {
    let gone = 0;
    await endSentUses(app.db, app.clock.nowMs());
    for (;;) {
      const deleted = await deleteMediaBefore(app.db, app.clock.nowMs() - dayMs, portion);
      gone += deleted;
      if (deleted < portion) return gone;
      await yieldIfDue();
    }
  });

/** Runs every hour. */
export function scheduleMediaDeletion(app: Pick<App, 'background' | 'clock' | 'db' | 'log'>): { stop(): void } {
  const timer = setInterval(() => {
    deleteUnusedMedia(app).catch((fault: unknown) =>
      app.log.warn({ err: fault }, 'pictures that nothing uses could not be deleted'),
    );
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
