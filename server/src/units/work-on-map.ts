import { limits } from '@hoithi/shared/contract/limits';
import type { UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { joinMap, type MapUnit } from '@hoithi/shared/rules/units/join-map';
import { type MapArea, readMap } from './read-map.ts';
import { simplifyMap } from './simplify-map.ts';

export type MapTask = { file: Uint8Array; level: string; units: readonly MapUnit[]; codeProperty: string | null };
export type MapDone = { preview: UnitMapPreview; topology: string | null };

const listed = 200;

/** Reads a file, joins it to the units of a level and simplifies what was joined. Runs in a thread of its own. SPEC U24-U26. */
export function workOnMap({ file, level, units, codeProperty }: MapTask): MapDone {
  const { areas, problems } = readMap(file);
  const features = areas.map(({ id, properties }) => ({ feature: Number(id), properties }));
  const found = joinMap(features, units, codeProperty);
  const codeOf = new Map(found.joined.map(({ feature, code }) => [feature, code]));
  const drawn = areas.flatMap((area) => {
    const code = codeOf.get(Number(area.id));
    return code === undefined ? [] : [{ code, geometry: area.geometry }];
  });
  const topology = drawn.length === 0 ? null : simplifyMap(drawn, limits.mapBytesMax);
  if (drawn.length > 0 && topology === null) problems.push({ feature: 0, problem: 'too_large', value: '' });
  const label = labelsOf(areas, found.nameProperty, found.codeProperty);
  const nameOf = new Map(units.map(({ code, name }) => [code, name]));
  const joinedCodes = new Set(codeOf.values());
  const preview: UnitMapPreview = {
    level,
    features: areas.length + problems.filter(({ feature }) => feature > 0).length,
    codeProperty: found.codeProperty,
    nameProperty: found.nameProperty,
    properties: [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))].slice(0, 40),
    joined: joinedCodes.size,
    byName: found.joined
      .filter(({ by }) => by === 'name')
      .slice(0, listed)
      .map(({ feature, code }) => ({ ...label(feature), code, unit: nameOf.get(code) ?? code })),
    ambiguous: found.ambiguous
      .slice(0, listed)
      .map(({ feature, codes }) => ({ ...label(feature), units: codes.map((code) => nameOf.get(code) ?? code) })),
    repeated: listRepeated(found.joined).slice(0, listed),
    unmatchedUnits: units.filter(({ code }) => !joinedCodes.has(code)).map(({ code, name }) => ({ code, name })),
    unmatchedFeatures: found.unmatched.slice(0, listed).map(label),
    problems: problems.slice(0, listed),
    problemCount: problems.length,
    bytes: topology === null ? 0 : Buffer.byteLength(topology),
    written: false,
  };
  return { preview, topology };
}

const usualNames = ['ten', 'name', 'Ten', 'Name', 'TEN', 'NAME'];

/** What a feature is called in a list: its name, else its code, else its first property. */
function labelsOf(areas: readonly MapArea[], nameProperty: string | null, codeProperty: string | null) {
  const byNumber = new Map(areas.map((area) => [Number(area.id), area.properties]));
  return (feature: number) => {
    const own = byNumber.get(feature) ?? {};
    const named = [nameProperty, ...usualNames, codeProperty].flatMap((name) =>
      name === null ? [] : (own[name] ?? []),
    );
    return { feature, label: named[0] ?? Object.values(own)[0] ?? '' };
  };
}

function listRepeated(joined: readonly { feature: number; code: string }[]): UnitMapPreview['repeated'] {
  const features = new Map<string, number[]>();
  for (const { feature, code } of joined) features.set(code, [...(features.get(code) ?? []), feature]);
  return [...features].filter(([, own]) => own.length > 1).map(([code, own]) => ({ code, features: own }));
}
