/** Dates and hours as people here write them, whatever the language of the browser: 02/03/2026, 08:00. */

/** Whether it is a date of the calendar in ISO form. */
export const isDate = (iso: string): boolean => {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : Number.NaN;
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 10) === iso;
};

/** `2/3/2026`, `02-03-2026` or `02032026` as an ISO date; null: it is none. */
export function readDate(typed: string): string | null {
  const [, day = '', month = '', year = ''] =
    /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(typed) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(iso) ? iso : null;
}

export const writeDate = (iso: string): string => iso.split('-').reverse().join('/');

/** Puts the strokes in for whoever types digits alone, as on a keyboard without them. */
export function addStrokes(typed: string, before: string): string {
  if (typed.length !== before.length + 1 || !typed.startsWith(before)) return typed; // taken back, or pasted
  if (/^\d{2}$|^\d{1,2}\/\d{2}$/.test(typed)) return `${typed}/`;
  return typed.endsWith('//') ? before : typed;
}

/** `8:00`, `8h`, `20h30` as `08:00`; null: it is none. */
export function readClock(typed: string): string | null {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?\s*$/i.exec(typed) ?? [];
  if (hour === '' || Number(hour) > 24 || Number(minute) > 59 || (hour === '24' && Number(minute) > 0)) return null;
  return `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`;
}
