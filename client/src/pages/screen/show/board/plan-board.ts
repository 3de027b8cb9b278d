import { shortenUnitName } from '../../../../ui/participation/short-unit-name.ts';

/**
 * How a board fills its wall: few rows are tall with the unit under the name; ten stand in one column, more in two; the more
 * there are, the smaller. `move`: whether there is room for how far somebody has climbed.
 */
export type BoardPlan = {
  form: 'tall' | 'line' | 'pair' | 'dense';
  columns: 1 | 2;
  rows: number;
  /** Heights in pixels of the 1920 picture. */
  rowHeight: number;
  gap: number;
};

const wallHeight = 838;
const tallest = 270;

export function planBoard(count: number): BoardPlan {
  const columns = count <= 10 ? 1 : 2;
  const rows = Math.max(1, Math.ceil(count / columns));
  const gap = rows <= 5 ? 14 : rows <= 10 ? 6 : 4;
  const rowHeight = Math.min(tallest, Math.floor((wallHeight - (rows - 1) * gap) / rows));
  const form = columns === 2 ? (rows <= 10 ? 'pair' : 'dense') : rows <= 6 ? 'tall' : 'line';
  return { form, columns, rows, rowHeight, gap };
}

const sizes = {
  tall: { name: 0.38, nameMax: 76, unit: 0.22, unitMax: 38, digits: 0.44, digitsMax: 96 },
  line: { name: 0.52, nameMax: 46, unit: 0.36, unitMax: 32, digits: 0.56, digitsMax: 50 },
  pair: { name: 0.44, nameMax: 38, unit: 0.36, unitMax: 30, digits: 0.5, digitsMax: 46 },
  dense: { name: 0.74, nameMax: 34, unit: 0.74, unitMax: 28, digits: 0.76, digitsMax: 36 },
} as const;

/** Letters by the height of a row. Units: pixels of the 1920 picture. */
export function sizesOf({ form, rowHeight }: BoardPlan): { name: number; unit: number; digits: number } {
  const own = sizes[form];
  const of = (part: number, max: number) => Math.round(Math.min(max, rowHeight * part));
  return { name: of(own.name, own.nameMax), unit: of(own.unit, own.unitMax), digits: of(own.digits, own.digitsMax) };
}

/** In low rows a unit stands beside its name by itself, as it is written short. */
export const shortUnit = (unitName: string): string => shortenUnitName(unitName.split(', ')[0] ?? unitName);

/** A longer name is written smaller than its neighbours before it takes a second line. */
export const nameScale = (name: string): number => (name.length <= 24 ? 1 : name.length <= 32 ? 0.86 : 0.72);
