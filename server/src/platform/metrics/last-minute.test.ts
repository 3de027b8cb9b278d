import { expect, it } from 'vitest';
import { countLastMinute } from './last-minute.ts';

it('[N11] the figures of the last minute forget what is older', () => {
  let nowMs = 0;
  const minute = countLastMinute(() => nowMs);
  minute.acked(3);
  minute.late();
  nowMs = 30_000;
  minute.acked(700);
  minute.fault();
  const total = () => minute.sum().acks.reduce((sum, count) => sum + count, 0);
  expect([total(), minute.sum().late, minute.sum().faults]).toEqual([2, 1, 1]);
  nowMs = 61_000;
  expect([total(), minute.sum().late, minute.sum().faults]).toEqual([1, 0, 1]);
  nowMs = 600_000;
  expect(total()).toBe(0);
});
