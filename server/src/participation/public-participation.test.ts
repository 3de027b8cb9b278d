import { emptyLook } from '@hoithi/shared/contract/look';
import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import { entranceOf, firstSettings } from '@hoithi/shared/rulebook/settings/settings-of';
import { label } from '@hoithi/shared/rulebook/test-rulebook';
import { coarsenTree, type Possible, possibleMin } from '@hoithi/shared/rules/coarse-tree';
import { publicCount } from '@hoithi/shared/rules/public-count';
import { seededRandom } from '@hoithi/shared/rules/random';
import { deduce } from '@hoithi/shared/rules/test-deduce';
import { describe, expect, it } from 'vitest';
import { dropPrediction, testRules } from '../../test/test-rules.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { bareUnit, type UnitRow } from '../contest/contests-sql.ts';
import { UnitTree } from '../contest/unit-tree.ts';
import type { UnitCounts } from '../live/unit-figures.ts';
import { viewPublicParticipation } from './public-participation.ts';
import type { UnitTrendRow } from './unit-figures-sql.ts';
import { viewUnitRace } from './unit-race.ts';

const hourMs = 3_600_000;
const opensAtMs = Date.parse('2026-03-02T00:00:00+07:00');
const closesAtMs = Date.parse('2026-03-08T18:00:00+07:00');
const nowMs = opensAtMs + 30 * hourMs;

const unit = (code: string, level: string, parentCode: string | null, headcount: number | null = 500): UnitRow => ({
  ...bareUnit,
  code,
  name: `Đơn vị ${code}`,
  level,
  parentCode,
  headcount,
  headcountDate: headcount === null ? null : '2026-02-01',
  tile: null,
});
/** At most fifteen agencies, so that each has a series in the race. */
const someUnits = (random: () => number): UnitRow[] => {
  const few = 1 + Math.floor(random() * 2);
  const blocks = Array.from({ length: few }, (_, i) => unit(`k${i}`, 'BLOCK', null, null));
  return blocks.flatMap((block) => [
    block,
    ...Array.from({ length: 2 + Math.floor((random() * 12) / few) }, (_, i) =>
      unit(`${block.code}c${i}`, 'AGENCY', block.code),
    ),
  ]);
};

function contestOf(
  units: readonly UnitRow[],
  liveCounters: 'exact' | 'coarse' | 'hidden' = 'exact',
  predicts = true,
  targets: readonly { level: string; minRate: number }[] = [],
) {
  const rulebook = testRules((draft) => {
    const { file, publication } = draft;
    publication.liveCounters = liveCounters;
    if (!predicts) dropPrediction(draft);
    file.fields = file.fields.filter(({ kind }) => kind === 'known');
    file.targets = targets.map(({ level, minRate }) => {
      file.populations.push({ id: level, label: label(level), of: 'units', where: { kind: 'unit', levels: [level] } });
      return { label: label(level), units: level, people: 'everyone', headcount: 'headcount', minRate };
    });
  });
  const round = { roundId: 'r', contestId: 'c', ordinal: 1, opensAtMs, closesAtMs, seq: 0 };
  return {
    contestId: 'c',
    slug: 'thu',
    demo: false,
    rulebook,
    rules: firstSettings(rulebook),
    entrance: entranceOf(rulebook),
    look: emptyLook,
    units: new UnitTree(units),
    maps: [],
    rounds: [{ ...round, label: { vi: 'Tuần 1', en: 'Week 1' }, settled: false } as unknown as CachedRound],
  } as unknown as CachedContest;
}

/** People of each agency by hour, with every edge of a floor among them. */
function entriesOf(units: readonly UnitRow[], random: () => number): UnitTrendRow[] {
  const edges = [9, 9, 9, 10, 1, 19, 99, 100, 90, Math.floor(random() * 400)];
  return Array.from({ length: 6 }, (_, i) => opensAtMs + (i * 5 + 1) * hourMs).flatMap((hour) =>
    units
      .filter(({ level }) => level === 'AGENCY')
      .flatMap(({ code }) =>
        random() < 0.5
          ? []
          : [{ unit_code: code, hour, persons: edges[Math.floor(random() * edges.length)] ?? 0, citizens: 0 }],
      ),
  );
}
function countsOf(rows: readonly UnitTrendRow[]): { people: number; units: UnitCounts } {
  const units = new Map<string, { persons: number; citizens: number; attempts: number }>();
  for (const { unit_code, persons } of rows) {
    const sum = (units.get(unit_code)?.persons ?? 0) + persons;
    units.set(unit_code, { persons: sum, citizens: 0, attempts: sum });
  }
  return { people: rows.reduce((sum, row) => sum + row.persons, 0), units };
}
const viewOf = (contest: CachedContest, rows: readonly UnitTrendRow[], at = nowMs) => {
  const { people, units } = countsOf(rows);
  const own = { attempts: people, roundPersons: people };
  const counts = { byRound: new Map([['r', own]]), contestPersons: people, openAttempts: new Map() };
  return viewPublicParticipation({ contest, counts, unitCounts: () => units, nowMs: at, version: 1 });
};

describe('participation as anybody may see it', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    '[U22] [V3] seed %i: while a prediction depends on them, view and race together leave ten values for every figure',
    (seed) => {
      const random = seededRandom(`public ${seed}`);
      const units = someUnits(random);
      const contest = contestOf(units);
      const rows = entriesOf(units, random);
      const view = viewOf(contest, rows);
      expect(view).toMatchObject({ mode: 'coarse', counts: null });
      const trend = { readAtMs: nowMs, rows };
      const [agencies, blocks] = ['AGENCY', 'BLOCK'].map((level) =>
        viewUnitRace(contest, contest.rounds[0] as CachedRound, view.mode, trend, level),
      );
      const series = [...(agencies?.series ?? []), ...(blocks?.series ?? [])];
      for (const one of series) {
        const shown = view.units.find(({ code }) => code === one.code);
        expect(one.persons.at(-1)).toBe(shown?.persons);
        expect(shown?.rate ?? 0).toBe(shown?.headcount ? shown.persons / shown.headcount : 0);
      }
      const points = (agencies?.atMs ?? []).map((_, i) => {
        const persons = new Map(series.map((one) => [one.code, one.persons[i] ?? 0]));
        return deduceFrom(
          units,
          (code) => persons.get(code) ?? 0,
          i === (agencies?.atMs.length ?? 0) - 1 ? view : null,
        );
      });
      for (let i = 1; i < points.length; i++) neverFalls(points[i - 1], points[i]);
      for (let i = points.length - 1; i > 0; i--) neverFalls(points[i - 1], points[i]);
      for (const { least, most } of points.flatMap((point) => [...point.values()]))
        expect(most - least + 1).toBeGreaterThanOrEqual(possibleMin);
    },
  );

  it('[U28] [U11] every unit has the target of its own group; the view has one only where all who have one share it', () => {
    const units = [unit('a', 'AGENCY', null, 10), unit('d', 'DISTRICT', null, 10), unit('x', 'SCHOOL', null, 10)];
    const view = (targets: Parameters<typeof contestOf>[3], liveCounters: 'exact' | 'hidden' = 'exact') =>
      viewOf(contestOf(units, liveCounters, false, targets), []);
    const agencies = { level: 'AGENCY', minRate: 1 };
    const districts = { level: 'DISTRICT', minRate: 0.7 };
    const targetsOf = ({ units }: PublicParticipation) =>
      Object.fromEntries(units.map(({ code, targetRate }) => [code, targetRate]));
    const one = view([agencies]);
    expect([targetsOf(one), one.targetRate]).toEqual([{ a: 1, d: null, x: null }, 1]);
    const two = view([agencies, districts]);
    expect([targetsOf(two), two.targetRate]).toEqual([{ a: 1, d: 0.7, x: null }, null]);
    expect(view([]).targetRate).toBeNull();
    expect(view([agencies], 'hidden').targetRate).toBeNull();
  });

  it('[V3] hidden figures are nowhere; exact ones where nobody predicts; from the close on all are exact', () => {
    const units = someUnits(seededRandom('modes'));
    const rows = entriesOf(units, seededRandom('modes'));
    const { people } = countsOf(rows);
    const hidden = contestOf(units, 'hidden');
    expect(viewOf(hidden, rows)).toMatchObject({ mode: 'hidden', units: [], counts: null, persons: null });
    const race = viewUnitRace(hidden, hidden.rounds[0] as CachedRound, 'hidden', { readAtMs: nowMs, rows }, 'AGENCY');
    expect(race.series).toEqual([]);
    const exact = { mode: 'exact', counts: { roundPersons: people }, persons: { atLeast: people, exact: true } };
    expect(viewOf(contestOf(units, 'exact', false), rows)).toMatchObject(exact);
    expect(viewOf(contestOf(units), rows, closesAtMs)).toMatchObject(exact);
  });

  it('[U21] [C2] a rate over 100 % is not cut, units without a denominator have no rank, ranks stay within a level', () => {
    const units = [unit('a', 'AGENCY', null, 10), unit('b', 'AGENCY', null, null), unit('c', 'Chi bộ', null, 30)];
    const view = viewOf(contestOf(units, 'exact', false), [
      { unit_code: 'a', hour: opensAtMs, persons: 12, citizens: 0 },
      { unit_code: 'b', hour: opensAtMs, persons: 90, citizens: 0 },
      { unit_code: 'c', hour: opensAtMs, persons: 3, citizens: 0 },
    ]);
    expect(view.units).toMatchObject([
      { code: 'a', rate: 1.2, rank: 1 },
      { code: 'b', rate: null, rank: null, persons: 90 },
      { code: 'c', rate: 0.1, rank: 1 },
    ]);
  });
});

type View = ReturnType<typeof viewOf>;

/** What somebody who knows how floors are made deduces from them: a sum that equals its cap may be anything above. */
function deduceFrom(units: readonly UnitRow[], floorOf: (code: string) => number, whole: View | null) {
  const shown = new Map<string, Possible>();
  for (const each of units.filter(({ level }) => level === 'AGENCY')) shown.set(each.code, spanOf(floorOf(each.code)));
  const sumOf = (parts: readonly Possible[], least: number): Possible => {
    const most = parts.reduce((sum, part) => sum + part.most, 0);
    const cap = publicCount(Math.max(0, most - (possibleMin - 1)), 'coarse')?.atLeast ?? 0;
    return { least, most: least === cap ? most : Math.min(most, spanOf(least).most) };
  };
  const blocks = units.filter(({ level }) => level === 'BLOCK');
  for (const block of blocks) {
    const parts = units.filter(({ parentCode }) => parentCode === block.code).map(({ code }) => shown.get(code));
    shown.set(block.code, sumOf(parts as Possible[], floorOf(block.code)));
  }
  const top = blocks.map(({ code }) => shown.get(code) as Possible);
  const all = whole?.persons ? sumOf(top, whole.persons.atLeast) : { least: 0, most: Number.POSITIVE_INFINITY };
  return deduce(units, shown, all);
}
const spanOf = (least: number): Possible => ({ least, most: least + 10 ** Math.max(1, String(least).length - 2) - 1 });

/** Nobody who has taken part is subtracted: an earlier figure bounds a later one from below, a later one an earlier from above. */
function neverFalls(before: Map<string, Possible> | undefined, after: Map<string, Possible> | undefined): void {
  for (const [code, early] of before ?? []) {
    const late = after?.get(code);
    if (!late) continue;
    late.least = Math.max(late.least, early.least);
    early.most = Math.min(early.most, late.most);
  }
}

it('[U22] the floors of a view are those of the whole tree', () => {
  const units = [unit('k', 'BLOCK', null), ...Array.from({ length: 10 }, (_, i) => unit(`a${i}`, 'AGENCY', 'k'))];
  const rows = units.slice(1).map(({ code }) => ({ unit_code: code, hour: opensAtMs, persons: 9, citizens: 0 }));
  const view = viewOf(contestOf(units), rows);
  const { shown } = coarsenTree(units)((code) => (code === 'k' ? 90 : 9));
  for (const each of view.units) expect(each.persons).toBe(shown.get(each.code)?.least);
  expect(view.persons).toEqual({ atLeast: 80, exact: false });
});
