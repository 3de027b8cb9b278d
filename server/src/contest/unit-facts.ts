import type { UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import type { UnitTree } from './unit-tree.ts';

/** A contest's units as populations look at them. SPEC M4. */
export const unitFacts = (units: UnitTree): UnitRow[] =>
  [...units.units.values()].map((unit) => ({
    code: unit.code,
    name: unit.name,
    level: unit.level,
    block: units.blockOf(unit.code),
    parent: unit.parentCode === null ? null : (units.unitOf(unit.parentCode)?.code ?? null),
    headcounts: [],
    groups: [],
  }));
