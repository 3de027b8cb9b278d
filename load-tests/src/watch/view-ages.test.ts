import { expect, it } from 'vitest';
import { measureLatency } from '../measure/latency.ts';
import { openViewAges } from './view-ages.ts';

it('a submission is as old as the first view that counts it, and older views do not count', () => {
  const ages = openViewAges();
  const latency = measureLatency();
  const leader = ages.watch('TT0001', 0, latency);
  ages.acked('TT0001', 1_000);
  ages.acked('TT0001', 1_100);
  leader.seen(0, 1_150);
  expect(latency.figures()).toBeNull();
  leader.seen(1, 1_200);
  leader.seen(1, 1_450);
  leader.seen(2, 1_700);
  expect(latency.figures()).toMatchObject({ count: 2, max: 600 });
  expect(latency.figures()?.p50).toBeCloseTo(200, 0);
  expect(leader.waiting()).toBe(0);
});

it('reports what no view has counted, for the own subject alone', () => {
  const ages = openViewAges();
  const leader = ages.watch('TT0001', 0, measureLatency());
  ages.acked('TT0001', 1_000);
  ages.acked('TT0002', 1_000);
  expect(leader.waiting()).toBe(1);
});

it('what a watcher received at entering is not measured, and a view ahead of its ack has the age 0', () => {
  const ages = openViewAges();
  const latency = measureLatency();
  for (let at = 0; at < 5; at++) ages.acked('all', at);
  const screen = ages.watch('all', 5, latency);
  screen.seen(6, 2_000);
  ages.acked('all', 2_010);
  expect(latency.figures()).toMatchObject({ count: 1, max: 0 });
  expect(screen.waiting()).toBe(0);
});
