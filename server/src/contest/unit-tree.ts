import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { foldUnitName, scoreUnitMatch } from '@hoithi/shared/rules/units/unit-names';
import type { UnitRow } from './contests-sql.ts';

const collator = new Intl.Collator('vi');

/** Whether a unit exists on a day (ISO date); its last day is included. */
export const existsOn = (unit: Pick<UnitRow, 'validFrom' | 'validTo'>, day: string): boolean =>
  (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day <= unit.validTo);

/** A unit that contestants may choose, with its searchable texts. */
type Choosable = { row: UnitRow; folded: string; foldedPath: string };

/** A contest's units with what searching and rolling up need. Entries merged into another are that other. SPEC S5, U7, U8. */
export class UnitTree {
  /** Every unit that stands for itself, ended ones included. */
  readonly units: ReadonlyMap<string, UnitRow>;
  /** Entries that were merged into another, by code, with the last one they were merged into. */
  readonly merged: ReadonlyMap<string, string>;
  readonly #children = new Map<string | null, UnitRow[]>();
  readonly #ancestors = new Map<string, string[]>();
  readonly #choosable: readonly Choosable[];

  constructor(rows: readonly UnitRow[], merges: ReadonlyMap<string, string> = new Map()) {
    const units = new Map(rows.map((row) => [row.code, row]));
    this.merged = settleMerges(units, merges);
    for (const code of this.merged.keys()) units.delete(code);
    this.units = units;
    this.#readChildren();
    this.#choosable = this.#readChoosable(this.#formerNames(rows));
  }

  #readChildren(): void {
    for (const unit of this.units.values()) {
      const above = this.#parentOf(unit)?.code ?? null;
      const siblings = this.#children.get(above);
      if (siblings) siblings.push(unit);
      else this.#children.set(above, [unit]);
    }
    for (const siblings of this.#children.values()) siblings.sort((a, b) => collator.compare(a.name, b.name));
  }

  /** Names of the units that each unit replaced or took in: it is found by them too. */
  #formerNames(rows: readonly UnitRow[]): ReadonlyMap<string, string[]> {
    const names = new Map<string, string[]>();
    const add = (code: string, name: string) => names.set(code, [...(names.get(code) ?? []), name]);
    for (const row of rows) {
      for (const successor of row.replacedBy) add(this.merged.get(successor) ?? successor, row.name);
      const into = this.merged.get(row.code);
      if (into !== undefined) add(into, row.name);
    }
    return names;
  }

  #readChoosable(formerNames: ReadonlyMap<string, string[]>): Choosable[] {
    const rows = [...this.units.values()].filter((row) => !isHeading(row.level));
    return rows.map((row) => {
      const around = [...this.pathOf(row.code), ...(formerNames.get(row.code) ?? [])];
      return { row, folded: foldUnitName(row.name), foldedPath: around.map(foldUnitName).join(' ') };
    });
  }

  /** The unit that this code means, merged or not. */
  unitOf(code: string): UnitRow | null {
    return this.units.get(this.merged.get(code) ?? code) ?? null;
  }

  #parentOf({ parentCode }: UnitRow): UnitRow | null {
    return parentCode === null ? null : this.unitOf(parentCode);
  }

  childrenOf(code: string | null): readonly UnitRow[] {
    return this.#children.get(code) ?? [];
  }

  /** The unit itself and all above it. */
  ancestorsOf(code: string): string[] {
    const known = this.#ancestors.get(code);
    if (known) return known;
    const codes: string[] = [];
    for (let at = this.unitOf(code); at && !codes.includes(at.code); at = this.#parentOf(at)) codes.push(at.code);
    this.#ancestors.set(code, codes);
    return codes;
  }

  #rowsUpFrom(code: string): UnitRow[] {
    return this.ancestorsOf(code).flatMap((each) => this.units.get(each) ?? []);
  }

  /** Names from the parent upwards, the province left out. */
  pathOf(code: string): string[] {
    const above = this.#rowsUpFrom(code).slice(1);
    return above.filter((unit) => unit.level !== 'PROVINCE').map((unit) => unit.name);
  }

  /** The block (khối) of the unit: its own, or that of the nearest unit above. */
  blockOf(code: string): string | null {
    for (const unit of this.#rowsUpFrom(code)) {
      if (unit.block !== null) return unit.block;
      if (unit.level === 'BLOCK') return unit.name;
    }
    return null;
  }

  /** Units that a contestant may choose on a day (ISO date), best first. */
  search(query: string, limit: number, day: string): UnitHit[] {
    const folded = foldUnitName(query);
    return this.#choosable
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
      .map(({ unit }) => this.#hitOf(unit.row));
  }

  /** The unit as a contestant may choose it; null: there is none of this code on that day, or it is only a heading. */
  choose(code: string, day: string): UnitHit | null {
    const unit = this.unitOf(code);
    return unit && !isHeading(unit.level) && existsOn(unit, day) ? this.#hitOf(unit) : null;
  }

  #hitOf({ code, name, level }: UnitRow): UnitHit {
    return { code, name, level, path: this.pathOf(code) };
  }
}

/** Each merged code with the last unit it was merged into; a merge into nothing or in a circle is left out. */
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
