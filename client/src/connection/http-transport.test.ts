import { accept, refuse } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { httpTransport } from './http-transport.ts';

type Asked = { path: string; body: unknown };

function open(answer: (asked: Asked) => unknown) {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const one = { path, body: typeof init.body === 'string' ? JSON.parse(init.body) : null };
    asked.push(one);
    const said = answer(one);
    if (said === 'no network') throw new TypeError('no network');
    return new Response(JSON.stringify(said), { headers: { 'content-type': 'application/json' } });
  });
  const transport = httpTransport();
  const say = async (event: string, message: unknown) => {
    let received: unknown = 'nothing';
    transport.emit(event, message, (ack) => {
      received = ack;
    });
    await vi.advanceTimersByTimeAsync(10);
    return received;
  };
  return { transport, asked, say };
}

describe('the room over HTTP', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('[W12] every message has its address, and the answer is the ack', async () => {
    const { transport, asked, say } = open(() => accept({ attempt: null }));
    const attemptId = 'a1';
    expect(await say('view:enter', { slug: 'cds', takeOver: true })).toEqual(accept({ attempt: null }));
    await say('attempt:start', { roundId: 'r' });
    await say('answer:submit', { attemptId, answerId: 'x' });
    await say('prediction:submit', { attemptId, value: 3 });
    await say('attempt:submit', { attemptId });
    await say('attempt:review', { attemptId });
    await say('clock:read', undefined);
    expect(asked.map(({ path }) => path)).toEqual([
      '/api/contests/cds/enter',
      '/api/attempts',
      '/api/attempts/a1/answers',
      '/api/attempts/a1/prediction',
      '/api/attempts/a1/submit',
      '/api/attempts/a1/review',
      '/api/clock',
    ]);
    expect(asked[2]?.body).toEqual({ attemptId, answerId: 'x' });
    transport.close();
  });

  it('[W12] a lost request is silence, so that the same message leaves again', async () => {
    const { transport, say } = open(() => 'no network');
    expect(await say('answer:submit', { attemptId: 'a1' })).toBe('nothing');
    transport.close();
  });

  it('[W12] whoever only watches asks for what caches keep, and for the own view when it has changed', async () => {
    let phase = 'scheduled';
    const { transport, asked, say } = open(({ path }) =>
      path.endsWith('state.json') ? accept({ phase }) : accept({ attempt: null, phase }),
    );
    const views: unknown[] = [];
    transport.on('view', (view) => views.push(view));
    transport.onConnect(() => undefined);
    await say('view:enter', { slug: 'cds', takeOver: false });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.filter(({ path }) => path.endsWith('/enter'))).toHaveLength(1);
    expect(asked.filter(({ path }) => path.endsWith('/state.json')).length).toBeGreaterThan(3);
    phase = 'open';
    await vi.advanceTimersByTimeAsync(7_000);
    expect(views).toEqual([{ attempt: null, phase: 'open' }]);
    transport.close();
  });

  it('[W12] whoever sits an attempt asks for the own view, claiming nothing; a lost session is told', async () => {
    let signedIn = true;
    const { transport, asked, say } = open(() =>
      signedIn ? accept({ attempt: {} }) : refuse({ code: 'not_signed_in' }),
    );
    const away: string[] = [];
    transport.onRefused(({ code }) => away.push(code));
    transport.onConnect(() => undefined);
    await say('view:enter', { slug: 'cds', takeOver: true });
    await vi.advanceTimersByTimeAsync(7_000);
    expect(asked.at(-1)).toEqual({ path: '/api/contests/cds/enter', body: { slug: 'cds', takeOver: false } });
    signedIn = false;
    await vi.advanceTimersByTimeAsync(7_000);
    expect(away[0]).toBe('not_signed_in');
    transport.close();
  });
});
