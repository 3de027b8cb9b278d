import type { UnitRace } from '@hoithi/shared/contract/public-participation';
import { coarsenTree } from '@hoithi/shared/rules/coarse-tree';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { UnitTrend } from './unit-caches.ts';

const hourMs = 3_600_000;
const pointsMax = 200;
const seriesMax = 15; // by rate, and as many by persons

/** The race of one level's units over the round. Where figures are coarse every point is a floor. SPEC U22, U23. */
export function viewUnitRace(
  contest: CachedContest,
  round: CachedRound,
  mode: UnitRace['mode'],
  trend: UnitTrend,
  level: string,
): UnitRace {
  if (mode === 'hidden') return { level, mode, atMs: [], series: [] };
  const { atMs, points } = pointsOf(contest, round, trend, mode);
  const series = [...contest.units.units.values()]
    .filter((unit) => unit.level === level)
    .map(({ code, name, headcount }) => ({
      code,
      name,
      headcount,
      persons: points.map((point) => point.get(code) ?? 0),
    }));
  return { level, mode, atMs, series: leadersOf(series) };
}

type Points = { atMs: number[]; points: ReadonlyMap<string, number>[] };
/** All levels share the points of one reading, for one state of the contest and one mode. */
const made = new WeakMap<UnitTrend, { contest: CachedContest; mode: UnitRace['mode']; points: Points }>();

function pointsOf(contest: CachedContest, round: CachedRound, trend: UnitTrend, mode: UnitRace['mode']): Points {
  const known = made.get(trend);
  if (known?.contest === contest && known.mode === mode) return known.points;
  const atMs = instantsOf(round, trend.readAtMs);
  const sums = sumUp(contest, trend, atMs);
  const points = mode === 'exact' ? sums : coarsenAll(contest, sums);
  made.set(trend, { contest, mode, points: { atMs, points } });
  return { atMs, points };
}

/** Ends of equal spans of whole hours from the opening to now or the close, at most 200. */
function instantsOf(round: CachedRound, readAtMs: number): number[] {
  const endMs = Math.min(readAtMs, round.closesAtMs);
  const startMs = Math.floor(round.opensAtMs / hourMs) * hourMs;
  if (endMs <= startMs) return [];
  const hours = Math.ceil((endMs - startMs) / hourMs);
  const stepMs = (spans.find((each) => hours / each <= pointsMax) ?? 24 * 7) * hourMs;
  const atMs: number[] = [];
  for (let at = startMs + stepMs; at < endMs; at += stepMs) atMs.push(at);
  return [...atMs, endMs];
}
const spans = [1, 2, 3, 6, 12, 24];

/** Persons of each unit with those below it up to each instant; who submitted after the close is in the last one. */
function sumUp(contest: CachedContest, trend: UnitTrend, atMs: readonly number[]): Map<string, number>[] {
  const points: Map<string, number>[] = [];
  const sums = new Map<string, number>();
  let row = 0;
  atMs.forEach((at, i) => {
    const last = i === atMs.length - 1;
    for (let next = trend.rows[row]; next && (last || next.hour < at); next = trend.rows[++row]) {
      for (const above of contest.units.ancestorsOf(next.unit_code))
        sums.set(above, (sums.get(above) ?? 0) + next.persons);
    }
    points.push(new Map(sums));
  });
  return points;
}

function coarsenAll(contest: CachedContest, sums: readonly Map<string, number>[]): Map<string, number>[] {
  const units = [...contest.units.units.values()].map(({ code, level, parentCode }) => ({
    code,
    level,
    parentCode: parentCode === null ? null : (contest.units.unitOf(parentCode)?.code ?? null),
  }));
  const coarsen = coarsenTree(units);
  return sums.map((point) => {
    const { shown } = coarsen((code) => point.get(code) ?? 0);
    return new Map([...shown].map(([code, possible]) => [code, possible.least]));
  });
}

/** The leaders by rate and those by persons, of the figures shown: equal floors go by name. */
function leadersOf(series: UnitRace['series']): UnitRace['series'] {
  const last = (one: UnitRace['series'][number]) => one.persons.at(-1) ?? 0;
  const rate = (one: UnitRace['series'][number]) => (one.headcount ? last(one) / one.headcount : -1);
  const byName = [...series].filter((one) => last(one) > 0).sort((a, b) => names.compare(a.name, b.name));
  const top = (of: (one: UnitRace['series'][number]) => number) =>
    byName.toSorted((a, b) => of(b) - of(a)).slice(0, seriesMax);
  const leading = new Set([...top(rate), ...top(last)]);
  return byName.filter((one) => leading.has(one));
}

const names = new Intl.Collator('vi', { numeric: true });
