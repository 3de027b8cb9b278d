import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { House } from '../../house/house.ts';
import { deleteCodesBefore } from '../../ledger/sessions.ts';
import { codeLivesMs } from './ask-code.ts';

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
  house.background.run(async (breathe) => {
    const beforeMs = house.clock.nowMs() - codeLivesMs - keptAfterMs;
    let gone = 0;
    for (;;) {
      const deleted = await deleteCodesBefore(house.db, beforeMs, portionMax);
      gone += deleted;
      if (deleted < portionMax) return gone;
      await breathe();
    }
  });

/** Looks every hour. */
export function keepCodes(house: House): { stop(): void } {
  const timer = setInterval(() => {
    forgetOldCodes(house).catch((fault: unknown) =>
      house.log.warn({ err: fault }, 'old sign-in codes could not be deleted'),
    );
  }, lookEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
