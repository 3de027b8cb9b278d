import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import { deleteChallengesBefore } from '../accounts/challenges-sql.ts';
import { deleteGuessesBefore } from '../accounts/login-guesses-sql.ts';
import type { App } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import { deviceDays } from '../web/devices.ts';
import { deleteCodesBefore, deleteKnownDevicesBefore, deleteSessionsBefore } from '../web/sessions-sql.ts';
import { deleteUsedBefore } from './identities-sql.ts';
import { codeLivesMs } from './sign-in-codes.ts';

const retainedAfterMs = dayMs;
const portion = 500;
const checkEveryMs = 3_600_000;

type DeletionApp = Pick<App, 'db' | 'clock' | 'background'>;

/**
 * Deletes sign-in codes that expired a day ago or earlier, with the numbers they went to: so many at a time, as a
 * background job. Run twice, or by several processes at once, it deletes the same. Answers how many are gone.
 *
 * Source  SPEC S9.
 */
export const deleteOldCodes = (app: DeletionApp, portionMax: number = portion): Promise<number> =>
  inPortions(app, portionMax, deleteCodesBefore, codeLivesMs + retainedAfterMs);

/** The same for sessions that expired a day ago or earlier. SPEC S10. */
export const deleteOldSessions = (app: DeletionApp, portionMax: number = portion): Promise<number> =>
  inPortions(app, portionMax, deleteSessionsBefore, retainedAfterMs);

/** The same for devices by which nobody has signed in for as long as their token lasts. SPEC S10a. */
export const deleteOldDevices = (app: DeletionApp, portionMax: number = portion): Promise<number> =>
  inPortions(app, portionMax, deleteKnownDevicesBefore, deviceDays * dayMs);

/** Longer than any challenge of staff may be used. */
const challengesStayMs = 3_600_000;

/** The same for challenges of staff that nobody can use any more. SPEC I9. */
export const deleteOldChallenges = (app: DeletionApp, portionMax: number = portion): Promise<number> =>
  inPortions(app, portionMax, deleteChallengesBefore, challengesStayMs);

/** The same for wrong guesses at logins of staff, a day after the last one. SPEC I8. */
export const deleteOldGuesses = (app: DeletionApp, portionMax: number = portion): Promise<number> =>
  inPortions(app, portionMax, deleteGuessesBefore, retainedAfterMs);

/** The same for what was used once, a day after it was over by itself. SPEC S32. */
export const deleteUsedTokens = (app: DeletionApp, portionMax: number = portion): Promise<number> =>
  inPortions(app, portionMax, deleteUsedBefore, retainedAfterMs);

type Delete = (db: Queries, beforeMs: number, countMax: number) => Promise<number>;

const inPortions = (app: DeletionApp, portionMax: number, deleteSome: Delete, agoMs: number): Promise<number> =>
  app.background.run(async (yieldIfDue) => {
    const beforeMs = app.clock.nowMs() - agoMs;
    let gone = 0;
    for (;;) {
      const deleted = await deleteSome(app.db, beforeMs, portionMax);
      gone += deleted;
      if (deleted < portionMax) return gone;
      await yieldIfDue();
    }
  });

const deletions = [
  deleteOldCodes,
  deleteOldSessions,
  deleteOldDevices,
  deleteOldChallenges,
  deleteOldGuesses,
  deleteUsedTokens,
];

/** Runs every hour. */
export function scheduleSignInDeletion(app: DeletionApp & Pick<App, 'log'>): { stop(): void } {
  const timer = setInterval(() => {
    for (const deleteOld of deletions)
      deleteOld(app).catch((fault: unknown) =>
        app.log.warn({ err: fault }, 'old codes or sessions could not be deleted'),
      );
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
