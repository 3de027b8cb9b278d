import { expect, it } from 'vitest';
import { endOfWorkingDay } from './working-days.ts';

const zone = 'Asia/Ho_Chi_Minh';
const end = (from: string, days: number) => new Date(endOfWorkingDay(Date.parse(from), days, zone)).toISOString();

it('[F20] working days are Monday to Friday there, and a day ends at its midnight', () => {
  expect(end('2026-03-05T20:00:00+07:00', 3)).toBe('2026-03-10T17:00:00.000Z'); // Thursday: Friday, Monday, Tuesday
  expect(end('2026-03-07T08:00:00+07:00', 1)).toBe('2026-03-09T17:00:00.000Z'); // Saturday: Monday
  expect(end('2026-03-05T20:00:00+07:00', 0)).toBe('2026-03-05T17:00:00.000Z');
  expect(end('2026-03-05T18:30:00Z', 1)).toBe('2026-03-09T17:00:00.000Z'); // already Friday there
});
