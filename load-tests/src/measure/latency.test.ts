import { expect, it } from 'vitest';
import { measureLatency } from './latency.ts';

it('reports the middle, the slowest hundredth and the slowest of what it has recorded', () => {
  const latency = measureLatency();
  for (let at = 1; at <= 1_000; at++) latency.record(at / 10);
  const figures = latency.figures();
  expect(figures).toMatchObject({ count: 1_000, max: 100 });
  expect(figures?.p50).toBeCloseTo(50, 0);
  expect(figures?.p99).toBeCloseTo(99, 0);
});

it('has no figures before anything was recorded', () => {
  expect(measureLatency().figures()).toBeNull();
});
