import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Device } from '../wire/device.ts';
import { openLineDoubt, patienceMs } from './silent-connection.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A line on which only some events are answered. */
function lineThatAnswers(...events: string[]): Pick<Device, 'ask'> {
  return {
    ask: (event, _message, withinMs = 0) =>
      new Promise((resolve, reject) => {
        if (events.includes(event)) resolve({ result: { ok: true, value: null as never }, tookMs: 1 });
        else setTimeout(() => reject(new Error('no ack')), withinMs);
      }),
  };
}
/** One ask, and what follows from it. */
async function askOnce(doubt: ReturnType<typeof openLineDoubt>, line: Pick<Device, 'ask'>) {
  const asked = doubt.ask(line as Device, 'answer:submit', {});
  await vi.advanceTimersByTimeAsync(patienceMs);
  if (await asked) return 'heard';
  const judged = doubt.judge();
  await vi.advanceTimersByTimeAsync(2_000);
  return judged;
}

it('[N26] a silent line is left early once, and after three silences from then on', async () => {
  const doubt = openLineDoubt();
  const silent = lineThatAnswers();
  expect(await askOnce(doubt, silent)).toBe('hurry');
  expect([await askOnce(doubt, silent), await askOnce(doubt, silent)]).toEqual(['keep', 'keep']);
  expect(await askOnce(doubt, silent)).toBe('leave');
});

it('[N26] a server that answers a small question is slow, and keeps its lines', async () => {
  const doubt = openLineDoubt();
  const slow = lineThatAnswers('clock:ask');
  for (let at = 0; at < 10; at++) expect(await askOnce(doubt, slow)).toBe('keep');
});
