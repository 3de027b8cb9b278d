import { dayOf, instantOf, timeOf } from '@hoithi/shared/rulebook/judge/zoned-time';

/** Dates and times as people here write them, whatever the language of the browser: 02/03/2026, 08:00. */

/** `2/3/2026` as an ISO date; null: it is none. */
export function readDate(typed: string): string | null {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const atMs = Date.parse(iso);
  return Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== iso ? null : iso;
}

export const writeDate = (iso: string): string => iso.split('-').reverse().join('/');

/** `8:00`, `8h`, `20h30` as `08:00`; null: it is none. */
export function readClock(typed: string): string | null {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?\s*$/i.exec(typed) ?? [];
  if (hour === '' || Number(hour) > 24 || Number(minute) > 59 || (hour === '24' && Number(minute) > 0)) return null;
  return `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`;
}

/** An instant as ISO with the offset that clocks of the timezone have then. */
export function writeInstant(date: string, clock: string, timezone: string): string {
  const atMs = instantOf(date, clock, timezone);
  const [day, time] = [dayOf(atMs, timezone), timeOf(atMs, timezone)];
  const minutes = Math.round((Date.parse(`${day}T${time}Z`) - atMs) / 60_000);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${day}T${time}:00${offset}`;
}

/** What clocks of the timezone show at an instant. */
export function readInstant(iso: string, timezone: string): { date: string; clock: string } | null {
  const atMs = Date.parse(iso);
  return Number.isNaN(atMs) ? null : { date: dayOf(atMs, timezone), clock: timeOf(atMs, timezone) };
}
