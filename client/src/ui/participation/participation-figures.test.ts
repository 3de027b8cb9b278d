import { describe, expect, it } from 'vitest';
import { sampleUnit } from '../../../test/sample-participation.ts';
import { cutRate, fillOf, sumUnits } from './participation-figures.ts';
import { placeTiles } from './place-tiles.ts';

describe('figures of participation', () => {
  it('[C2] a rate over 100 % fills the vessel to the brim and no higher', () => {
    expect(fillOf(1.2)).toBe(1);
  });

  it('[C2a] a live rate is cut, not rounded', () => {
    expect(cutRate(0.6996, false)).toBe(0.699);
    expect(cutRate(0.699, true)).toBe(0.69);
  });

  it('[C2] a block and its agencies are not counted twice, and people without a headcount are counted apart', () => {
    const sum = sumUnits([
      sampleUnit('B', { level: 'BLOCK', persons: 12, headcount: 30 }),
      sampleUnit('B1', { parentCode: 'B', persons: 9, headcount: 30 }),
      sampleUnit('B2', { parentCode: 'B', persons: 3, headcount: null }),
    ]);
    expect(sum).toMatchObject({ units: 1, persons: 9, headcount: 30, rate: 0.3, unratedPersons: 3 });
  });

  it('[U28] several units together have a target only where each has the same', () => {
    const [one, other] = [sampleUnit('Sở Y tế', { targetRate: 1 }), sampleUnit('Sở Nội vụ', { targetRate: 1 })];
    expect(sumUnits([one, other]).targetRate).toBe(1);
    expect(sumUnits([one, { ...other, targetRate: 0.7 }]).targetRate).toBeNull();
    expect(sumUnits([one, { ...other, targetRate: null }]).targetRate).toBeNull();
    expect(sumUnits([]).targetRate).toBeNull();
  });

  it('the map is moved to its own corner', () => {
    const { columns, rows, tiles } = placeTiles([
      sampleUnit('Sở Y tế', { tile: [3, 4] }),
      sampleUnit('Sở Y tế', { tile: [5, 4] }),
      sampleUnit('Sở Y tế'),
    ]);
    expect([columns, rows]).toEqual([3, 1]);
    expect(tiles.map(({ column, row }) => [column, row])).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });
});
