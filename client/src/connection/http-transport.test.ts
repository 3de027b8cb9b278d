// @vitest-environment jsdom
import { accept, refuse } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { httpTransport } from './http-transport.ts';

type Sent = { path: string; body: unknown };

function open(answer: (sent: Sent) => unknown) {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const one = { path, body: typeof init.body === 'string' ? JSON.parse(init.body) : null };
    sent.push(one);
    const answered = answer(one);
    if (answered === 'no network') throw new TypeError('no network');
    return new Response(JSON.stringify(answered), { headers: { 'content-type': 'application/json' } });
  });
  const transport = httpTransport();
  const send = async (event: string, message: unknown) => {
    let received: unknown = 'nothing';
    transport.emit(event, message, (ack) => {
      received = ack;
    });
    await vi.advanceTimersByTimeAsync(10);
    return received;
  };
  return { transport, sent, send };
}

describe('the contestant namespace over HTTP', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('[W12] every message has its path, and the answer is the ack', async () => {
    const { transport, sent, send } = open(() => accept({ attempt: null }));
    const attemptId = 'a1';
    expect(await send('view:enter', { slug: 'cds', takeOver: true })).toEqual(accept({ attempt: null }));
    await send('attempt:start', { roundId: 'r' });
    await send('answer:submit', { attemptId, answerId: 'x' });
    await send('prediction:submit', { attemptId, value: 3 });
    await send('attempt:submit', { attemptId });
    await send('attempt:review', { attemptId });
    await send('clock:read', undefined);
    expect(sent.map(({ path }) => path)).toEqual([
      '/api/contests/cds/enter',
      '/api/attempts',
      '/api/attempts/a1/answers',
      '/api/attempts/a1/prediction',
      '/api/attempts/a1/submit',
      '/api/attempts/a1/review',
      '/api/clock',
    ]);
    expect(sent[2]?.body).toEqual({ attemptId, answerId: 'x' });
    transport.close();
  });

  it('[W12] a lost request stays unanswered, so that the same message is sent again', async () => {
    const { transport, send } = open(() => 'no network');
    expect(await send('answer:submit', { attemptId: 'a1' })).toBe('nothing');
    transport.close();
  });

  it('[W12] without an attempt it polls what caches store, and reads the own view when that has changed', async () => {
    let phase = 'scheduled';
    const { transport, sent, send } = open(({ path }) =>
      path.endsWith('state.json') ? accept({ phase }) : accept({ attempt: null, phase }),
    );
    const views: unknown[] = [];
    transport.on('view', (view) => views.push(view));
    transport.onConnect(() => undefined);
    await send('view:enter', { slug: 'cds', takeOver: false });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sent.filter(({ path }) => path.endsWith('/enter'))).toHaveLength(1);
    expect(sent.filter(({ path }) => path.endsWith('/state.json')).length).toBeGreaterThan(3);
    phase = 'open';
    await vi.advanceTimersByTimeAsync(7_000);
    expect(views).toEqual([{ attempt: null, phase: 'open' }]);
    transport.close();
  });

  it('[W12] during an attempt it polls the own view without taking over; a lost session is reported', async () => {
    let signedIn = true;
    const { transport, sent, send } = open(() =>
      signedIn ? accept({ attempt: {} }) : refuse({ code: 'not_signed_in' }),
    );
    const refused: string[] = [];
    transport.onRefused(({ code }) => refused.push(code));
    transport.onConnect(() => undefined);
    await send('view:enter', { slug: 'cds', takeOver: true });
    await vi.advanceTimersByTimeAsync(7_000);
    expect(sent.at(-1)).toEqual({ path: '/api/contests/cds/enter', body: { slug: 'cds', takeOver: false } });
    signedIn = false;
    await vi.advanceTimersByTimeAsync(7_000);
    expect(refused[0]).toBe('not_signed_in');
    transport.close();
  });
});
