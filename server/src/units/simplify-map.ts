import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterAttachedWeight, presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';

type MapArea = { code: string; geometry: Polygon | MultiPolygon };
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
export function simplifyMap(areas: readonly MapArea[], bytesMax: number): string | null {
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
