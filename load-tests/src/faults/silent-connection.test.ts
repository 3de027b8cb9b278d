import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Device } from '../wire/device.ts';
import { openSilenceWatch, patienceMs } from './silent-connection.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A connection on which only some events are answered. */
function connectionThatAnswers(...events: string[]): Pick<Device, 'request'> {
  return {
    request: (event, _message, withinMs = 0) =>
      new Promise((resolve, reject) => {
        if (events.includes(event)) resolve({ result: { ok: true, value: null as never }, tookMs: 1 });
        else setTimeout(() => reject(new Error('no ack')), withinMs);
      }),
  };
}
/** One request, and what follows from it. */
async function requestOnce(suspect: ReturnType<typeof openSilenceWatch>, connection: Pick<Device, 'request'>) {
  const wanted = suspect.request(connection as Device, 'answer:submit', {});
  await vi.advanceTimersByTimeAsync(patienceMs);
  if (await wanted) return 'received';
  const judged = suspect.judge();
  await vi.advanceTimersByTimeAsync(2_000);
  return judged;
}

it('[N26] a silent connection is left early once, and after three silences from then on', async () => {
  const suspect = openSilenceWatch();
  const silent = connectionThatAnswers();
  expect(await requestOnce(suspect, silent)).toBe('hurry');
  expect([await requestOnce(suspect, silent), await requestOnce(suspect, silent)]).toEqual(['keep', 'keep']);
  expect(await requestOnce(suspect, silent)).toBe('leave');
});

it('[N26] a server that answers a small request is slow, and its connections stay', async () => {
  const suspect = openSilenceWatch();
  const slow = connectionThatAnswers('clock:read');
  for (let at = 0; at < 10; at++) expect(await requestOnce(suspect, slow)).toBe('keep');
});
