import { emptyLook } from '@hoithi/shared/contract/look';
import { entranceOf, firstSettings } from '@hoithi/shared/rulebook/settings/settings-of';
import { label } from '@hoithi/shared/rulebook/test-rulebook';
import { describe, expect, it } from 'vitest';
import { testRules } from '../../test/test-rules.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { bareUnit, type UnitRow } from '../contest/contests-sql.ts';
import { UnitTree } from '../contest/unit-tree.ts';
import type { UnitCounts } from '../live/unit-figures.ts';
import { viewLeader } from './leader-view.ts';
import { viewParticipation } from './participation-view.ts';
import { viewPublicParticipation } from './public-participation.ts';

const opensAtMs = Date.parse('2026-03-02T00:00:00+07:00');
const nowMs = opensAtMs + 3_600_000;
const unit = (code: string, level: string): UnitRow => ({
  ...bareUnit,
  code,
  name: code,
  level,
  headcount: 100,
  parentCode: null,
  tile: null,
});

type Target = { levels: string[] | null; minRate: number };

function contestOf(targets: readonly Target[]): CachedContest {
  const rulebook = testRules(({ file }) => {
    file.targets = targets.map(({ levels, minRate }, at) => {
      const id = `target-${at}`;
      const where = levels ? { kind: 'unit' as const, levels } : { kind: 'everybody' as const };
      file.populations.push({ id, label: label(id), of: 'units', where });
      return { label: label(id), units: id, people: 'covered', headcount: 'headcount', minRate };
    });
  });
  const round = { roundId: 'r', contestId: 'c', ordinal: 1, opensAtMs, closesAtMs: opensAtMs + 86_400_000, seq: 0 };
  return {
    contestId: 'c',
    slug: 'thu',
    demo: false,
    rulebook,
    rules: firstSettings(rulebook),
    entrance: entranceOf(rulebook),
    look: emptyLook,
    units: new UnitTree([unit('huyen', 'DISTRICT'), unit('so', 'AGENCY'), unit('xa', 'COMMUNE')]),
    maps: [],
    rounds: [{ ...round, label: { vi: 'Tuần 1', en: 'Week 1' }, settled: false } as unknown as CachedRound],
  } as unknown as CachedContest;
}

const counts = { byRound: new Map(), contestPersons: 0, openAttempts: new Map() };

/** One unit as the hall, the public and its own leader see it. */
function targetsOf(contest: CachedContest, code: string) {
  const unitCounts: UnitCounts = new Map();
  const input = { contest, counts, unitCounts: () => unitCounts, nowMs, version: 1 };
  const hall = viewParticipation(input).units.find((each) => each.code === code);
  const everybody = viewPublicParticipation(input).units.find((each) => each.code === code);
  const { counts: _counts, ...rest } = input;
  const leader = viewLeader({ ...rest, unitCode: code, card: null, trend: () => [], quality: () => [], roster: null });
  return [hall?.targetRate, everybody?.targetRate, leader?.own.targetRate];
}

describe('participation in the hall', () => {
  it.each([
    { targets: [{ levels: ['AGENCY'], minRate: 1 }], district: null, agency: 1, one: 1 },
    {
      targets: [
        { levels: ['AGENCY'], minRate: 1 },
        { levels: ['DISTRICT'], minRate: 0.7 },
      ],
      ...{ district: 0.7, agency: 1, one: null },
    },
    { targets: [{ levels: null, minRate: 0.7 }], district: 0.7, agency: 0.7, one: 0.7 },
    { targets: [], district: null, agency: null, one: null },
  ])('[U28] [U11] hall, public and leader see the same target of a unit: $targets', (each) => {
    const contest = contestOf(each.targets);
    expect(targetsOf(contest, 'huyen')).toEqual([each.district, each.district, each.district]);
    expect(targetsOf(contest, 'so')).toEqual([each.agency, each.agency, each.agency]);
    const unitCounts: UnitCounts = new Map();
    const hall = viewParticipation({ contest, counts, unitCounts: () => unitCounts, nowMs, version: 1 });
    expect(hall.targetRate).toBe(each.one);
  });

  it('[U28] new rules give new targets, also where nobody has taken part since', () => {
    const contest = contestOf([{ levels: null, minRate: 0.7 }]);
    const unitCounts: UnitCounts = new Map();
    const hall = (cached: CachedContest) =>
      viewParticipation({ contest: cached, counts, unitCounts: () => unitCounts, nowMs, version: 1 }).targetRate;
    expect(hall(contest)).toBe(0.7);
    expect(hall({ ...contest, rulebook: contestOf([{ levels: null, minRate: 0.8 }]).rulebook })).toBe(0.8);
  });
});

it('[U7c] an ended unit without people stands neither in the hall nor in public', () => {
  const contest = contestOf([]);
  const tree = new UnitTree([
    unit('huyen', 'DISTRICT'),
    { ...unit('huyen-cu', 'DISTRICT'), validTo: '2025-06-30' },
    { ...unit('huyen-cu-co-nguoi', 'DISTRICT'), validTo: '2025-06-30' },
  ]);
  const ended = { ...contest, units: tree } as CachedContest;
  const own: UnitCounts = new Map([['huyen-cu-co-nguoi', { persons: 200, citizens: 0, attempts: 200 }]]);
  const input = { contest: ended, counts, unitCounts: () => own, nowMs, version: 1 };
  const expected = ['huyen', 'huyen-cu-co-nguoi'];
  expect(viewParticipation(input).units.map(({ code }) => code)).toEqual(expected);
  expect(viewPublicParticipation(input).units.map(({ code }) => code)).toEqual(expected);
});
