import { expect, it } from 'vitest';
import { slopeOf } from './slope.ts';

it('reports how steep memory grows, in spite of the saw of collections', () => {
  const saw = [0, 6, 0, 6, 0, 6, 0, 6, 0];
  expect(slopeOf(saw.map((y, x) => ({ x, y: y + 100 })))).toBeCloseTo(0);
  expect(slopeOf([0, 1, 2, 3].map((x) => ({ x, y: 5 + 2.5 * x })))).toBeCloseTo(2.5);
});

it('has no slope of one instant', () => {
  expect(slopeOf([])).toBeNull();
  expect(slopeOf([{ x: 1, y: 2 }])).toBeNull();
});
