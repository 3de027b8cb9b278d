import { describe, expect, it } from 'vitest';
import { planBoard, sizesOf } from './plan-board.ts';

describe('how a board fills its wall', () => {
  it('[H23] every row has its place, and from three rows on at least nine tenths of the height are used', () => {
    for (let count = 1; count <= 40; count++) {
      const { rows, columns, rowHeight, gap } = planBoard(count);
      const used = rows * rowHeight + (rows - 1) * gap;
      expect(rows * columns).toBeGreaterThanOrEqual(count);
      expect(used).toBeLessThanOrEqual(838);
      if (count >= 3) expect(used).toBeGreaterThan(0.9 * 838);
    }
  });
  it('[H23] fewer rows are never smaller, and their letters fit into them', () => {
    for (let count = 1; count <= 40; count++) {
      const plan = planBoard(count);
      const { name, unit, digits } = sizesOf(plan);
      expect(Math.max(name, digits) * 1.2).toBeLessThanOrEqual(plan.rowHeight);
      expect(unit).toBeGreaterThanOrEqual(28); // read from the last row
      const stacked = plan.form === 'tall' || plan.form === 'pair';
      if (stacked) expect((name + unit) * 1.2).toBeLessThanOrEqual(plan.rowHeight);
      if (count > 1) expect(plan.rowHeight * plan.columns).toBeGreaterThan(0);
      if (plan.columns === 1 && count > 1) expect(plan.rowHeight).toBeLessThanOrEqual(planBoard(count - 1).rowHeight);
    }
  });
});
