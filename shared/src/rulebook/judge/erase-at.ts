import type { Rulebook } from '../model/rulebook.ts';
import { expandRounds } from './expand-rounds.ts';
import { dayOf, instantOf, shiftDay } from './zoned-time.ts';

/** When personal data is deleted: at the end of the last day of the term, which runs from the close of the last round. Source: SPEC M18. */
export function eraseAtMs(rulebook: Rulebook): number {
  const { timezone } = rulebook.locale;
  const lastCloseMs = Math.max(...expandRounds(rulebook).map(({ closesAtMs }) => closesAtMs));
  return instantOf(shiftDay(dayOf(lastCloseMs - 1, timezone), rulebook.privacy.retentionDays), '24:00', timezone);
}
