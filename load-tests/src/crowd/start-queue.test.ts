import { expect, it } from 'vitest';
import { askedToWaitMs } from './start-queue.ts';

it('waits as long as a refusal asks, a second after an outage, and gives up where sending again cannot help', () => {
  expect(askedToWaitMs({ code: 'too_fast', retryInMs: 340 })).toBe(340);
  expect(askedToWaitMs({ code: 'waiting', ahead: 9, estimateMs: 8_000, askAgainInMs: 2_000 })).toBe(2_000);
  expect(askedToWaitMs({ code: 'unavailable' })).toBe(1_000);
  expect(askedToWaitMs({ code: 'not_enrolled' })).toBeNull();
});
