import { limits } from '@hoithi/shared/contract/limits';
import type { UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { joinMap, type MapUnit } from '@hoithi/shared/rules/units/join-map';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterAttachedWeight, presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type MapArea, readMap } from './read-map.ts';

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
  const simplified = drawn.length === 0 ? null : simplifyMap(drawn, limits.mapBytesMax);
  if (drawn.length > 0 && simplified === null) problems.push({ feature: 0, problem: 'too_large', value: '' });
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
    bytes: simplified === null ? 0 : Buffer.byteLength(simplified),
    written: false,
  };
  return { preview, topology: simplified };
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

type CodedArea = { code: string; geometry: Polygon | MultiPolygon };
type Areas = { units: GeometryCollection };

const gridSteps = 1e4;
const rounds = 8;

/**
 * Areas as one topology of at most `bytesMax`: borders that two units share stay shared, the finest bends are left out
 * first, then the smallest islands; coordinates are on a grid. Null: it cannot be made that small. Each geometry's id is its
 * code.
 *
 * Source  SPEC U26.
 */
function simplifyMap(areas: readonly CodedArea[], bytesMax: number): string | null {
  const features = areas.map(({ code, geometry }) => ({
    type: 'Feature' as const,
    id: code,
    properties: {},
    geometry,
  }));
  const collection: FeatureCollection = { type: 'FeatureCollection', features };
  const whole = topology({ units: collection }, 1e5) as Topology<Areas>;
  const weighed = presimplify(whole);
  const plain = writeTopology(quantize(simplify(weighed, 0), gridSteps));
  if (plain.length <= bytesMax) return plain;
  const weights = weightsOf(weighed);
  let best: string | null = null;
  let [low, high] = [0, 1]; // how much of the detail is left out
  for (let round = 0; round < rounds; round++) {
    const share = (low + high) / 2;
    const weight = weights[Math.floor(share * (weights.length - 1))] ?? 0;
    const simple = simplify(weighed, weight);
    const text = writeTopology(
      quantize(filter(simple, filterAttachedWeight(simple, weight)) as Topology<Areas>, gridSteps),
    );
    if (text.length <= bytesMax) {
      best = text;
      high = share;
    } else low = share;
  }
  return best;
}

/** The weight of each point (the area of its bend), least first, without ends of borders. */
function weightsOf(map: Topology): Float64Array {
  const finite = map.arcs.flatMap((arc) => arc.map((point) => point[2] ?? 0).filter(Number.isFinite));
  return Float64Array.from(finite).sort();
}

/** Without properties, which are not drawn. */
function writeTopology(map: Topology<Areas>): string {
  for (const geometry of map.objects.units.geometries) delete geometry.properties;
  const { type, objects, arcs, transform } = map;
  return JSON.stringify({ type, transform, objects, arcs });
}
