const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const two = '2-digit' as const;
  const format = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    hourCycle: 'h23',
    era: 'short',
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  formats.set(timezone, format);
  return format;
}

/** Whether the runtime knows this timezone. */
export function isTimezone(timezone: string): boolean {
  try {
    return formatOf(timezone) !== undefined;
  } catch {
    return false;
  }
}

/** The runtime is slow at this: 50 µs an instant. Clocks change on a quarter of an hour since then, so an offset holds for one. */
const quartersSinceMs = Date.UTC(1980, 0, 1);
const quarterMs = 900_000;
const offsetsMax = 20_000;
const offsets = new Map<string, number>();

/** The instant's wall-clock time as if it were UTC, to the second. */
function wallClockMs(atMs: number, timezone: string): number {
  if (atMs < quartersSinceMs) return readWallClock(atMs, timezone);
  const fromMs = Math.floor(atMs / quarterMs) * quarterMs;
  const key = `${fromMs} ${timezone}`;
  const offset = offsets.get(key) ?? readWallClock(fromMs, timezone) - fromMs;
  if (offsets.size >= offsetsMax) offsets.clear();
  offsets.set(key, offset);
  return Math.floor(atMs / 1000) * 1000 + offset;
}

function readWallClock(atMs: number, timezone: string): number {
  const parts = formatOf(timezone).formatToParts(atMs);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
}

/** The instant's day there, as an ISO date. */
export const dayOf = (atMs: number, timezone: string): string =>
  new Date(wallClockMs(atMs, timezone)).toISOString().slice(0, 10);

/** What clocks there show at the instant, to the minute. */
export const timeOf = (atMs: number, timezone: string): string =>
  new Date(wallClockMs(atMs, timezone)).toISOString().slice(11, 16);

/** `date` moved by so many days. */
export const shiftDay = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay() || 7;

/**
 * The instant at which clocks there show this date and hour; `24:00` is the end of the day. An hour that a change of clocks
 * skips is taken as that much later, one that comes twice as the first.
 *
 * Source  SPEC M6.
 */
export function instantOf(date: string, clock: string, timezone: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const wanted = Date.parse(date) + (hour * 60 + minute) * 60_000;
  const offsets = [wanted - dayMs, wanted + dayMs].map((atMs) => wallClockMs(atMs, timezone) - atMs);
  const [before = 0, after = 0] = offsets;
  const found = [before, after]
    .map((offset) => wanted - offset)
    .filter((atMs) => wallClockMs(atMs, timezone) === wanted);
  return found.length > 0 ? Math.min(...found) : wanted - before;
}
