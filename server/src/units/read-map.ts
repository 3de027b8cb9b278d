import type { MapProblem } from '@hoithi/shared/contract/unit-map';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { z } from 'zod';

export type MapArea = Feature<Polygon | MultiPolygon, Record<string, string>>;
export type ReadMap = { areas: MapArea[]; problems: MapProblem[] };

const featuresMax = 5_000;
const propertiesMax = 40;
const valueLengthMax = 200;
const issue = (problem: MapProblem['problem'], value: unknown = '') =>
  `${problem} ${typeof value === 'string' ? value : JSON.stringify(value)}`.slice(0, 120);

/** A ring is checked by hand rather than by schema: a province has millions of numbers. */
const Ring = z.array(z.unknown(), issue('position_unread')).superRefine((ring, context) => {
  const wrong = checkRing(ring);
  if (wrong) context.addIssue({ code: 'custom', message: wrong });
});
const Rings = z.array(Ring, issue('position_unread')).min(1, issue('ring_short'));
const Geometry = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('Polygon'), coordinates: Rings }),
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(Rings, issue('position_unread')).min(1, issue('ring_short')),
    }),
  ],
  issue('geometry_kind'),
);
const Area = z.object(
  {
    type: z.literal('Feature', issue('not_feature')),
    id: z.union([z.string(), z.number()]).optional(),
    properties: z.record(z.string(), z.unknown(), issue('not_feature')).nullish(),
    geometry: Geometry,
  },
  issue('not_feature'),
);
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });

function checkRing(ring: readonly unknown[]): string | null {
  if (ring.length < 4) return issue('ring_short', ring.length);
  for (const position of ring) {
    if (!Array.isArray(position) || position.length < 2) return issue('position_unread', position);
    const [longitude, latitude] = position as unknown[];
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return issue('position_unread', position);
    if (Math.abs(Number(longitude)) > 180 || Math.abs(Number(latitude)) > 90) return issue('position_range', position);
  }
  const [first, last] = [ring[0], ring.at(-1)] as Position[];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? null : issue('ring_open');
}

/**
 * Reads a GeoJSON file of areas. Every other feature is listed with its number and reason. Rings may cross themselves: they
 * are drawn by the even-odd rule.
 *
 * Units    degrees of longitude and latitude (WGS 84).
 * Source   SPEC U24; RFC 7946.
 */
export function readMap(file: Uint8Array): ReadMap {
  const whole = (problem: MapProblem['problem'], value = ''): ReadMap => ({
    areas: [],
    problems: [{ feature: 0, problem, value }],
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file));
  } catch (fault) {
    return whole('not_json', fault instanceof Error ? fault.message.slice(0, 120) : '');
  }
  const collection = Collection.safeParse(parsed);
  if (!collection.success) return whole('not_collection');
  const { features } = collection.data;
  if (features.length === 0) return whole('no_features');
  if (features.length > featuresMax) return whole('too_many_features', String(features.length));

  const areas: MapArea[] = [];
  const problems: MapProblem[] = [];
  features.forEach((raw, i) => {
    const feature = i + 1;
    const area = Area.safeParse(raw);
    if (area.success) {
      const { id, geometry, properties } = area.data;
      const own = id === undefined ? properties : { id, ...properties };
      areas.push({
        type: 'Feature',
        id: feature,
        properties: describeProperties(own ?? {}),
        geometry: geometry as Polygon | MultiPolygon,
      });
    } else {
      const [problem = 'not_feature', ...value] = (area.error.issues[0]?.message ?? '').split(' ');
      problems.push({ feature, problem: problem as MapProblem['problem'], value: value.join(' ') });
    }
  });
  return { areas, problems };
}

/** A feature's properties that may be a code or a name, composed (NFC). */
function describeProperties(properties: Record<string, unknown>): Record<string, string> {
  const described = Object.entries(properties)
    .slice(0, propertiesMax)
    .flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [[name.normalize('NFC'), String(value).normalize('NFC').slice(0, valueLengthMax)] as const]
        : [],
    );
  return Object.fromEntries(described);
}
