import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Device } from '../wire/device.ts';
import { openSilenceWatch, patienceMs } from './silent-connection.ts';

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
async function requestOnce(suspect: ReturnType<typeof openSilenceWatch>, line: Pick<Device, 'ask'>) {
  const asked = suspect.ask(line as Device, 'answer:submit', {});
  await vi.advanceTimersByTimeAsync(patienceMs);
  if (await asked) return 'heard';
  const judged = suspect.judge();
  await vi.advanceTimersByTimeAsync(2_000);
  return judged;
}

it('[N26] a silent line is left early once, and after three silences from then on', async () => {
  const suspect = openSilenceWatch();
  const silent = lineThatAnswers();
  expect(await requestOnce(suspect, silent)).toBe('hurry');
  expect([await requestOnce(suspect, silent), await requestOnce(suspect, silent)]).toEqual(['keep', 'keep']);
  expect(await requestOnce(suspect, silent)).toBe('leave');
});

it('[N26] a server that answers a small question is slow, and keeps its lines', async () => {
  const suspect = openSilenceWatch();
  const slow = lineThatAnswers('clock:read');
  for (let at = 0; at < 10; at++) expect(await requestOnce(suspect, slow)).toBe('keep');
});
