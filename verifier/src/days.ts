/** Days and clocks of a timezone. */

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks there show, as if it were UTC. */
function shownMs(at: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const fields = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
}

export const dayOf = (at: number, zone: string): string => new Date(shownMs(at, zone)).toISOString().slice(0, 10);
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
/** 1 is Monday. */
export const weekday = (day: string): number => new Date(Date.parse(day)).getUTCDay() || 7;

/** When clocks there show this; an hour that is skipped comes that much later, one that comes twice is the first. */
export function instant(day: string, clock: string, zone: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const wanted = Date.parse(day) + (60 * hours + minutes) * 60_000;
  const offset = (at: number) => shownMs(at, zone) - at;
  const before = wanted - offset(wanted - dayMs);
  const after = wanted - offset(wanted + dayMs);
  const right = [before, after].filter((at) => shownMs(at, zone) === wanted);
  return right.length > 0 ? Math.min(...right) : before;
}
