import { isHeading } from '@hoithi/shared/contract/unit-level';
import type { UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import type { UnitInLeaf } from '../log/leaves.ts';
import type { UnitRow as StoredUnit } from './contests-sql.ts';
import type { Headcount, KindHeadcount } from './headcounts-sql.ts';
import type { UnitGroupRow } from './unit-groups-sql.ts';
import type { UnitTree } from './unit-tree.ts';

/** What is known of units beside the tree: headcounts of a day where they changed, by kind where they were brought, and groups. */
export type UnitFigures = {
  headcounts: ReadonlyMap<string, Headcount>;
  byKind: readonly KindHeadcount[];
  groups: readonly UnitGroupRow[];
};
const noFigures: UnitFigures = { headcounts: new Map(), byKind: [], groups: [] };

/** A contest's units as populations and standings of units look at them. SPEC M4, M13, C20, U7, U8. */
export function unitFacts(units: UnitTree, kinds: readonly string[] = [], figures: UnitFigures = noFigures): UnitRow[] {
  return [...units.units.values()].map((unit) => ({
    code: unit.code,
    name: nameWithin(units, unit),
    level: unit.level,
    block: units.blockOf(unit.code),
    parent: unit.parentCode === null ? null : (units.unitOf(unit.parentCode)?.code ?? null),
    headcounts: headcountsOf(unit, kinds, figures),
    groups: groupsOf(unit.code, units, figures.groups),
    heading: isHeading(unit.level),
    validFrom: unit.validFrom,
    validTo: unit.validTo,
  }));
}

/** As leaves of the log have them, in the order of their codes. SPEC Z1. */
export const unitsInLeaf = (units: readonly UnitRow[]): UnitInLeaf[] =>
  units
    .map(
      ({ code, name, level, block, parent, headcounts, groups }): UnitInLeaf => ({
        ...{ code, name, level, block, parent },
        ...{ headcounts: [...headcounts], groups: [...groups] },
      }),
    )
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));

/** Kinds of headcount that standings of units and targets divide by. */
export const headcountKinds = ({ standings, targets }: Pick<Rulebook, 'standings' | 'targets'>): string[] => [
  ...new Set(
    [
      ...standings.flatMap(({ by }) =>
        by.kind === 'formula' ? [by.filter.people, ...by.metrics.map(({ people }) => people)] : [],
      ),
      ...targets,
    ].map(({ headcount }) => headcount),
  ),
];

/** Of a kind that nothing was brought for, the unit's own number. */
function headcountsOf(unit: StoredUnit, kinds: readonly string[], figures: UnitFigures): UnitRow['headcounts'] {
  const own = figures.headcounts.get(unit.code) ?? unit;
  return kinds.flatMap((kind) => {
    const brought = figures.byKind.find((each) => each.unit_code === unit.code && each.kind === kind);
    const people = brought ? brought.headcount : own.headcount;
    const date = brought ? brought.headcountDate : own.headcountDate;
    return people === null ? [] : [{ kind, people, date: date ?? '' }];
  });
}

/** The unit's name, with that of the unit above: two communes may share a name. */
function nameWithin(units: UnitTree, { name, parentCode }: StoredUnit): string {
  const above = parentCode === null ? null : units.unitOf(parentCode);
  return above === null || isHeading(above.level) ? name : `${name}, ${above.name}`;
}

/** Groups of the unit itself and of the entries that were merged into it, added up by name. */
function groupsOf(code: string, units: UnitTree, groups: readonly UnitGroupRow[]): UnitRow['groups'] {
  const sums = new Map<string, { name: string; done: number; total: number }>();
  for (const row of groups) {
    if (units.unitOf(row.unit_code)?.code !== code) continue;
    const known = sums.get(row.group_key) ?? { name: row.group_name, done: 0, total: 0 };
    sums.set(row.group_key, { name: known.name, done: known.done + row.done, total: known.total + row.total });
  }
  return [...sums.values()];
}
