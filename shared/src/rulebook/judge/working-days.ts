import { dayOf, instantOf, shiftDay, weekdayOf } from './zoned-time.ts';

/**
 * The end of the n-th working day after an instant, Monday to Friday, in a timezone; of 0 the end of the same day. Public
 * holidays are not known here: a day more never harms whoever complains.
 *
 * Units   epoch milliseconds; the answer is the instant at which the day is over.
 * Source  SPEC F20.
 */
export function endOfWorkingDay(fromMs: number, days: number, timezone: string): number {
  let day = dayOf(fromMs, timezone);
  for (let left = days; left > 0; ) {
    day = shiftDay(day, 1);
    if (weekdayOf(day) <= 5) left -= 1;
  }
  return instantOf(shiftDay(day, 1), '00:00', timezone);
}
