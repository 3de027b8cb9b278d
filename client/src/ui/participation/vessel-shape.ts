import { fillOf } from './participation-figures.ts';

const brim = 36;
const base = 282;

/** The jar's outline in a field of 240 × 300, after the bronze jars found beside the drums: wide shoulders, narrow foot. */
export const vessel = {
  brim,
  height: base - brim,
  body: 'M46 36C34 66 26 96 26 128C26 190 48 240 60 282H180C192 240 214 190 214 128C214 96 206 66 194 36Z',
  rim: 'M38 22H202V36H38Z',
  handles: 'M30 96C8 92 6 128 26 132M210 96C232 92 234 128 214 132',
  /** Bands of the ornament, drawn as short strokes: two at the shoulder, two above the foot. */
  bands: ['M20 58H220', 'M20 70H220', 'M20 248H220', 'M20 262H220'],
};

/** The height of a rate on the jar, from the top of the field. */
export function fillY(rate: number): number {
  return base - fillOf(rate) * (base - brim);
}
