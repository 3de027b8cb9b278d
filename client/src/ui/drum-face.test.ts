import { describe, expect, it } from 'vitest';
import { burnRings, drawStar, drumRings, starPoints } from './drum-face.ts';

describe('the drum', () => {
  it('its star has fourteen rays, the first straight up', () => {
    const corners = drawStar(10, 4).slice(1, -1).split('L');
    expect(corners).toHaveLength(starPoints * 2);
    expect(corners[0]).toBe('0.00 -10.00');
    const far = corners.filter((corner) => {
      const [x = 0, y = 0] = corner.split(' ').map(Number);
      return Math.hypot(x, y) > 9.9;
    });
    expect(far).toHaveLength(14);
  });

  it('its rings burn from the rim inwards, one after another', () => {
    expect(burnRings(1)).toEqual([1, 1, 1, 1]);
    expect(burnRings(0.875)).toEqual([0.5, 1, 1, 1]);
    expect(burnRings(0.5)).toEqual([0, 0, 1, 1]);
    expect(burnRings(0)).toEqual([0, 0, 0, 0]);
    expect(burnRings(-1)).toEqual(burnRings(0));
    expect(burnRings(2)).toEqual(burnRings(1));
  });

  it('its rings do not overlap', () => {
    drumRings.slice(1).forEach((ring, i) => {
      const outer = drumRings[i];
      expect(outer && outer.radius - outer.width / 2).toBeGreaterThanOrEqual(ring.radius + ring.width / 2);
    });
  });
});
