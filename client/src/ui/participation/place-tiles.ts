import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { PublicUnit } from '@hoithi/shared/contract/public-participation';

/** A unit of a leader's, a screen's or the public's view: what a tile draws is the same in all. */
export type TileUnit = UnitParticipation | PublicUnit;
export type PlacedTile<U = TileUnit> = { unit: U; column: number; row: number }; // 1-based, as CSS grid counts
export type TileLayout<U = TileUnit> = { columns: number; rows: number; tiles: PlacedTile<U>[] };

/** Units at the places of their tiles, the map moved to its own upper left corner. Units without a tile are left out. */
export function placeTiles<U extends TileUnit>(units: readonly U[]): TileLayout<U> {
  const placed = units.flatMap((unit) => (unit.tile ? [{ unit, column: unit.tile[0], row: unit.tile[1] }] : []));
  const left = Math.min(...placed.map((tile) => tile.column));
  const top = Math.min(...placed.map((tile) => tile.row));
  const tiles = placed.map((tile) => ({ ...tile, column: tile.column - left + 1, row: tile.row - top + 1 }));
  return {
    columns: Math.max(0, ...tiles.map((tile) => tile.column)),
    rows: Math.max(0, ...tiles.map((tile) => tile.row)),
    tiles,
  };
}

/** Units without places, in reading order, on a field about as wide as the screen. */
export function layoutTiles<U extends TileUnit>(units: readonly U[], columnsMax = 5): TileLayout<U> {
  const columns =
    units.length <= 4 ? Math.max(1, units.length) : Math.min(columnsMax, Math.ceil(Math.sqrt(units.length * 1.3)));
  return {
    columns,
    rows: Math.max(1, Math.ceil(units.length / columns)),
    tiles: units.map((unit, i) => ({ unit, column: (i % columns) + 1, row: Math.floor(i / columns) + 1 })),
  };
}
