import { expect, it } from 'vitest';
import { watchLoopDelay } from './loop-delay.ts';

it('[W6] [N9] a read clears its window; the figures for people stay', async () => {
  const loop = watchLoopDelay();
  expect([loop.readMs(), loop.p50Ms(), loop.p99Ms()]).toEqual([0, 0, 0]);
  await expect
    .poll(() => {
      const untilMs = performance.now() + 50;
      while (performance.now() < untilMs); // nobody else comes to run
      return loop.p99Ms();
    })
    .toBeGreaterThan(10);
  expect(loop.readMs()).toBeGreaterThan(0);
  expect(loop.readMs()).toBe(0); // nothing has come since
  expect(loop.p99Ms()).toBeGreaterThan(10);
  loop.stop();
});
