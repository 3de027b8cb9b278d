import { describe, expect, it } from 'vitest';
import { changedAfterMs, changesAtMs, endOfName, planFloor } from './plan-floor.ts';

const field = { width: 1230, height: 972 };

describe('how the lights stand', () => {
  it('[H22] whole names, ends of names, dots: by how many there are, and dots wherever names are not known', () => {
    expect([12, 48, 49, 120, 121, 300].map((of) => planFloor(of, true, field).form)).toEqual([
      'names',
      'names',
      'short',
      'short',
      'dots',
      'dots',
    ]);
    expect(planFloor(12, false, field).form).toBe('dots');
  });
  it('[H22] there is a place for every light, and none of them is smaller than seven pixels', () => {
    for (const of of [1, 2, 3, 5, 47, 52, 119, 300, 301, 5_000, 19_999, 20_000]) {
      for (const named of [true, false]) {
        const { columns, rows } = planFloor(of, named, field);
        expect(columns * rows).toBeGreaterThanOrEqual(of);
        expect(columns * (rows - 1)).toBeLessThan(of);
        expect(Math.min(field.width / columns, field.height / rows)).toBeGreaterThan(7);
      }
    }
  });
  it('[H22] a long name stands by its end, with the number that distinguishes namesakes', () => {
    expect(['Nguyễn Phương Hoàng Bảo Trân', 'Lê Văn An 2', 'Chi', 'Trần Lan'].map(endOfName)).toEqual([
      'Bảo Trân',
      'Văn An 2',
      'Chi',
      'Trần Lan',
    ]);
  });
  it('[H22] every light has changed when the picture is done', () => {
    for (let at = 0; at < 20_000; at += 7) expect(changesAtMs(at)).toBeLessThan(changedAfterMs);
  });
});
