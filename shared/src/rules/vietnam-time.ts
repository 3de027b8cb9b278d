/** A moment in Vietnam's local time. The country is at UTC+7 all year, so no table of zones is needed. */
export type VietnamTime = {
  year: number;
  month: number; // 1..12
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number; // 0 is Sunday
};

const offsetMs = 7 * 3_600_000;
export const dayMs = 86_400_000;

/**
 * Reads an instant as Vietnamese wall-clock time.
 *
 * Units    epochMs is epoch milliseconds.
 * Source   SPEC R2.
 */
export function vietnamTimeOf(epochMs: number): VietnamTime {
  const shifted = new Date(epochMs + offsetMs);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay(),
  };
}

/** The instant as `2023-10-16T00:00:00+07:00`. Parts of a second are dropped. */
export function vietnamInstantOf(epochMs: number): string {
  return `${new Date(epochMs + offsetMs).toISOString().slice(0, 19)}+07:00`;
}

/** Midnight in Vietnam at the start of the instant's day, as epoch milliseconds. */
export function startOfVietnamDay(epochMs: number): number {
  return Math.floor((epochMs + offsetMs) / dayMs) * dayMs - offsetMs;
}

/** The instant's day in Vietnam, as an ISO date. */
export const vietnamDayOf = (epochMs: number): string => vietnamInstantOf(epochMs).slice(0, 10);
