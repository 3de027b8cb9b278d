import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../rules/random.ts';
import type { RulebookFile } from '../model/rulebook.ts';
import { attempt, person, unit } from '../test-facts.ts';
import { exampleRulebook, label } from '../test-rulebook.ts';
import { type Facts, noFacts } from './facts.ts';
import { judgeContest } from './judge-contest.ts';

const when = '2026-03-03T08:00:00+07:00';
const headcounts = (officials: number, everybody: number) => [
  { kind: 'officials', people: officials, date: '2026-01-01' },
  { kind: 'everybody', people: everybody, date: '2026-01-01' },
  { kind: 'officials', people: 999, date: '2025-01-01' }, // older
];
const people = { population: 'officials', headcount: 'officials' };

/** Units by the rate of officials, one prize. */
const byRate = (change?: (file: RulebookFile) => void) =>
  exampleRulebook((file) => {
    file.standings.push({
      ...{ id: 'bodies', label: label('Tập thể'), population: 'units', over: ['week'], ties: 'committee' },
      by: {
        kind: 'formula',
        filter: { people, minPersons: 1, minRate: 0.5, minRateBySize: [], mandatory: [] },
        ...{ grouping: 'together', comparison: { method: 'plain' } },
        metrics: [{ metric: 'personsRate', weight: 1, scale: 'own', people }],
      },
    });
    file.awards.push({
      ...{ id: 'bodies-prize', label: label('Giải tập thể'), from: 'bodies', take: { kind: 'places' } },
      prizes: [{ label: label('giải Nhất'), count: 1 }],
    });
    change?.(file);
  });
const formula = (file: RulebookFile) =>
  file.standings[1]!.by as Extract<RulebookFile['standings'][number]['by'], { kind: 'formula' }>;

const official = (id: string, own: string) => person(id, { unit: own, fields: { audience: 'official' } });
const facts: Facts = {
  ...noFacts,
  units: [
    unit('a', { headcounts: headcounts(2, 100), block: 'X' }),
    unit('a-1', { parent: 'a', level: 'DEPARTMENT' }),
    unit('b', { headcounts: headcounts(4, 4), block: 'Y' }),
    unit('c', { headcounts: headcounts(10, 10), block: 'Y' }),
    unit('d'),
  ],
  people: [
    official('a1', 'a'),
    official('a2', 'a-1'),
    ...['b1', 'b2', 'b3'].map((id) => official(id, 'b')),
    person('b4', { unit: 'b', fields: { audience: 'citizen' } }),
    official('c1', 'c'),
    official('d1', 'd'),
  ],
  attempts: ['a1', 'a2', 'b1', 'b2', 'b3', 'b4', 'c1', 'd1'].flatMap((id) => [
    attempt(id, 'week-1', 6, when),
    ...(id === 'a1' ? [attempt(id, 'week-2', 10, '2026-03-10T08:00:00+07:00')] : []),
  ]),
};
const listOf = (rulebook: ReturnType<typeof byRate>, own = facts) =>
  judgeContest(rulebook, own)
    .lists.filter(({ standing }) => standing === 'bodies')
    .map(({ id, places, leftOut }) => ({
      id,
      places: places.map((place) => [place.id, place.rank, place.values[0]]),
      leftOut,
    }));

describe('units in a standing', () => {
  it('[M13] officials who took part are divided by officials there are; each unit left out has its reason', () => {
    expect(listOf(byRate())).toEqual([
      {
        ...{
          id: 'bodies',
          places: [
            ['a', 1, 100],
            ['b', 2, 75],
          ],
        },
        leftOut: [
          { code: 'c', reason: { why: 'rate-too-low', persons: 1, headcount: 10, rounds: null, minRate: 0.5 } },
          { code: 'd', reason: { why: 'no-headcount' } },
        ],
      },
    ]);
  });

  it('[M13] each metric is of its own people, and the sum of what is rounded decides', () => {
    const both = byRate((file) => {
      formula(file).filter.minRate = null;
      formula(file).metrics = [
        { metric: 'persons', weight: 2, scale: 'own', people: { population: 'everyone', headcount: 'everybody' } },
        { metric: 'meanScore', weight: 0.5, scale: 'own', people },
      ];
    });
    // a: 2 people, 22 of 30 points are 73.33 %, halved and rounded 36.67; b: 4 people, 60 %.
    expect(listOf(both)[0]?.places).toEqual([
      ['a', 1, 40.67],
      ['b', 2, 38],
      ['c', 3, 32],
      ['d', 3, 32],
    ]);
  });

  it('[M13] blocks and sizes have lists of their own, each with the prizes', () => {
    const grouped = byRate((file) => {
      formula(file).filter.minRate = null;
      formula(file).grouping = 'block';
      formula(file).comparison = { method: 'size-bands', bounds: [5] };
    });
    expect(listOf(grouped).map(({ id, places }) => [id, places.map(([code]) => code)])).toEqual([
      ['bodies/X/1', ['a']],
      ['bodies/Y/1', ['b']],
      ['bodies/Y/5', ['c']],
    ]);
    const awards = judgeContest(grouped, facts).awards.filter(({ award }) => award === 'bodies-prize');
    expect(awards.map(({ id, won }) => [id, [...won.keys()]])).toEqual([
      ['bodies-prize/X/1', ['a']],
      ['bodies-prize/Y/1', ['b']],
      ['bodies-prize/Y/5', ['c']],
    ]);
  });

  it('[M13] prizes of people count with the points that each prize carries', () => {
    const byPrizes = byRate((file) => {
      file.awards[0]!.prizes[0]!.points = 10;
      file.awards[0]!.prizes[1]!.points = 8;
      file.caps = [];
      formula(file).filter.minRate = null;
      formula(file).metrics = [
        { metric: 'prizePoints', weight: 1, scale: 'own', people },
        { metric: 'winners', weight: 1, scale: 'own', people },
      ];
    });
    const own = { ...facts, attempts: [...facts.attempts, attempt('b1', 'week-1', 9, when, { ordinal: 2 })] };
    // Week 1: b1 alone is first; of six equals behind, nobody has the second. Week 2: a1 alone.
    expect(listOf(byPrizes, own)[0]?.places.slice(0, 3)).toEqual([
      ['a', 1, 11],
      ['b', 1, 11],
      ['c', 3, 0],
    ]);
  });

  it('[M5] the order in which facts are given changes nothing', () => {
    const random = seededRandom('5');
    const mixed = {
      ...facts,
      people: shuffled(facts.people, random),
      attempts: shuffled(facts.attempts, random),
      units: shuffled(facts.units, random),
    };
    const plain = (own: Facts) =>
      judgeContest(byRate(), own).awards.map(({ id, won, undecided }) => [id, [...won].sort(), undecided]);
    expect(plain(mixed)).toEqual(plain(facts));
  });

  it('[M11] an order holds for exactly these equals; of several the newest', () => {
    const orders = (...ids: string[][]) => ids.map((each) => ({ list: 'week@week-1', ids: each }));
    const equals = ['a1', 'a2', 'b1', 'b2', 'b3', 'b4', 'c1', 'd1'];
    const winners = (own: Partial<Facts>) =>
      Object.fromEntries(judgeContest(byRate(), { ...facts, ...own }).awards[0]!.won);
    expect(winners({})).toEqual({});
    expect(winners({ orders: orders(equals.toReversed(), equals) })).toEqual({ d1: 0, c1: 1, b4: 1 });
    expect(winners({ orders: orders(equals.slice(1)) })).toEqual({});
  });
});
