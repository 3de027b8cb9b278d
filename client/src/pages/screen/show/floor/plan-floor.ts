/** How the lights stand: each with its whole name, each with the end of its name, or as dots. */
export type FloorPlan = { form: 'names' | 'short' | 'dots'; columns: number; rows: number };
export type FloorField = { width: number; height: number };

/** So many lights have room for whole names that the last row can read, and so many for the ends of names. */
const wholeNamesMax = 48;
const namesMax = 120;
/** Breadth of a light's place by its height: whole names take two lines, ends of names one. */
const shapes = { names: 2.2, short: 3.2, dots: 1 } as const;

/** Units: pixels of the 1920 picture. `named`: whether names are known at all. */
export function planFloor(of: number, named: boolean, field: FloorField): FloorPlan {
  const form = !named || of > namesMax ? 'dots' : of > wholeNamesMax ? 'short' : 'names';
  const columns = Math.max(1, Math.min(of, Math.ceil(Math.sqrt((of * field.width) / field.height / shapes[form]))));
  return { form, columns, rows: Math.max(1, Math.ceil(of / columns)) };
}

/** The end of a Vietnamese name, which is what people are called by, with the number that distinguishes namesakes. */
export function endOfName(name: string): string {
  const words = name.split(' ');
  const kept = /^\d+$/.test(words.at(-1) ?? '') ? 3 : 2;
  return words.slice(-kept).join(' ');
}

const firstMs = 700;
const allMs = 1_900;
/** One light takes so long to go out or on. Units: ms. */
export const lightMs = 450;
/** From the beginning of the picture until every light has changed. Units: ms. */
export const changedAfterMs = firstMs + allMs + lightMs;

/** When the n-th light changes: spread over the floor, not from one end to the other. Units: ms. */
export function changesAtMs(at: number): number {
  const part = at * 0.618_034;
  return Math.round(firstMs + (part - Math.floor(part)) * allMs);
}
