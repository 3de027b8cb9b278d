import { emptyLook } from '@hoithi/shared/contract/look';
import { entranceOf, firstSettings } from '@hoithi/shared/rulebook/settings/settings-of';
import { label } from '@hoithi/shared/rulebook/test-rulebook';
import { describe, expect, it } from 'vitest';
import { dropPrediction, testRules } from '../../test/test-rules.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { bareUnit, type UnitRow } from '../contest/contests-sql.ts';
import { UnitTree } from '../contest/unit-tree.ts';
import { type LeaderInput, viewLeader } from './leader-view.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const at = (text: string) => Date.parse(`${text}+07:00`);

const unit = (code: string, part: Partial<UnitRow>): UnitRow => ({
  ...bareUnit,
  code,
  name: code,
  level: 'COMMUNE',
  parentCode: 'H',
  headcount: 30,
  headcountDate: '2026-02-01',
  tile: null,
  ...part,
});
const units = new UnitTree([
  unit('H', { level: 'DISTRICT', parentCode: null, headcount: 100 }),
  unit('A', {}),
  unit('B', {}),
  unit('C', {}),
  unit('K', { headcount: null }),
  unit('H2', { level: 'DISTRICT', parentCode: null, headcount: 100 }),
  unit('X', { parentCode: 'H2' }),
]);

const rulebook = testRules((each) => {
  dropPrediction(each);
  each.publication.liveCounters = 'exact';
  each.publication.ownScore = 'after-close';
  each.file.populations.push({ id: 'all', label: label('Mỗi đơn vị'), of: 'units', where: { kind: 'everybody' } });
  each.file.targets = [
    { label: label('Mỗi đơn vị các cấp'), units: 'all', people: 'covered', headcount: 'headcount', minRate: 0.7 },
  ];
});
const rules = firstSettings(rulebook);
const round = (ordinal: number, opens: string, closes: string, part: Partial<CachedRound> = {}): CachedRound => ({
  roundId: `r${ordinal}`,
  contestId: 'c',
  ordinal,
  name: `round-${ordinal}`,
  label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
  opensAtMs: at(opens),
  closesAtMs: at(closes),
  publishAtMs: null,
  seq: 0,
  settled: false,
  finalized: false,
  published: false,
  standingVersion: null,
  publishedVersion: null,
  sealed: null,
  ...part,
});
const weeks = [
  round(1, '2026-03-02T00:00:00', '2026-03-08T18:00:00', { settled: true }),
  round(2, '2026-03-09T00:00:00', '2026-03-15T18:00:00'),
];
const contest = (part: Partial<CachedContest> = {}): CachedContest => ({
  contestId: 'c',
  slug: 'thu',
  organizationId: 'o',
  demo: false,
  rehearsal: false,
  archivedAtMs: null,
  entryWays: ['phone'],
  amendments: [],
  rules,
  rulesVersion: 1,
  entrance: entranceOf(rulebook),
  rulebook,
  look: emptyLook,
  rulebookByVersion: new Map(),
  settings: () => {
    throw new Error('nobody sits this contest');
  },
  bank: new Map(),
  bankEntries: [],
  rounds: weeks,
  units,
  collectivePublished: false,
  maps: [],
  ...part,
});
const counted = (persons: number, citizens = 0) => ({ persons, citizens, attempts: persons });
const viewOf = (part: Partial<LeaderInput> = {}) => {
  const view = viewLeader({
    contest: contest(),
    unitCode: 'H',
    unitCounts: () =>
      new Map([
        ['A', counted(20)],
        ['B', counted(5)],
        ['C', counted(33, 4)],
        ['K', counted(7)],
        ['X', counted(29)],
      ]),
    card: null,
    trend: () => [],
    quality: () => [],
    roster: null,
    nowMs: at('2026-03-10T09:30:00'),
    version: 1,
    ...part,
  });
  if (!view) throw new Error('the unit is there');
  return view;
};

describe("a leader's view", () => {
  it('[U10] [U11] the own unit with what is missing, the units below by need, nobody else', () => {
    const view = viewOf();
    expect(view.own).toMatchObject({ code: 'H', persons: 65, citizens: 4, rate: 0.65, targetRate: 0.7, missing: 5 });
    expect(view.children.map(({ code, missing }) => [code, missing])).toEqual([
      ['B', 16],
      ['A', 1],
      ['C', 0],
      ['K', null],
    ]);
    expect(JSON.stringify(view.children)).not.toContain('"X"');
    expect(view.children[2]?.rate).toBe(1.1);
    expect(view.place).toMatchObject({ rank: 1, of: 2, behind: { name: 'H2', rate: 0.29 } });
  });

  it('[U10] a unit that the contest does not have is no view', () => {
    expect(
      viewLeader({ ...({} as LeaderInput), contest: contest(), unitCode: 'Z', unitCounts: () => new Map(), nowMs: 0 }),
    ).toBeNull();
  });

  it('[U12] people are added up by day and hour beside the round before, up to now', () => {
    const rows = (start: string) =>
      [
        ['A', 0, 2],
        ['A', 33 * hourMs, 3],
        ['C', 34 * hourMs, 1],
        ['X', 1 * hourMs, 50],
      ].map(([code, afterMs, persons]) => ({
        unit_code: String(code),
        hour: at(start) + Number(afterMs),
        persons: Number(persons),
        citizens: 0,
      }));
    const [first, second] = [rows('2026-03-02T00:00:00'), rows('2026-03-09T00:00:00').slice(0, 2)];
    const { trend } = viewOf({
      trend: (each) => (each.ordinal === 1 ? first : second),
      unitCounts: () => new Map([['A', counted(6)]]),
    });
    expect(trend?.previous?.vi).toBe('Tuần 1');
    expect(trend?.days.slice(0, 3)).toEqual([
      { atMs: at('2026-03-09T00:00:00'), persons: 2, before: 2 },
      { atMs: at('2026-03-10T00:00:00'), persons: 6, before: 6 }, // the figure above, as of now
      { atMs: at('2026-03-11T00:00:00'), persons: null, before: 6 },
    ]);
    expect(trend?.days).toHaveLength(7);
    expect(trend?.hours?.slice(8, 11)).toEqual([
      { atMs: at('2026-03-10T08:00:00'), persons: 2, before: 2 },
      { atMs: at('2026-03-10T09:00:00'), persons: 6, before: 5 },
      { atMs: at('2026-03-10T10:00:00'), persons: null, before: 6 },
    ]);
  });

  it('[U12] the first round has none before it; a closed one has no hours', () => {
    const opened = viewOf({ nowMs: at('2026-03-03T09:00:00') });
    expect(opened.trend).toMatchObject({ previous: null });
    expect(opened.trend?.days.every((day) => day.before === null)).toBe(true);
    const closed = viewOf({ nowMs: weeks[1] ? weeks[1].closesAtMs + dayMs : 0 });
    expect(closed.trend?.hours).toBeNull();
  });

  it('[U10] [V3] where figures are floors the own ones are exact and the place is that of the floors; hidden figures give no place', () => {
    const viewWith = (liveCounters: 'coarse' | 'hidden') =>
      viewOf({ contest: contest({ rules: { ...rules, publication: { ...rules.publication, liveCounters } } }) });
    expect(viewWith('coarse')).toMatchObject({ coarse: true, own: { persons: 65 }, place: { behind: { rate: 0.2 } } });
    expect(viewWith('hidden')).toMatchObject({ coarse: true, own: { persons: 65 }, place: null });
  });
});

describe('quality', () => {
  const rows = [
    { unit_code: 'A', persons: 4, points: 400, all_correct: 1 },
    { unit_code: 'B', persons: 1, points: 150, all_correct: 1 },
    { unit_code: 'X', persons: 9, points: 900, all_correct: 9 },
  ];
  const after = { nowMs: at('2026-03-16T00:00:00'), quality: () => rows };
  const closed = (part: Partial<CachedRound>, ownScore = rules.publication.ownScore) =>
    viewOf({
      ...after,
      contest: contest({
        rules: { ...rules, publication: { ...rules.publication, ownScore } },
        rounds: weeks.map((each) => (each.ordinal === 2 ? { ...each, ...part } : each)),
      }),
    }).quality;

  it('[U13] after the close, of the own subtree alone: the mean of counted scores and who had all right', () => {
    expect(closed({ settled: true })).toEqual({
      kind: 'shown',
      persons: 5,
      meanPoints: 110,
      pointsMax: rules.questions.count * rules.perQuestion,
      allCorrectPersons: 2,
    });
  });

  it('[U13] nothing leaks earlier: open, not yet computed, or withheld until the publication', () => {
    const open = viewOf({ quality: () => rows, nowMs: at('2026-03-10T00:00:00') });
    expect(open.quality).toEqual({ kind: 'later', until: 'close' });
    expect(closed({ settled: false })).toEqual({ kind: 'later', until: 'close' });
    expect(closed({ settled: true, finalized: true }, 'after-publication')).toEqual({
      kind: 'later',
      until: 'publication',
    });
    expect(closed({ settled: true, published: true }, 'after-publication')).toMatchObject({ kind: 'shown' });
  });

  it('[U13] of fewer than five people no mean is shown', () => {
    expect(
      viewOf({
        ...after,
        unitCode: 'A',
        contest: contest({ rounds: weeks.map((each) => ({ ...each, settled: true })) }),
      }).quality,
    ).toEqual({
      kind: 'few',
      personsMin: 5,
    });
  });
});
