import { dayOf } from './zoned-time.ts';

/**
 * A day of birth that gives the same ages as the real one at these instants, and says no more: the latest that does. null: no age
 * was ever asked.
 *
 * Units   ISO dates; epoch milliseconds.
 * Source  SPEC S66, M4.
 */
export function birthDayLeft(birthDate: string, atMs: readonly number[], timezone: string): string | null {
  const latest = atMs.map((each) => {
    const day = dayOf(each, timezone);
    const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
    const age = day.slice(5) < birthDate.slice(5) ? years - 1 : years;
    const monthDay = day.slice(5) === '02-29' ? '02-28' : day.slice(5);
    return `${String(Number(day.slice(0, 4)) - age).padStart(4, '0')}-${monthDay}`;
  });
  return latest.sort()[0] ?? null;
}
