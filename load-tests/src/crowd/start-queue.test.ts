import { expect, it } from 'vitest';
import { queuedMs } from './start-queue.ts';

it('waits as long as a refusal says, a second after an outage, and gives up where sending again cannot help', () => {
  expect(queuedMs({ code: 'too_fast', retryInMs: 340 })).toBe(340);
  expect(queuedMs({ code: 'waiting', ahead: 9, estimateMs: 8_000, pollInMs: 2_000 })).toBe(2_000);
  expect(queuedMs({ code: 'unavailable' })).toBe(1_000);
  expect(queuedMs({ code: 'not_enrolled' })).toBeNull();
});
