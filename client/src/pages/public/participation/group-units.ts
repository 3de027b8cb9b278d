import type { PublicUnit } from '@hoithi/shared/contract/public-participation';

export type UnitGroup = { code: string | null; name: string | null; units: PublicUnit[] };

const names = new Intl.Collator('vi', { numeric: true });

/**
 * Units of one level by the unit above them, groups and units in name order, so that everybody finds a unit at the same
 * place each time. One group alone has no name.
 */
export function groupUnits(units: readonly PublicUnit[], all: readonly PublicUnit[]): UnitGroup[] {
  const nameOf = new Map(all.map(({ code, name }) => [code, name]));
  const groups = new Map<string | null, PublicUnit[]>();
  for (const unit of units) {
    const above = unit.parentCode !== null && nameOf.has(unit.parentCode) ? unit.parentCode : null;
    groups.set(above, [...(groups.get(above) ?? []), unit]);
  }
  const made = [...groups].map(([code, own]) => ({
    code,
    name: code === null ? null : (nameOf.get(code) ?? null),
    units: own.sort((a, b) => names.compare(a.name, b.name) || names.compare(a.code, b.code)),
  }));
  made.sort((a, b) => Number(a.name === null) - Number(b.name === null) || names.compare(a.name ?? '', b.name ?? ''));
  return made.length === 1 ? made.map((group) => ({ ...group, name: null })) : made;
}

/** Blocks that units of the list belong to, by name. */
export const listBlocks = (units: readonly PublicUnit[]): string[] =>
  [...new Set(units.flatMap(({ block }) => block ?? []))].sort(names.compare);

/** Units of one level, of one block where one is chosen. */
export const chooseUnits = (units: readonly PublicUnit[], level: string | null, block: string | null): PublicUnit[] =>
  units.filter((unit) => unit.level === level && (block === null || unit.block === block));
