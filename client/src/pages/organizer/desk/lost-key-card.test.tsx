import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const lost = { before: 'hoithi-log+1a2b3c4d+QUJD', now: 'hoithi-log+5e6f7a8b+REVG', hash: 'ab12' };
const pending = {
  ...{ id: '00000000-0000-4000-8000-0000000000aa', hash: 'ab12', madeAtMs: 0, expiresAtMs: 1 },
  ...{ first: { name: 'Trần Thị Lan' }, isOwn: false },
};

/** The server's answer about the key; what is posted can be read. */
function answerKey(found: object | null): { sent: unknown[] } {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (path: string, options?: { method?: string; body?: string }) => {
    if (!path.endsWith('/log-key'))
      return Response.json(refuse({ code: 'not_found', what: 'address' }), { status: 404 });
    if (options?.method !== 'POST') return Response.json(accept({ lost: found }));
    sent.push(JSON.parse(options.body ?? ''));
    return Response.json(accept({ replaced: sent.length > 0 && found !== null && 'second' in found, pending: null }));
  });
  return { sent };
}

describe('the card of a lost key', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[Z17] is there only while the server has not the key, and shows both keys', async () => {
    answerKey(null);
    await openDesk('/to-chuc');
    await settle();
    expect(screen.queryByText('Máy chủ không có khóa ký nhật ký của cuộc thi này')).toBeNull();
  });

  it('[Z17] the first person confirms, the second reads who it was; whoever confirmed has no button', async () => {
    const first = answerKey({ ...lost, pending: null });
    await openDesk('/to-chuc');
    await settle();
    expect(screen.getByText(lost.before)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Xác nhận khóa đã mất, người thứ nhất' }));
    await settle();
    expect(first.sent).toEqual([{ hash: 'ab12', pendingId: null }]);
    expect(screen.getByText('Đã xác nhận. Cần thêm một người khác.')).toBeTruthy();
    cleanup();
    const second = answerKey({ ...lost, pending, second: true });
    await openDesk('/to-chuc');
    await settle();
    expect(screen.getByText(/Trần Thị Lan đã xác nhận lúc/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Xác nhận khóa đã mất, người thứ hai' }));
    await settle();
    expect(second.sent).toEqual([{ hash: 'ab12', pendingId: pending.id }]);
    cleanup();
    answerKey({ ...lost, pending: { ...pending, isOwn: true } });
    await openDesk('/to-chuc');
    await settle();
    expect(screen.queryByRole('button', { name: /Xác nhận khóa đã mất/ })).toBeNull();
  });
});
