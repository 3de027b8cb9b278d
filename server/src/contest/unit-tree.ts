import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { foldText, scoreUnitMatch } from '@hoithi/shared/rules/fold';
import type { UnitRow } from './contests-sql.ts';

/** A contest's units with what searching and rolling up need. Entries merged into another are that other. SPEC S5, U7, U8. */
export type UnitTree = {
  /** Every unit that stands for itself, ended ones included. */
  units: ReadonlyMap<string, UnitRow>;
  /** Entries that were merged into another, by code, with where they went in the end. */
  merged: ReadonlyMap<string, string>;
  /** The unit that this code means, merged or not. */
  unitOf(code: string): UnitRow | null;
  childrenOf(code: string | null): readonly UnitRow[];
  /** Names from the parent upwards, the province left out. */
  pathOf(code: string): string[];
  /** The unit itself and all above it. */
  ancestorsOf(code: string): string[];
  /** The block (khối) of the unit: its own, or that of the nearest unit above. */
  blockOf(code: string): string | null;
  /** Units that a contestant may choose on a day (ISO date), best first. */
  search(query: string, limit: number, day: string): UnitHit[];
  /** The unit as a contestant may choose it; null: there is none of this code on that day, or it is only a heading. */
  choose(code: string, day: string): UnitHit | null;
};

const collator = new Intl.Collator('vi');

/** Whether a unit exists on a day (ISO date); its last day is included. */
export const existsOn = (unit: Pick<UnitRow, 'validFrom' | 'validTo'>, day: string): boolean =>
  (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day <= unit.validTo);

export function buildUnitTree(rows: readonly UnitRow[], merges: ReadonlyMap<string, string> = new Map()): UnitTree {
  const units = new Map(rows.map((row) => [row.code, row]));
  const merged = settleMerges(units, merges);
  for (const code of merged.keys()) units.delete(code);
  const unitOf = (code: string) => units.get(merged.get(code) ?? code) ?? null;
  const parentOf = (unit: UnitRow) => (unit.parentCode === null ? null : unitOf(unit.parentCode));

  const children = new Map<string | null, UnitRow[]>();
  for (const unit of units.values()) {
    const above = parentOf(unit)?.code ?? null;
    const siblings = children.get(above);
    if (siblings) siblings.push(unit);
    else children.set(above, [unit]);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => collator.compare(a.name, b.name));

  const lines = new Map<string, string[]>();
  function ancestorsOf(code: string): string[] {
    const known = lines.get(code);
    if (known) return known;
    const line: string[] = [];
    for (let at = unitOf(code); at && !line.includes(at.code); at = parentOf(at)) line.push(at.code);
    lines.set(code, line);
    return line;
  }
  const above = (code: string) => ancestorsOf(code).flatMap((each) => units.get(each) ?? []);
  const pathOf = (code: string) =>
    above(code)
      .slice(1)
      .filter((unit) => unit.level !== 'PROVINCE')
      .map((unit) => unit.name);
  function blockOf(code: string): string | null {
    for (const unit of above(code)) {
      if (unit.block !== null) return unit.block;
      if (unit.level === 'BLOCK') return unit.name;
    }
    return null;
  }

  // A unit is also found by the names of those that it replaced or took in.
  const formerNames = new Map<string, string[]>();
  const remember = (code: string, name: string) => formerNames.set(code, [...(formerNames.get(code) ?? []), name]);
  for (const row of rows) {
    for (const successor of row.replacedBy) remember(merged.get(successor) ?? successor, row.name);
    const into = merged.get(row.code);
    if (into !== undefined) remember(into, row.name);
  }
  const choosable = [...units.values()]
    .filter((row) => !isHeading(row.level))
    .map((row) => {
      const around = [...pathOf(row.code), ...(formerNames.get(row.code) ?? [])];
      return { row, folded: foldText(row.name), foldedPath: foldText(around.join(' ')) };
    });
  const hitOf = ({ code, name, level }: UnitRow): UnitHit => ({ code, name, level, path: pathOf(code) });

  return {
    units,
    merged,
    unitOf,
    childrenOf: (code) => children.get(code) ?? [],
    pathOf,
    ancestorsOf,
    blockOf,
    search(query, limit, day) {
      const folded = foldText(query);
      return choosable
        .filter(({ row }) => existsOn(row, day))
        .map((unit) => ({ unit, score: folded === '' ? 1 : scoreUnitMatch(folded, unit.folded, unit.foldedPath) }))
        .filter((hit) => hit.score > 0)
        .sort(
          (a, b) =>
            b.score - a.score ||
            collator.compare(a.unit.row.name, b.unit.row.name) ||
            (a.unit.row.code < b.unit.row.code ? -1 : 1),
        )
        .slice(0, limit)
        .map(({ unit }) => hitOf(unit.row));
    },
    choose(code, day) {
      const unit = unitOf(code);
      return unit && !isHeading(unit.level) && existsOn(unit, day) ? hitOf(unit) : null;
    },
  };
}

/** Each merged code with where it went in the end; what leads nowhere or in a circle is no merge. */
function settleMerges(
  units: ReadonlyMap<string, UnitRow>,
  merges: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const settled = new Map<string, string>();
  for (const code of merges.keys()) {
    const seen = new Set([code]);
    let at = code;
    for (let next = merges.get(at); next !== undefined && !seen.has(next); next = merges.get(at)) {
      seen.add(next);
      at = next;
    }
    if (at !== code && !merges.has(at) && units.has(at)) settled.set(code, at);
  }
  return settled;
}
