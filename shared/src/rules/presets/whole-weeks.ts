import type { RulesDraft } from '../../contract/rules.ts';
import { dayMs, vietnamInstantOf } from '../vietnam-time.ts';

/**
 * Weekly rounds of a plan that names days only, "từ ngày … đến hết ngày …": each from the first second of its Monday
 * to the last of its Sunday. `publishAtClock`, where a plan gives one, is an hour of that same Sunday.
 *
 * Units    firstMonday is a date in Vietnam, publishAtClock is HH:MM.
 * Source   SPEC R2; domain (a2) 3.
 */
export function wholeWeeks(
  firstMonday: string,
  weeks: number,
  publishAtClock: string | null,
): NonNullable<RulesDraft['rounds']> {
  const firstMs = Date.parse(`${firstMonday}T00:00:00+07:00`);
  return Array.from({ length: weeks }, (_, index) => {
    const opensMs = firstMs + index * 7 * dayMs;
    const sunday = vietnamInstantOf(opensMs + 6 * dayMs).slice(0, 10);
    return {
      ordinal: index + 1,
      label: { vi: `Tuần ${index + 1}`, en: `Week ${index + 1}` },
      opensAt: vietnamInstantOf(opensMs),
      closesAt: vietnamInstantOf(opensMs + 7 * dayMs),
      publishAt: publishAtClock === null ? null : `${sunday}T${publishAtClock}:00+07:00`,
      topics: null,
    };
  });
}
