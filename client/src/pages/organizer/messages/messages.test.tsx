import '../../../../test/open-test-words.ts';
import type { MessagesView, RouteFigures } from '@hoithi/shared/contract/message-views';
import { accept } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk, serverNowMs } from '../../../../test/organizer-story.tsx';
import { answerHttp } from '../../../../test/scripted-http.ts';

const route = (part: Partial<RouteFigures>): RouteFigures => ({
  ...{ name: 'zalo', title: 'Zalo ZNS', sent: 1_240, failed: [], codes: 1_200, codesUsed: 1_100, suspect: false },
  ...{ cost: 0, budget: [], ...part },
});
const viewOf = (...routes: RouteFigures[]): MessagesView => ({
  ...{ serverNowMs, hours: 24, ripeAfterMs: 300_000, routes },
});

describe('the page of messages', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[S54] shows each route in its order, with what failed and why, codes used, and what is left', async () => {
    const lying = route({
      ...{ name: 'sms', title: 'SMS', codesUsed: 30, suspect: true, cost: 992_000 },
      failed: [{ why: 'token', messages: 7, lastAtMs: serverNowMs }],
      budget: [{ of: 'messages', period: 'day', used: 1_240, max: 2_000 }],
    });
    answerHttp({
      'GET /api/organizer/messages?hours=24': accept(viewOf(route({}), lying)),
      'GET /api/organizer/messages?hours=1': accept(viewOf(route({ sent: 3, codes: 0, codesUsed: 0 }))),
    });
    await openDesk('/to-chuc/tin-nhan');
    const [first, second] = (await screen.findAllByRole('heading', { level: 2 })).map((each) => each.closest('li'));
    expect(first?.textContent).toContain('Kênh 1 Zalo ZNSHoạt động');
    expect(first?.textContent).toMatch(/92\s%\s\(1\.100/);
    expect(second?.textContent).toContain('Có thể tin không đến');
    expect(second?.textContent).toContain('chỉ 30 trong 1.200 mã được dùng');
    expect(second?.textContent).toContain('người vận hành cần khai báo mã mới');
    expect(second?.textContent).toContain('còn 760 trong 2.000');
    await userEvent.click(screen.getByLabelText('1 giờ qua'));
    expect(await screen.findByText('Chưa có mã nào gửi quá 5 phút')).toBeTruthy();
  });

  it('[S3] says so where codes go to the log', async () => {
    answerHttp({ 'GET /api/organizer/messages?hours=24': accept(viewOf()) });
    await openDesk('/to-chuc/tin-nhan');
    expect(await screen.findByText('Chưa có kênh gửi tin')).toBeTruthy();
  });
});
