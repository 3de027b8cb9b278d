import { describe, expect, it } from 'vitest';
import { layoutTrend } from './trend-chart.tsx';

const point = (persons: number | null, before: number | null = null, atMs = 0) => ({ atMs, persons, before });

describe('laying out a trend', () => {
  it('[U12] zero is at the lower edge, the top is even, and what is still to come is not drawn', () => {
    const laid = layoutTrend([point(0, 10), point(30, 20), point(null, 58)]);
    expect(laid.top).toBe(60);
    expect(laid.own).toBe('M0.00 100.00L50.00 50.00');
    expect(laid.before).toBe('M0.00 83.33L50.00 66.67L100.00 3.33');
    expect(laid.last).toEqual({ x: 50, y: 50, persons: 30 });
  });
  it('[U12] nobody yet, one day alone and sixty days are drawn too', () => {
    expect(layoutTrend([])).toEqual({ top: 4, own: '', before: '', last: null, ticks: [] });
    expect(layoutTrend([point(1)]).last).toMatchObject({ x: 50 });
    expect(layoutTrend(Array.from({ length: 60 }, () => point(3))).ticks.length).toBeLessThanOrEqual(7);
  });
  it('[U12] the top leaves little space: 61 is under 80, 1.204 under 4.000 at most', () => {
    expect(layoutTrend([point(61)]).top).toBe(80);
    expect(layoutTrend([point(1204)]).top).toBe(2000);
  });
});
