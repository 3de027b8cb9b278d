import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useLoaded } from './use-loaded.ts';

afterEach(cleanup);

function answerWith(answer: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async () => answer());
}
const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
const settle = () => act(async () => void (await new Promise((done) => setTimeout(done))));

describe('the value at a path', () => {
  it('stays on the page through an outage, and is fetched anew after it', async () => {
    answerWith(() => json(accept(1)));
    const { result } = renderHook(() => useLoaded<number>('/api/thing'));
    await settle();
    expect(result.current.value).toBe(1);
    answerWith(() => Promise.reject(new TypeError('network')));
    act(() => result.current.again());
    await settle();
    expect(result.current).toMatchObject({ value: 1, refusal: null });
    answerWith(() => json(accept(2)));
    act(() => result.current.again());
    await settle();
    expect(result.current.value).toBe(2);
  });

  it('a first reading without network is an outage, an answer that is no JSON too', async () => {
    answerWith(() => Promise.reject(new TypeError('network')));
    const first = renderHook(() => useLoaded('/api/thing'));
    await settle();
    expect(first.result.current.refusal).toEqual({ code: 'unavailable' });
    answerWith(() => new Response('<html>', { status: 502 }));
    const second = renderHook(() => useLoaded('/api/other'));
    await settle();
    expect(second.result.current.refusal).toEqual({ code: 'unavailable' });
  });

  it('[W2] a refusal is reported, and a later one replaces the value', async () => {
    answerWith(() => json(accept(1)));
    const { result } = renderHook(() => useLoaded<number>('/api/thing'));
    await settle();
    answerWith(() => json(refuse({ code: 'not_signed_in' })));
    act(() => result.current.again());
    await settle();
    expect(result.current).toMatchObject({ value: null, refusal: { code: 'not_signed_in' } });
  });
});
