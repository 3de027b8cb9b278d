import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { foldText, scoreUnitMatch } from '@hoithi/shared/rules/fold';
import type { UnitRow } from '../ledger/contests.ts';

/** A contest's units with what searching and rolling up need. SPEC S5. */
export type UnitTree = {
  units: ReadonlyMap<string, UnitRow>;
  childrenOf(code: string | null): readonly UnitRow[];
  /** Names from the parent upwards, the province left out. */
  pathOf(code: string): string[];
  /** The unit itself and all above it. */
  lineOf(code: string): string[];
  search(query: string, limit: number): UnitHit[];
  /** The unit as a contestant may choose it; null: there is none of this code, or it is only a heading. */
  choose(code: string): UnitHit | null;
};

const collator = new Intl.Collator('vi');

export function plantUnitTree(rows: readonly UnitRow[]): UnitTree {
  const units = new Map(rows.map((row) => [row.code, row]));
  const children = new Map<string | null, UnitRow[]>();
  for (const row of rows) {
    const siblings = children.get(row.parentCode);
    if (siblings) siblings.push(row);
    else children.set(row.parentCode, [row]);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => collator.compare(a.name, b.name));

  function lineOf(code: string): string[] {
    const line: string[] = [];
    for (
      let at = units.get(code);
      at && !line.includes(at.code);
      at = at.parentCode ? units.get(at.parentCode) : undefined
    )
      line.push(at.code);
    return line;
  }
  function pathOf(code: string): string[] {
    return lineOf(code)
      .slice(1)
      .map((above) => units.get(above))
      .filter((unit) => unit !== undefined && unit.level !== 'PROVINCE')
      .map((unit) => (unit as UnitRow).name);
  }
  // People belong to agencies, communes, schools and districts; a province and a block are only headings.
  const choosable = rows
    .filter((row) => row.level !== 'PROVINCE' && row.level !== 'BLOCK')
    .map((row) => ({ row, folded: foldText(row.name), foldedPath: foldText(pathOf(row.code).join(' ')) }));

  function search(query: string, limit: number): UnitHit[] {
    const folded = foldText(query);
    const found = choosable
      .map((unit) => ({ unit, score: folded === '' ? 1 : scoreUnitMatch(folded, unit.folded, unit.foldedPath) }))
      .filter((hit) => hit.score > 0)
      .sort(
        (a, b) =>
          b.score - a.score ||
          collator.compare(a.unit.row.name, b.unit.row.name) ||
          (a.unit.row.code < b.unit.row.code ? -1 : 1),
      );
    return found.slice(0, limit).map(({ unit }) => hitOf(unit.row));
  }
  function choose(code: string): UnitHit | null {
    const found = choosable.find(({ row }) => row.code === code);
    return found ? hitOf(found.row) : null;
  }
  function hitOf({ code, name, level }: UnitRow): UnitHit {
    return { code, name, level, path: pathOf(code) };
  }
  return { units, childrenOf: (code) => children.get(code) ?? [], pathOf, lineOf, search, choose };
}
