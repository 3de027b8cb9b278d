import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { mainLevel } from '@hoithi/shared/rules/units/main-level';
import { placeTiles, type TileLayout, type TileUnit } from '../../../../ui/participation/place-tiles.ts';
import { shortenUnitName } from '../../../../ui/participation/short-unit-name.ts';

/** How the units stand while they light up: on their true map, at the places of a tile map, as a wall of names, or as lights. */
export type LaunchPicture =
  | { form: 'map'; head: UnitMapHead; units: readonly TileUnit[] }
  | { form: 'tiles'; layout: TileLayout; units: readonly TileUnit[] }
  | { form: 'wall' | 'lights'; columns: number; units: readonly TileUnit[] }
  /** Nothing to light: a contest of one unit, or of none. */
  | { form: 'none'; units: readonly TileUnit[] };

/** Beside a true map the names are a list; more than these would be smaller than the last row can read. */
const onMapMax = 42;
const tilesMax = 40;
const wallMax = 160;
/** A letter is about as wide as this part of its height. */
const letterWidth = 0.56;
const lineHeight = 1.24;
const nearly = 0.85;
const wall = { width: 1728, height: 640, textMax: 44 };

/** The units of the contest's main level and how they are shown. `units`: of every level. */
export function planLaunch(units: readonly TileUnit[], maps: readonly UnitMapHead[]): LaunchPicture {
  const level = mainLevel(units);
  const own = units.filter((unit) => unit.level === level);
  if (own.length <= 1) return { form: 'none', units: [] };
  const head = maps.find((map) => map.level === level);
  if (head && own.length <= onMapMax) return { form: 'map', head, units: own };
  const layout = placeTiles(own);
  if (layout.tiles.length === own.length && own.length <= tilesMax) return { form: 'tiles', layout, units: own };
  if (own.length <= wallMax) return { form: 'wall', columns: wallColumns(own), units: own };
  return { form: 'lights', columns: Math.ceil(Math.sqrt(own.length * (wall.width / wall.height))), units: own };
}

/** The most columns at which the names of a wall, on up to three lines, are nearly as large as at the best number of columns. */
function wallColumns(units: readonly TileUnit[]): number {
  const longest = Math.max(...units.map((unit) => shortenUnitName(unit.name).length));
  const letters = (columns: number): number => {
    const [width, height] = [wall.width / columns, wall.height / Math.ceil(units.length / columns)];
    const sizes = [1, 2, 3].map((lines) =>
      Math.min(height / (lineHeight * lines + 0.5), width / ((longest / lines + 2 * lines) * letterWidth)),
    );
    return Math.min(wall.textMax, Math.max(...sizes));
  };
  const candidates = Array.from({ length: Math.min(12, units.length) }, (_, at) => at + 1);
  const best = Math.max(...candidates.map(letters));
  return candidates.findLast((columns) => letters(columns) >= best * nearly) ?? 1;
}

const firstMs = 1_500;
const everyMsMax = 160;
const allMs = 7_000;

/** When the n-th of so many units lights up. Units: ms after the launch. */
export const lightsUpAtMs = (at: number, of: number): number => firstMs + at * Math.min(everyMsMax, allMs / of);
