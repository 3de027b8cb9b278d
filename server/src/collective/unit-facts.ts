import { prizeRanks } from '@hoithi/shared/contract/rules';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import type { UnitFacts } from '@hoithi/shared/rules/collective/unit-facts';
import type { UnitRow } from '../contest/contests-sql.ts';
import type { Headcount } from '../contest/headcounts-sql.ts';
import type { UnitTree } from '../contest/unit-tree.ts';
import type { UnitGroupRow } from './unit-groups-sql.ts';
import type { UnitMetrics } from './unit-metrics-sql.ts';

type Input = {
  units: UnitTree;
  metrics: ReadonlyMap<string, UnitMetrics>;
  groups: readonly UnitGroupRow[];
  ordinals: readonly number[];
  /** First and last day of the award's rounds (ISO dates): a unit outside them does not compete. */
  firstDay: string;
  lastDay: string;
  /** Of the last day, where they changed. */
  headcounts: ReadonlyMap<string, Headcount>;
};

/** Every unit that may compete, with the figures of it and those below it. SPEC G3, G4, C4, C20, U7, U8. */
export function factsOfUnits(input: Input): UnitFacts[] {
  const { units, metrics, ordinals } = input;
  const facts = new Map<string, UnitFacts>();
  for (const unit of units.units.values()) {
    const isLater = unit.validFrom !== null && unit.validFrom > input.lastDay;
    const isEarlier = unit.validTo !== null && unit.validTo < input.firstDay;
    if (isHeading(unit.level) || isLater || isEarlier) continue;
    const headcount = input.headcounts.get(unit.code) ?? unit;
    facts.set(unit.code, {
      code: unit.code,
      name: nameWithin(units, unit),
      level: unit.level,
      block: units.blockOf(unit.code),
      headcount: headcount.headcount,
      headcountDate: headcount.headcountDate,
      ...{ persons: 0, citizens: 0, attempts: 0, countedEntries: 0, countedPoints: 0, allCorrect: 0, winners: 0 },
      personsByRound: ordinals.map(() => 0),
      prizes: { FIRST: 0, SECOND: 0, THIRD: 0, CONSOLATION: 0 },
      groups: groupsOf(unit.code, input),
    });
  }
  for (const [code, own] of metrics) {
    for (const above of units.ancestorsOf(code)) {
      const known = facts.get(above);
      if (known) facts.set(above, add(known, own, ordinals));
    }
  }
  return [...facts.values()];
}

/** The unit's name, with that of the unit above: two communes may share a name. */
function nameWithin(units: UnitTree, { name, parentCode }: UnitRow): string {
  const above = parentCode === null ? null : units.unitOf(parentCode);
  return above === null || isHeading(above.level) ? name : `${name}, ${above.name}`;
}

function add(facts: UnitFacts, own: UnitMetrics, ordinals: readonly number[]): UnitFacts {
  return {
    ...facts,
    persons: facts.persons + own.persons,
    citizens: facts.citizens + own.citizens,
    attempts: facts.attempts + own.attempts,
    personsByRound: ordinals.map(
      (ordinal, at) => (facts.personsByRound[at] ?? 0) + (own.personsByRound.get(ordinal) ?? 0),
    ),
    countedEntries: facts.countedEntries + own.countedEntries,
    countedPoints: facts.countedPoints + own.countedPoints,
    allCorrect: facts.allCorrect + own.allCorrect,
    winners: facts.winners + own.winners,
    prizes: Object.fromEntries(
      prizeRanks.map((rank) => [rank, facts.prizes[rank] + own.prizes[rank]]),
    ) as UnitFacts['prizes'],
  };
}

/** Groups of the unit itself and of the entries that were merged into it, added up by name. */
function groupsOf(code: string, { units, groups }: Input): UnitFacts['groups'] {
  const sums = new Map<string, { name: string; done: number; total: number }>();
  for (const row of groups) {
    if (units.unitOf(row.unit_code)?.code !== code) continue;
    const known = sums.get(row.group_key) ?? { name: row.group_name, done: 0, total: 0 };
    sums.set(row.group_key, { name: known.name, done: known.done + row.done, total: known.total + row.total });
  }
  return [...sums.values()];
}
