import type { Formula, People } from '../rulebook.ts';
import { fold } from '../score/score.ts';
import { above, type Belonging } from './belong.ts';
import { type Facts, isPerfect, markOf, type Unit } from './facts.ts';
import type { Measuring } from './measure.ts';
import { orderBy, type Place } from './order.ts';
import type { Round } from './rounds.ts';

/** Units in order by the weighted formula. docs/proof.md, part 9. */

export type UnitList = { name: string; places: Place[] };
type Won = ReadonlyMap<string, { prizes: number; points: number }>;
type Source = { facts: Facts; belonging: Belonging; measuring: Measuring; rounds: readonly Round[]; won: Won };
type Count = {
  unit: Unit;
  headcount: number | null;
  persons: number;
  beside: number;
  byRound: number[];
  attempts: number;
  entries: number;
  points: number;
  pointsMax: number;
  allRight: number;
  winners: number;
  prizePoints: number;
};

const hair = 1e-6;
const weightSteps = 10_000;
const halfUp = (numerator: number, denominator: number): number =>
  denominator === 0 ? 0 : Math.floor((2 * numerator + denominator) / (2 * denominator));

export function standUnits(formula: Formula, units: readonly Unit[], source: Source): UnitList[] {
  const known = new Map<string, Map<string, Count>>();
  const countsOf = (people: People) => {
    const key = JSON.stringify([people.population, people.headcount]);
    const counts = known.get(key) ?? countUnits(units, people, source);
    known.set(key, counts);
    return counts;
  };
  const filtered = filterCounts(formula, countsOf);
  const groups = new Map<string, { name: string; order: string; from: number; units: Unit[] }>();
  for (const unit of units) {
    const count = filtered.get(unit.code)!;
    if (isLeftOut(count, formula)) continue;
    const { comparison } = formula;
    const from =
      comparison.method === 'size-bands'
        ? (comparison.bounds.findLast((bound) => (count.headcount ?? 0) >= bound) ?? 1)
        : null;
    const level = formula.grouping === 'level' ? unit.level : null;
    const block = formula.grouping === 'block' ? unit.block : null;
    const name = [level, block, from].filter((part) => part !== null).join('/');
    const key = JSON.stringify([level, block, from]);
    const group = groups.get(key) ?? { name, order: level ?? block ?? '', from: from ?? 0, units: [] };
    group.units.push(unit);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((one, other) => (one.order === other.order ? one.from - other.from : one.order < other.order ? -1 : 1))
    .map(({ name, units: own }) => ({ name, places: orderBy(scoreUnits(formula, own, countsOf), ['most']) }));
}

function filterCounts({ filter }: Formula, countsOf: (people: People) => Map<string, Count>): Map<string, Count> {
  const counts = countsOf(filter.people);
  if (filter.minPersonsOf === undefined || filter.minPersonsOf === filter.people.population) return counts;
  const all = countsOf({ ...filter.people, population: filter.minPersonsOf });
  return new Map(
    [...counts].map(([code, count]) => [
      code,
      { ...count, beside: Math.max(0, (all.get(code)?.persons ?? 0) - count.persons) },
    ]),
  );
}

function isLeftOut(count: Count, formula: Formula): boolean {
  const { filter, comparison, metrics, grouping, ratesOver } = formula;
  if (grouping === 'block' && count.unit.block === null) return true;
  const needsHeadcount =
    filter.minRate !== null ||
    filter.minRateBySize.length > 0 ||
    comparison.method === 'size-bands' ||
    metrics.some(({ metric, weight }) => metric === 'personsRate' && weight > 0);
  if (needsHeadcount && !count.headcount) return true;
  if (count.persons + count.beside < filter.minPersons) return true;
  if (count.headcount !== null) {
    const tier = filter.minRateBySize.find(({ under }) => under === null || count.headcount! < under);
    const least = Math.max(filter.minRate ?? 0, tier?.minRate ?? 0);
    const [numerator, denominator] = rateOf(count, ratesOver);
    if (numerator < least * denominator - hair) return true;
  }
  return filter.mandatory.some(({ name, atLeast }) => {
    const group = count.unit.groups.find((each) => fold(each.name) === fold(name));
    if (!group) return true;
    return group.done < (atLeast.unit === 'persons' ? atLeast.persons : Math.ceil(atLeast.share * group.total - hair));
  });
}

function rateOf(count: Count, over: Formula['ratesOver']): [numerator: number, denominator: number] {
  const headcount = count.headcount ?? 0;
  if (over === 'contest') return [count.persons, headcount];
  return [count.byRound.reduce((sum, each) => sum + each, 0), headcount * count.byRound.length];
}

/** Totals are whole numbers of the last decimal. */
function scoreUnits(formula: Formula, units: readonly Unit[], countsOf: (people: People) => Map<string, Count>) {
  const totals = new Map(units.map(({ code }) => [code, 0]));
  for (const { metric, weight, scale, people } of formula.metrics) {
    const counts = countsOf(people);
    const values = units.map(({ code }) => metricOf(metric, counts.get(code)!, formula));
    const best = Math.max(0, ...values);
    for (const [at, { code }] of units.entries()) {
      const points = scale === 'own' ? values[at]! : halfUp(values[at]! * 100 * 10 ** formula.decimals, best);
      totals.set(code, totals.get(code)! + halfUp(points * Math.round(weight * weightSteps), weightSteps));
    }
  }
  return [...totals].map(([id, total]) => ({ id, values: [total / 10 ** formula.decimals] }));
}

function metricOf(metric: string, count: Count, formula: Formula): number {
  const whole = (number: number) => number * 10 ** formula.decimals;
  switch (metric) {
    case 'persons':
      return whole(count.persons + count.beside);
    case 'attempts':
      return whole(count.attempts);
    case 'winners':
      return whole(count.winners);
    case 'prizePoints':
      return whole(count.prizePoints);
    case 'personsRate':
      return percent(rateOf(count, formula.ratesOver), count.headcount ?? 0, formula);
    case 'allCorrectRate':
      return percent([count.allRight, count.entries], count.entries, formula);
    default:
      return percent([count.points, count.pointsMax], null, formula);
  }
}

/** In percent; with Wilson, the lower end of its interval for so many people. */
function percent(
  [numerator, denominator]: [number, number],
  people: number | null,
  { comparison, decimals }: Formula,
): number {
  if (comparison.method !== 'wilson' || people === null) return halfUp(numerator * 100 * 10 ** decimals, denominator);
  const n = people;
  if (n === 0) return 0;
  const p = denominator === 0 ? 0 : numerator / denominator;
  const square = comparison.z * comparison.z;
  const spread = (p * (1 - p)) / n + square / (4 * n * n);
  const lower = (p + square / (2 * n) - comparison.z * Math.sqrt(Math.max(0, spread))) / (1 + square / n);
  return Math.round(Math.max(0, lower) * 100 * 10 ** decimals);
}

/** What people of a population did, by unit with all that is below it; everybody for one unit. docs/proof.md, part 9. */
function countUnits(
  units: readonly Unit[],
  people: People,
  { facts, belonging, measuring, rounds, won }: Source,
): Map<string, Count> {
  const counts = new Map(units.map((unit) => [unit.code, emptyCount(unit, people.headcount, rounds.length)]));
  const seen = new Set<string>();
  const unitOf = new Map<string, string>();
  for (const [at, round] of rounds.entries()) {
    for (const [person, sitting] of measuring.sittings(round)) {
      if (!belonging.hasPerson(people.population, person, sitting.bits)) continue;
      const code = unitOf.get(person) ?? measuring.unitOf(person, rounds);
      unitOf.set(person, code);
      const own = facts.units.get(code);
      for (const { code: part } of own ? above(own, facts.units) : []) {
        const count = counts.get(part);
        if (!count) continue;
        count.attempts += sitting.attempts;
        count.byRound[at]! += 1;
        if (!seen.has(person)) {
          count.persons += 1;
          if ((won.get(person)?.prizes ?? 0) > 0) count.winners += 1;
          count.prizePoints += won.get(person)?.points ?? 0;
        }
        if (!sitting.counted) continue;
        const mark = markOf(sitting.counted, facts.epoch);
        count.entries += 1;
        count.points += Math.max(0, mark.points);
        count.pointsMax += mark.pointsMax;
        if (isPerfect(mark)) count.allRight += 1;
      }
      seen.add(person);
    }
  }
  return counts;
}

function emptyCount(unit: Unit, kind: string, rounds: number): Count {
  const own = unit.headcounts.filter((each) => each.kind === kind);
  const newest = own.sort((one, other) => (one.date < other.date ? 1 : -1))[0];
  return {
    ...{ unit, headcount: newest?.people ?? null, byRound: Array.from({ length: rounds }, () => 0) },
    ...{
      persons: 0,
      beside: 0,
      attempts: 0,
      entries: 0,
      points: 0,
      pointsMax: 0,
      allRight: 0,
      winners: 0,
      prizePoints: 0,
    },
  };
}
