import { limits } from '@hoithi/shared/contract/limits';
import { syntheticMap } from '@hoithi/shared/rules/units/test-synthetic-map';
import { feature, neighbors } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { makeMap } from './load-map.ts';
import { workOnMap } from './work-on-map.ts';

const units = Array.from({ length: 12 }, (_, i) => ({ code: String(436 + i), name: `Huyện Số ${i + 1}` }));
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const work = (file: unknown, own = units) =>
  workOnMap({ file: bytes(file), level: 'DISTRICT', units: own, codeProperty: null });
const ring = [
  [105, 18],
  [106, 18],
  [106, 19],
  [105, 18],
];
const area = (geometry: unknown, properties: unknown = { ma: '436' }) => ({ type: 'Feature', properties, geometry });
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
type Map = Topology<{ units: GeometryCollection }>;

describe('reading a GeoJSON file', () => {
  it('[U24] a file that is no collection of features is refused whole', () => {
    const problemsOf = (file: unknown) => work(file).preview.problems;
    expect(problemsOf('{"type": "FeatureColl')).toMatchObject([{ feature: 0, problem: 'not_json' }]);
    expect(problemsOf([1, 2])).toMatchObject([{ problem: 'not_collection' }]);
    expect(problemsOf(area(polygon(ring)))).toMatchObject([{ problem: 'not_collection' }]);
    expect(problemsOf(collection())).toMatchObject([{ problem: 'no_features' }]);
    expect(problemsOf(collection(...Array.from({ length: 5_001 }, () => null)))).toMatchObject([
      { problem: 'too_many_features', value: '5001' },
    ]);
  });

  it('[U24] each wrong feature is listed with its number and reason, and the right ones are read', () => {
    const { preview, topology } = work(
      collection(
        area(polygon(ring)),
        area({ type: 'Point', coordinates: [105, 18] }),
        area(polygon(ring.slice(0, 3))),
        area(polygon([...ring.slice(0, 3), [105, 18.5]])),
        area(
          polygon([
            [105, 18],
            [null, 18],
            [106, 19],
            [105, 18],
          ]),
        ),
        area(
          polygon([
            [552_000, 2_034_000],
            [553_000, 2_034_000],
            [553_000, 2_035_000],
            [552_000, 2_034_000],
          ]),
        ),
        area(null),
        'Feature',
        area({ type: 'MultiPolygon', coordinates: [[ring], [[1, 2, 3, 4]]] }),
      ),
    );
    expect(preview.problems.map(({ feature: number, problem }) => [number, problem])).toEqual([
      [2, 'geometry_kind'],
      [3, 'ring_short'],
      [4, 'ring_open'],
      [5, 'position_unread'],
      [6, 'position_range'],
      [7, 'geometry_kind'],
      [8, 'not_feature'],
      [9, 'position_unread'],
    ]);
    expect(preview).toMatchObject({ features: 9, joined: 1, codeProperty: 'ma' });
    expect(topology).not.toBeNull();
  });

  it('[U24] a ring that crosses itself, one with a hole and a script in a name survive as what they are', () => {
    const bow = [
      [105, 18],
      [106, 19],
      [106, 18],
      [105, 19],
      [105, 18],
    ];
    const hole = [
      [105.7, 18.2],
      [105.8, 18.2],
      [105.8, 18.3],
      [105.7, 18.2],
    ];
    const script = '<script>alert(1)</script>';
    const { preview, topology } = work(
      collection(area(polygon(bow)), area(polygon(ring, hole), { ma: '437' }), area(polygon(ring), { ten: script })),
    );
    expect(preview).toMatchObject({ joined: 2, problemCount: 0, unmatchedFeatures: [{ feature: 3, label: script }] });
    expect(topology).not.toContain('script');
    const map = JSON.parse(topology ?? '') as Map;
    expect(feature(map, map.objects.units).features.map(({ id }) => id)).toEqual(['436', '437']);
  });

  it('[U25] features of one code are drawn together and listed; units and features without each other are listed', () => {
    const { preview } = work(
      collection(area(polygon(ring)), area(polygon(ring)), area(polygon(ring), { ten: 'Đảo xa' })),
    );
    expect(preview.repeated).toEqual([{ code: '436', features: [1, 2] }]);
    expect(preview.unmatchedUnits).toHaveLength(11);
    expect(preview.unmatchedFeatures).toEqual([{ feature: 3, label: 'Đảo xa' }]);
  });
});

describe('simplifying a map', () => {
  it('[U26] a large map is made small; every unit is still there and neighbours still share their borders', () => {
    const file = syntheticMap(units, 6_000);
    expect(bytes(file).length).toBeGreaterThan(5_000_000);
    const { preview, topology } = work(file);
    expect(preview.joined).toBe(12);
    expect(preview.bytes).toBeLessThanOrEqual(limits.mapBytesMax);
    expect(preview.bytes).toBeGreaterThan(limits.mapBytesMax / 8); // as much detail as fits
    const map = JSON.parse(topology ?? '') as Map;
    const { geometries } = map.objects.units;
    expect(geometries.map(({ id }) => id)).toEqual(units.map(({ code }) => code));
    expect(neighbors(geometries)[0]).toEqual([1, 4]);
  });

  it('[U26] it is made in a thread of its own; one that takes too long is given up', async () => {
    const file = bytes(syntheticMap(units, 400));
    const task = () => ({ file: new Uint8Array(file), level: 'DISTRICT', units, codeProperty: null });
    const [made, givenUp] = await Promise.all([makeMap(task()), makeMap(task(), 0)]);
    expect(made?.preview.joined).toBe(12);
    expect(givenUp).toBeNull();
  });
});
