import { foldText } from '../fold.ts';
import { bareName, foldUnitName } from './unit-names.ts';

/** A feature of a map by its properties; numbers are written out, everything else is left out. */
export type MapFeature = { feature: number; properties: Readonly<Record<string, string>> };
export type MapUnit = { code: string; name: string };
export type JoinedMap = {
  codeProperty: string | null;
  nameProperty: string | null;
  joined: { feature: number; code: string; by: 'code' | 'name' }[];
  ambiguous: { feature: number; codes: string[] }[];
  unmatched: number[];
};

const codeNames = ['code', 'ma', 'ma_dv', 'madv', 'ma_xa', 'maxa', 'ma_huyen', 'mahuyen', 'ma_tinh', 'id', 'gid'];
const nameNames = ['name', 'ten', 'ten_dv', 'tendv', 'ten_xa', 'tenxa', 'ten_huyen', 'tenhuyen', 'ten_tinh', 'label'];

/**
 * Joins the features of a map to units of one level: by code, then by folded name, first the whole one, then without
 * "xã", "phường" and the like. The property is the one that finds most; equals go by the usual names. A name that means
 * several units joins none.
 *
 * Source  SPEC U25.
 */
export function joinMap(
  features: readonly MapFeature[],
  units: readonly MapUnit[],
  wanted: string | null = null,
): JoinedMap {
  const byCode = new Map(units.map((unit) => [plainCode(unit.code), unit.code]));
  const codeProperty = bestProperty(features, wanted, codeNames, (value) => byCode.has(plainCode(value)));
  const joined: JoinedMap['joined'] = [];
  const left: MapFeature[] = [];
  for (const each of features) {
    const value = codeProperty === null ? undefined : each.properties[codeProperty];
    const code = value === undefined ? undefined : byCode.get(plainCode(value));
    if (code === undefined) left.push(each);
    else joined.push({ feature: each.feature, code, by: 'code' });
  }
  const taken = new Set(joined.map(({ code }) => code));
  const byName = namesOf(units.filter(({ code }) => !taken.has(code)));
  const nameProperty = bestProperty(left, null, nameNames, (value) => findByName(byName, value).length > 0);
  const ambiguous: JoinedMap['ambiguous'] = [];
  const unmatched: number[] = [];
  for (const each of left) {
    const value = nameProperty === null ? undefined : each.properties[nameProperty];
    const codes = value === undefined ? [] : findByName(byName, value);
    const [code] = codes;
    if (code === undefined) unmatched.push(each.feature);
    else if (codes.length > 1) ambiguous.push({ feature: each.feature, codes });
    else joined.push({ feature: each.feature, code, by: 'name' });
  }
  return { codeProperty, nameProperty, joined, ambiguous, unmatched };
}

/** Tables lose the zeros that a code begins with. */
const plainCode = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d)/, '');

type Names = { whole: Map<string, string[]>; bare: Map<string, string[]> };
function namesOf(units: readonly MapUnit[]): Names {
  const names: Names = { whole: new Map(), bare: new Map() };
  const add = (to: Map<string, string[]>, name: string, code: string) => to.set(name, [...(to.get(name) ?? []), code]);
  for (const { code, name } of units) {
    const folded = foldUnitName(name);
    add(names.whole, folded, code);
    add(names.bare, bareName(folded), code);
  }
  return names;
}
function findByName(names: Names, value: string): string[] {
  const folded = foldUnitName(value);
  if (folded === '') return [];
  return names.whole.get(folded) ?? names.bare.get(bareName(folded)) ?? [];
}

function bestProperty(
  features: readonly MapFeature[],
  wanted: string | null,
  usual: readonly string[],
  finds: (value: string) => boolean,
): string | null {
  const found = new Map<string, number>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      if ((wanted === null || name === wanted) && finds(value)) found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  const place = (name: string) => {
    const at = usual.indexOf(foldText(name).replaceAll(' ', '_'));
    return at === -1 ? usual.length : at;
  };
  const best = [...found].sort((a, b) => b[1] - a[1] || place(a[0]) - place(b[0]) || (a[0] < b[0] ? -1 : 1))[0];
  return best?.[0] ?? null;
}
