import { expect, it } from 'vitest';
import { dayOf, instantOf, timeOf } from './zoned-time.ts';

it('[M6] a day and an hour are those of clocks there, on both sides of every change of clocks', () => {
  for (const timezone of ['Asia/Ho_Chi_Minh', 'Europe/Paris', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
    const shown = new Intl.DateTimeFormat('sv', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
    // Two days around the changes of clocks of 2026, and one of 1975.
    for (const fromMs of ['2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '1975-06-12'].map(Date.parse)) {
      for (let atMs = fromMs; atMs < fromMs + 2 * 86_400_000; atMs += 31 * 60_000)
        expect(`${dayOf(atMs, timezone)} ${timeOf(atMs, timezone)}`).toBe(shown.format(atMs));
    }
  }
});

it('[M6] an hour that is skipped is taken as that much later, one that comes twice as the first', () => {
  expect(new Date(instantOf('2026-03-29', '02:30', 'Europe/Paris')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(new Date(instantOf('2026-10-25', '02:30', 'Europe/Paris')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});
