import { describe, expect, it } from 'vitest';
import { placeCorner } from './place-corner.ts';

const word = (left: number, top: number) => ({ left, top, right: left + 300, bottom: top + 60 });

describe('the corner for latecomers', () => {
  it('[H24a] stands at the lower right where no words are, else in the next corner without any', () => {
    expect(placeCorner([word(800, 500)], 'bottom-right')).toBe('bottom-right');
    expect(placeCorner([word(1500, 900)], 'bottom-right')).toBe('top-right');
    expect(placeCorner([word(1500, 900), word(1600, 100)], 'bottom-right')).toBe('bottom-left');
  });
  it('[H24a] where every corner has words the picture makes room beside it', () => {
    const everywhere = [word(60, 100), word(1600, 100), word(60, 900), word(1600, 900)];
    expect(placeCorner(everywhere, 'bottom-right')).toBe('side');
  });
  it('[H24a] a corner that has become free again is not taken again during the cue', () => {
    expect(placeCorner([], 'bottom-left')).toBe('bottom-left');
    expect(placeCorner([], 'side')).toBe('side');
  });
  it('[H24a] words a hair away from the card are over it', () => {
    const low = { left: 0, top: 1080 - 64 - 262 - 21, right: 1919, bottom: 1080 - 64 - 262 - 19 };
    expect(placeCorner([low], 'bottom-right')).toBe('top-right');
  });
});
