import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { House } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import { deleteCodesBefore, deleteSessionsBefore } from '../web/sessions-sql.ts';
import { codeLivesMs } from './request-code.ts';

const keptAfterMs = dayMs;
const portion = 500;
const lookEveryMs = 3_600_000;

/**
 * Deletes sign-in codes that ran out a day ago or earlier, with the numbers they went to: so many at a time, in the lane of
 * slow work. Run twice, or by several processes at once, it deletes the same. Answers how many are gone.
 *
 * Source  SPEC S9.
 */
export const forgetOldCodes = (house: House, portionMax: number = portion): Promise<number> =>
  inPortions(house, portionMax, deleteCodesBefore, codeLivesMs + keptAfterMs);

/** The same for sessions that ran out a day ago or earlier. SPEC S10. */
export const forgetOldSessions = (house: House, portionMax: number = portion): Promise<number> =>
  inPortions(house, portionMax, deleteSessionsBefore, keptAfterMs);

type Delete = (db: Queries, beforeMs: number, countMax: number) => Promise<number>;

const inPortions = (house: House, portionMax: number, deleteSome: Delete, agoMs: number): Promise<number> =>
  house.background.run(async (breathe) => {
    const beforeMs = house.clock.nowMs() - agoMs;
    let gone = 0;
    for (;;) {
      const deleted = await deleteSome(house.db, beforeMs, portionMax);
      gone += deleted;
      if (deleted < portionMax) return gone;
      await breathe();
    }
  });

/** Looks every hour. */
export function keepSignIns(house: House): { stop(): void } {
  const timer = setInterval(() => {
    for (const forget of [forgetOldCodes, forgetOldSessions])
      forget(house).catch((fault: unknown) =>
        house.log.warn({ err: fault }, 'old codes or sessions could not be deleted'),
      );
  }, lookEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
