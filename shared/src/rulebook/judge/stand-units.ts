import type { CollectiveTerm, LeftOutReason } from '../../contract/collective-standing.ts';
import { filterUnit } from '../../rules/collective/filter-unit.ts';
import { fromSteps, scoreGroup } from '../../rules/collective/score-group.ts';
import type { UnitFacts } from '../../rules/collective/unit-facts.ts';
import type { Formula } from '../model/standing.ts';
import { ancestorsOf, type Membership } from './belong.ts';
import type { OpenRound } from './expand-rounds.ts';
import type { UnitRow } from './facts.ts';
import type { IndexedFacts } from './index-facts.ts';
import { type Place, rankByValues } from './rank.ts';
import { isPerfect } from './sit-round.ts';

export type UnitGroup = { level: string | null; block: string | null; from: number | null };
/** What a unit's place rests on: its figures, and each metric step by step. */
export type UnitArithmetic = { facts: UnitFacts; terms: CollectiveTerm[] };
export type UnitList = { group: UnitGroup; places: Place[]; arithmetic: ReadonlyMap<string, UnitArithmetic> };
export type LeftOut = { code: string; reason: LeftOutReason };

/** Prizes that each person has won in awards decided before. */
export type WonBefore = ReadonlyMap<string, { prizes: number; points: number }>;

type Source = { facts: IndexedFacts; membership: Membership; rounds: readonly OpenRound[]; won: WonBefore };
/** What people of a population did, by unit; worked out once for the metrics that share it. */
type Counts = (people: People) => ReadonlyMap<string, CountedUnit>;
type People = Formula['filter']['people'];

/**
 * Units in order by the weighted formula, in lists of their own where the formula groups them. What is counted of whom is said
 * for each metric; the arithmetic is that of collective prizes.
 *
 * Source  SPEC M13, G3 to G6.
 */
export function standUnits(
  formula: Formula,
  units: readonly UnitRow[],
  source: Source,
): { lists: UnitList[]; leftOut: LeftOut[] } {
  const known = new Map<string, ReadonlyMap<string, CountedUnit>>();
  const countsOf: Counts = (people) => {
    const key = JSON.stringify(people);
    const counts = known.get(key) ?? countUnits(units, people, source);
    known.set(key, counts);
    return counts;
  };
  const filtered = countFiltered(formula.filter, countsOf);
  const leftOut: LeftOut[] = [];
  const groups = new Map<string, { group: UnitGroup; units: UnitRow[] }>();
  for (const unit of units) {
    const reason = filterUnit(filtered.get(unit.code)!, formula, formula);
    if (reason) {
      leftOut.push({ code: unit.code, reason });
      continue;
    }
    const group = groupOf(formula, unit, filtered.get(unit.code)!.headcount ?? 0);
    const key = JSON.stringify(group);
    const own = groups.get(key) ?? { group, units: [] };
    own.units.push(unit);
    groups.set(key, own);
  }
  const lists = [...groups.values()].map(({ group, units: own }): UnitList => {
    const scored = scoreUnits(formula, own, countsOf);
    return {
      group,
      places: rankByValues(scored, ['most']),
      arithmetic: new Map(scored.map(({ id, terms }) => [id, { facts: filtered.get(id)!, terms }])),
    };
  });
  const none: UnitList = { group: { level: null, block: null, from: null }, places: [], arithmetic: new Map() };
  return { lists: lists.length === 0 ? [none] : lists.toSorted(byGroup), leftOut };
}

/** What the filter looks at; people beside those of the rate stand where the arithmetic has citizens. */
function countFiltered(
  { people, minPersonsOf }: Formula['filter'],
  countsOf: Counts,
): ReadonlyMap<string, CountedUnit> {
  const counted = countsOf(people);
  if (minPersonsOf === undefined || minPersonsOf === people.population) return counted;
  const all = countsOf({ ...people, population: minPersonsOf });
  const beside = (unit: CountedUnit) => Math.max(0, (all.get(unit.code)?.persons ?? 0) - unit.persons);
  return new Map([...counted].map(([code, unit]) => [code, { ...unit, citizens: beside(unit) }]));
}

/** The total of every unit: each metric over the people whom it names, rounded and weighted by itself. */
function scoreUnits(formula: Formula, units: readonly UnitRow[], countsOf: Counts) {
  const totals = new Map(units.map(({ code }) => [code, { total: 0, terms: [] as CollectiveTerm[] }]));
  for (const { people, ...scored } of formula.metrics) {
    const counted = countsOf(people);
    const own = units.map(({ code }) => counted.get(code)!);
    // Rounds may give different numbers of points, so the most there is stands in the place of the entries.
    const facts =
      scored.metric === 'meanScore' ? own.map((each) => ({ ...each, countedEntries: each.pointsMax })) : own;
    for (const { facts: unit, total, terms } of scoreGroup(facts, { ...formula, metrics: [scored] }, 1)) {
      const own = totals.get(unit.code)!;
      own.total += total;
      own.terms.push(...terms);
    }
  }
  return [...totals].map(([id, { total, terms }]) => ({ id, terms, values: [fromSteps(total, formula.decimals)] }));
}

function groupOf({ grouping, comparison }: Formula, { level, block }: UnitRow, people: number): UnitGroup {
  const bounds = comparison.method === 'size-bands' ? comparison.bounds : null;
  return {
    level: grouping === 'level' ? level : null,
    block: grouping === 'block' ? block : null,
    from: bounds ? (bounds.findLast((bound) => people >= bound) ?? 1) : null,
  };
}

function byGroup({ group: one }: UnitList, { group: other }: UnitList): number {
  const name = ({ level, block }: UnitGroup) => level ?? block ?? '';
  if (name(one) !== name(other)) return name(one) < name(other) ? -1 : 1;
  return (one.from ?? 0) - (other.from ?? 0);
}

type CountedUnit = UnitFacts & { pointsMax: number };

/**
 * What the people of a population did, by unit, those below it included. Everybody counts for one unit: theirs at the close of the
 * last of these rounds that they sat.
 */
export function countUnits(units: readonly UnitRow[], people: People, source: Source): Map<string, CountedUnit> {
  const { facts, membership, rounds, won } = source;
  const counts = new Map(units.map((unit) => [unit.code, emptyUnit(unit, people.headcount, rounds.length)]));
  const seen = new Set<string>();
  const unitOf = new Map<string, string>();
  for (const [at, round] of rounds.entries()) {
    for (const [personId, sitting] of facts.sittings(round)) {
      const moment = { atMs: sitting.atMs, ageAtMs: round.opensAtMs };
      if (!membership.hasPerson(people.population, personId, moment)) continue;
      const code = unitOf.get(personId) ?? facts.unitOf(personId, rounds);
      unitOf.set(personId, code);
      const own = facts.units.get(code);
      for (const above of own ? ancestorsOf(own, facts.units) : []) {
        const unit = counts.get(above.code);
        if (!unit) continue;
        unit.attempts += sitting.attempts;
        unit.personsByRound[at]! += 1;
        if (!seen.has(personId)) addPerson(unit, won.get(personId));
        if (sitting.counted) addEntry(unit, sitting.counted);
      }
      seen.add(personId);
    }
  }
  return counts;
}

function addPerson(unit: Counting, won: { prizes: number; points: number } | undefined): void {
  unit.persons += 1;
  if (won && won.prizes > 0) unit.winners += 1;
  unit.prizePoints += won?.points ?? 0;
}

function addEntry(unit: Counting, counted: { points: number; pointsMax: number; wrong: number; blank: number }): void {
  unit.countedEntries += 1;
  unit.countedPoints += Math.max(0, counted.points);
  unit.pointsMax += counted.pointsMax;
  if (isPerfect(counted)) unit.allCorrect += 1;
}

type Counting = ReturnType<typeof emptyUnit>;

function emptyUnit({ code, name, level, block, headcounts, groups }: UnitRow, kind: string, rounds: number) {
  const headcount = headcounts
    .filter((each) => each.kind === kind)
    .toSorted((one, other) => (one.date < other.date ? 1 : -1))[0];
  return {
    ...{ code, name, level, block, groups },
    headcount: headcount?.people ?? null,
    headcountDate: headcount?.date ?? null,
    personsByRound: Array.from({ length: rounds }, () => 0),
    ...{ persons: 0, citizens: 0, attempts: 0, countedEntries: 0, countedPoints: 0, pointsMax: 0 },
    ...{ allCorrect: 0, winners: 0, prizePoints: 0 },
  };
}
