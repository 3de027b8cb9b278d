import { dayOf, instantOf, timeOf } from '@hoithi/shared/rulebook/judge/zoned-time';

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
