import { describe, expect, it } from 'vitest';
import type { RulebookFile } from '../model/rulebook.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { expandRounds, roundsNamed } from './expand-rounds.ts';
import { dayOf, instantOf, weekdayOf } from './zoned-time.ts';

const series = (file: RulebookFile) => file.rounds[0] as Extract<RulebookFile['rounds'][number], { kind: 'series' }>;
const openings = (change: (file: RulebookFile) => void) =>
  expandRounds(exampleRulebook(change)).map(({ opensAtMs, closesAtMs }) =>
    [opensAtMs, closesAtMs].map((atMs) => new Date(atMs).toISOString().slice(0, 16)),
  );

describe('rounds of a series', () => {
  it('[M6] are numbered in id and label, and are named together by the series', () => {
    const rounds = expandRounds(exampleRulebook());
    expect(rounds.map(({ id, label, series: of }) => [id, label.vi, of])).toEqual([
      ['week-1', 'Tuần 1', 'week'],
      ['week-2', 'Tuần 2', 'week'],
    ]);
    expect(roundsNamed(rounds, ['week'])).toHaveLength(2);
    expect(roundsNamed(rounds, ['week-2']).map(({ id }) => id)).toEqual(['week-2']);
  });

  it('[M6] seventy sessions of the working days are one line', () => {
    const rounds = openings((file) => {
      series(file).at = {
        ...{ from: '2026-03-02', to: '2026-06-05', weekdays: [1, 2, 3, 4, 5] },
        hours: { opens: '08:00', closes: '08:15' },
      };
    });
    expect(rounds).toHaveLength(70);
    expect(rounds[0]).toEqual(['2026-03-02T01:00', '2026-03-02T01:15']);
    expect(rounds.at(-1)).toEqual(['2026-06-05T01:00', '2026-06-05T01:15']);
  });

  it('[M6] keep their hours where clocks change, and end on the next day where the hours do', () => {
    const inOslo = openings((file) => {
      file.locale.timezone = 'Europe/Oslo';
      series(file).at = {
        ...{ from: '2026-03-28', to: '2026-03-30', weekdays: [6, 7, 1] },
        hours: { opens: '22:00', closes: '02:30' },
      };
    });
    // Clocks go from 02:00 to 03:00 on 29 March: that night's 02:30 is 03:30.
    expect(inOslo).toEqual([
      ['2026-03-28T21:00', '2026-03-29T01:30'],
      ['2026-03-29T20:00', '2026-03-30T00:30'],
      ['2026-03-30T20:00', '2026-03-31T00:30'],
    ]);
  });

  it('[M6] are published so many days after the day of the close', () => {
    const rounds = expandRounds(
      exampleRulebook((file) => {
        series(file).publish = { kind: 'days-after', days: 2, clock: '10:00' };
      }),
    );
    // Midnight of the 9th is the end of the 8th.
    expect(rounds.map(({ publishAtMs }) => new Date(publishAtMs ?? 0).toISOString())).toEqual([
      '2026-03-10T03:00:00.000Z',
      '2026-03-17T03:00:00.000Z',
    ]);
  });

  it('[M6] an hour that comes twice is its first, and days are those of the timezone', () => {
    expect(new Date(instantOf('2026-10-25', '02:30', 'Europe/Oslo')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(instantOf('2026-10-25', '24:00', 'Europe/Oslo')).toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(dayOf(Date.parse('2026-03-01T18:00:00Z'), 'Asia/Ho_Chi_Minh')).toBe('2026-03-02');
    expect([weekdayOf('2026-03-02'), weekdayOf('2026-03-08')]).toEqual([1, 7]);
  });
});
