import { seededRandom } from '../random.ts';

export type SyntheticUnit = { code: string; name: string };
type Place = [number, number];

/**
 * A province that never was, for tests: units in rows over a grid with bent borders, which neighbours share point by
 * point. `bends` is how many points a border has.
 */
export function syntheticMap(units: readonly SyntheticUnit[], bends = 24, seed = 'tỉnh thử') {
  const columns = Math.ceil(Math.sqrt(units.length));
  const rows = Math.ceil(units.length / columns);
  const [west, south, size] = [105.2, 18, 1.2 / columns];
  const corner = (column: number, row: number): Place => {
    const random = seededRandom(`${seed} ${column} ${row}`);
    const edge = column === 0 || row === 0 || column === columns || row === rows ? 0.12 : 0.3;
    return [
      west + (column + (random() - 0.5) * edge) * size + row * size * 0.12,
      south + (rows - row + (random() - 0.5) * edge) * size,
    ];
  };
  /** From the left or upper corner to the other; the way back is the same points turned over. */
  const border = (from: [number, number], to: [number, number]): Place[] => {
    const [a, b] = [corner(...from), corner(...to)];
    const random = seededRandom([seed, ...from, ...to].join(' '));
    const waves = [1, 2, 3, 7, 13].map((wave) => ({ wave, high: ((random() - 0.5) * 0.16 * size) / wave ** 0.8 }));
    return Array.from({ length: bends + 1 }, (_, i) => {
      const along = i / bends;
      const aside = waves.reduce((sum, { wave, high }) => sum + high * Math.sin(Math.PI * wave * along), 0);
      return [
        a[0] + (b[0] - a[0]) * along + (b[1] - a[1] === 0 ? 0 : aside * 0.6),
        a[1] + (b[1] - a[1]) * along + aside,
      ];
    });
  };
  const features = units.map((unit, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const top = border([column, row], [column + 1, row]);
    const right = border([column + 1, row], [column + 1, row + 1]);
    const bottom = border([column, row + 1], [column + 1, row + 1]).reverse();
    const left = border([column, row], [column, row + 1]).reverse();
    const ring = [...top, ...right.slice(1), ...bottom.slice(1), ...left.slice(1)];
    return {
      type: 'Feature' as const,
      properties: { ma: unit.code, ten: unit.name } as Record<string, unknown>,
      geometry: { type: 'Polygon' as const, coordinates: [ring] },
    };
  });
  return { type: 'FeatureCollection' as const, features };
}
