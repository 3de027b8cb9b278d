import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryAfterMs, saveAfterMs, useContentSync } from './use-content-sync.ts';

type Opened = { content: { name: string; host: string }; version: number; savedAtMs: number };
const opened: Opened = { content: { name: 'Cũ', host: 'Sở' }, version: 1, savedAtMs: 0 };
const json = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });

describe('[J1] [J3] a draft is saved', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  /** Everything in one step, as a page that is too busy to draw between two of them. */
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const open = (answer: (path: string) => Response) => {
    const saves = vi.fn(answer);
    vi.stubGlobal('fetch', async (path: string) => saves(path));
    const hook = renderHook(() =>
      useContentSync<Opened['content'], Opened, Opened>(opened, { path: '/api/draft', mayChange: true }),
    );
    act(() => hook.result.current.change((before) => ({ ...before, name: 'Mới' })));
    return { hook, saves };
  };

  it('again and again through an outage, also where nothing is drawn between a save and its failure', async () => {
    let away = true;
    const { hook, saves } = open(() => {
      if (away) throw new TypeError('no network');
      return json(accept({ version: 2, savedAtMs: 5 }));
    });
    await pass(saveAfterMs);
    expect(hook.result.current.state).toBe('waiting');
    await pass(retryAfterMs);
    await pass(retryAfterMs);
    expect(saves).toHaveBeenCalledTimes(3);
    away = false;
    await pass(retryAfterMs);
    expect(hook.result.current).toMatchObject({ state: 'saved', isDirty: false, base: { version: 2 } });
  });

  it('and what two changed differently after an outage is decided', async () => {
    let away = true;
    const { hook } = open((path) => {
      if (away) throw new TypeError('no network');
      if (path.endsWith('/save')) return json(refuse({ code: 'draft_changed', version: 2 }));
      return json(accept({ content: { name: 'Của người kia', host: 'Ban' }, version: 2, savedAtMs: 5 }));
    });
    await pass(saveAfterMs);
    away = false;
    await pass(retryAfterMs);
    expect(hook.result.current.meeting?.conflicts).toMatchObject([{ mine: 'Mới', theirs: 'Của người kia' }]);
    expect(hook.result.current.meeting?.merged).toMatchObject({ host: 'Ban' });
  });

  it('a request that hangs is given up and sent again', async () => {
    const signals: AbortSignal[] = [];
    const timeout = vi
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(() => AbortSignal.abort(new DOMException('', 'TimeoutError')));
    vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
      if (signal) signals.push(signal);
      signal?.throwIfAborted();
      return new Promise(() => undefined);
    });
    const hook = renderHook(() =>
      useContentSync<Opened['content'], Opened, Opened>(opened, { path: '/api/draft', mayChange: true }),
    );
    act(() => hook.result.current.change((before) => ({ ...before, name: 'Mới' })));
    await pass(saveAfterMs + retryAfterMs);
    await pass(retryAfterMs);
    expect(hook.result.current.state).toBe('waiting');
    expect(signals.length).toBeGreaterThan(1);
    timeout.mockRestore();
  });
});
