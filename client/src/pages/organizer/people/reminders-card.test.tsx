import '../../../../test/open-test-words.ts';
import type { Reminder, RemindersView } from '@hoithi/shared/contract/reminders';
import { accept } from '@hoithi/shared/contract/result';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk, serverNowMs } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const running: Reminder = {
  ...{ id: 'r1', madeAtMs: serverNowMs, actor: 'account:a', actorName: 'Trần Thị Thử', people: 1_200 },
  ...{ sent: 300, failed: 2, passedOver: 1, endedAtMs: null },
};
const nothingSent: RemindersView = {
  round: {
    roundId: '00000000-0000-4000-8000-00000000000a',
    label: { vi: 'Tuần 2', en: 'Week 2' },
    closesAtMs: serverNowMs,
  },
  ...{ people: 1_200, withoutPhone: 7, withoutConsent: 3, carried: true, reminders: [] },
  routes: [{ name: 'sms', title: 'SMS', price: 800, cost: 960_000, left: 500, budget: [] }],
};

async function openPeople(view: RemindersView) {
  const sent: { id: string; roundId: string }[] = [];
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit = {}) => {
    if (typeof init.body === 'string') sent.push(JSON.parse(init.body) as (typeof sent)[number]);
    return Response.json(accept(init.body ? { reminder: running } : view));
  });
  await openDesk('/to-chuc/cuoc-thi/cds/nguoi-du-thi');
  const card = within(await screen.findByRole('region', { name: 'Nhắc người chưa hoàn thành' }, { timeout: 15_000 }));
  await settle();
  return { card, sent };
}

describe('a message to all who have not finished', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[S57] it says whom it goes to, what it costs and what is left, and that the rest may lack it, before it is sent', async () => {
    const { card, sent } = await openPeople(nothingSent);
    expect(card.getByText(/^1\.200 người đã ghi danh mà chưa nộp bài ở Tuần 2/)).toBeTruthy();
    expect(card.getByText(/^7 người khác vào bằng cách khác/)).toBeTruthy();
    expect(card.getByText(/^3 người khác không đồng ý nhận tin/)).toBeTruthy();
    expect(card.getByText(/960\.000/)).toBeTruthy();
    expect(card.getByText('hạn mức còn gửi được 500 tin.')).toBeTruthy();
    expect(card.getByRole('alert').textContent).toContain('Mã đăng nhập cũng dùng hạn mức này');
    expect(sent).toEqual([]);
  });

  it('[S57] a button pressed twice sends one id; then its progress stands there, and no other is begun', async () => {
    const { card, sent } = await openPeople(nothingSent);
    await userEvent.click(card.getByRole('button', { name: 'Nhắn cho 1.200 người' }));
    const confirm = screen.getByRole('button', { name: 'Gửi tin nhắn' });
    await userEvent.dblClick(confirm);
    await settle();
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(sent[0]?.roundId).toBe(nothingSent.round?.roundId);
    expect(card.getByRole('progressbar', { name: 'Đang gửi' }).getAttribute('value')).toBe('303');
    expect(card.getByText(/Trần Thị Thử/)).toBeTruthy();
    expect(card.queryByRole('button', { name: /Nhắn cho/ })).toBeNull();
  });

  it('[S57] without an open round there is nothing to send', async () => {
    const none = { ...nothingSent, round: null, people: 0, withoutPhone: 0, withoutConsent: 0 };
    const { card } = await openPeople({ ...none, reminders: [{ ...running, endedAtMs: serverNowMs }] });
    expect(card.getByText('Lúc này không có vòng thi nào đang mở.')).toBeTruthy();
    expect(card.getByText(/đã gửi 300, không gửi được 2/)).toBeTruthy();
    expect(card.queryByRole('button')).toBeNull();
  });
});
