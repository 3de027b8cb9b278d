import { describe, expect, it } from 'vitest';
import { birthDayLeft } from './birth-day-left.ts';
import { dataEndsAt, dataRequestDueAt } from './data-terms.ts';

const timezone = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Date.parse(text);
const ageOn = (birthDate: string, day: string) =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

describe('terms of personal data', () => {
  it('[S63] a term ends with its last day, ten days for a correction, fifteen for a withdrawal, twenty for an erasure', () => {
    const fromMs = at('2026-03-05T23:30:00+07:00');
    expect(dataRequestDueAt('correct', fromMs, timezone)).toBe(at('2026-03-16T00:00:00+07:00'));
    expect(dataRequestDueAt('withdraw', fromMs, timezone)).toBe(at('2026-03-21T00:00:00+07:00'));
    expect(dataRequestDueAt('delete', fromMs, timezone)).toBe(at('2026-03-26T00:00:00+07:00'));
  });

  it('[S69] the term runs from the last close as it was held, and a close at midnight belongs to the day before', () => {
    const rules = { privacy: { retentionDays: 1 }, locale: { timezone } };
    const rounds = [{ closesAtMs: at('2026-03-01T00:00:00+07:00') }, { closesAtMs: at('2026-03-09T00:00:00+07:00') }];
    expect(dataEndsAt(rounds, rules)).toBe(at('2026-03-10T00:00:00+07:00'));
  });

  it('[S66] the day of birth that is left gives the same ages at the same instants, and no more', () => {
    const days = ['2026-02-10', '2026-03-20', '2028-02-29'];
    const instants = days.map((day) => at(`${day}T12:00:00+07:00`));
    for (const born of ['2010-03-01', '2010-02-10', '2010-12-31', '1950-02-28', '2009-03-21', '2008-02-29']) {
      const left = birthDayLeft(born, instants, timezone) ?? '';
      expect(days.map((day) => ageOn(left, day))).toEqual(days.map((day) => ageOn(born, day)));
    }
    expect(birthDayLeft('2010-07-07', instants.slice(0, 1), timezone)).toBe('2011-02-10');
    expect(birthDayLeft('2010-07-07', [], timezone)).toBeNull();
  });
});
