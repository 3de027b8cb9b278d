import { type GeoPath, geoIdentity, geoPath } from 'd3-geo';
import type { Feature } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export type MapTopology = Topology<{ units: GeometryCollection }>;
export type MapShape = {
  code: string;
  path: string;
  top: number;
  bottom: number;
  centre: [number, number];
  width: number;
};

/**
 * Outlines of a map's units within a field, north up. A province is small: degrees of longitude are only narrowed by its
 * middle latitude. Several geometries of one code are one shape.
 */
export function drawShapes(map: MapTopology, width: number, height: number): MapShape[] {
  const narrowed = narrow(map);
  const areas = feature(narrowed, narrowed.objects.units);
  const flat = geoIdentity()
    .reflectY(true)
    .fitExtent(
      [
        [4, 4],
        [width - 4, height - 4],
      ],
      areas,
    );
  const draw = geoPath(flat);
  const byCode = new Map<string, Feature[]>();
  for (const area of areas.features) byCode.set(String(area.id), [...(byCode.get(String(area.id)) ?? []), area]);
  return [...byCode].flatMap(([code, features]) => shapeOf(draw, code, features));
}

function shapeOf(draw: GeoPath, code: string, features: Feature[]): MapShape[] {
  const whole = { type: 'FeatureCollection' as const, features };
  const path = draw(whole);
  if (path === null) return [];
  const [[left, top], [right, bottom]] = draw.bounds(whole);
  const largest = [...features].sort((a, b) => draw.area(b) - draw.area(a))[0];
  const centre = largest ? draw.centroid(largest) : draw.centroid(whole);
  return [{ code, path, top, bottom, centre, width: right - left }];
}

function narrow(map: MapTopology): MapTopology {
  const { transform } = map;
  if (!transform) return map;
  const [west, south] = transform.translate;
  const latitudes = map.arcs.flatMap((arc) => {
    let at = 0;
    return arc.map((step) => {
      at += step[1] ?? 0;
      return at;
    });
  });
  const middle = south + transform.scale[1] * (latitudes.reduce((high, at) => Math.max(high, at), 0) / 2);
  const factor = Math.cos((middle * Math.PI) / 180);
  return {
    ...map,
    transform: { scale: [transform.scale[0] * factor, transform.scale[1]], translate: [west * factor, south] },
  };
}
