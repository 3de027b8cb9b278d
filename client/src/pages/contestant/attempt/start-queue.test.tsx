import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { attempt, openPage } from '../../../../test/contestant-story.tsx';
import { settle } from '../../../../test/settle.ts';

const waiting = (ahead: number) => refuse({ code: 'waiting', ahead, estimateMs: ahead * 1_000, pollInMs: 60_000 });
const press = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu' }));
  await settle();
};
const title = () => screen.getByRole('heading', { level: 1 }).textContent;

describe('the start queue', () => {
  afterEach(() => vi.restoreAllMocks());

  it('[W5] shows the place, about how long, and that no clock runs; when called the attempt opens by itself', async () => {
    const { transport } = await openPage('/c/cds/thi');
    transport.answer('attempt:start', () => waiting(1_240));
    await press();
    expect(title()).toBe('Phòng chờ vào thi');
    expect(screen.getByText('1.240')).toBeTruthy();
    expect(screen.getByText('Còn khoảng 21 phút')).toBeTruthy();
    expect(screen.getByText(/Thời gian làm bài chưa tính/)).toBeTruthy();
    transport.answer('attempt:start', () => waiting(40));
    await act(async () => transport.push('attempt:called'));
    await settle();
    expect(screen.getByText('Còn khoảng 40 giây')).toBeTruthy();
    transport.answer('attempt:start', () => accept(attempt()));
    await act(async () => transport.push('attempt:called'));
    await settle();
    expect(title()).toBe('Câu hỏi số 1?');
  });

  it('[W5] the first one sees so; leaving goes back to the start and tries no more', async () => {
    const { transport } = await openPage('/c/cds/thi');
    transport.answer('attempt:start', () => waiting(0));
    await press();
    expect(screen.getByText('Bạn đứng đầu hàng')).toBeTruthy();
    expect(screen.getByText('Sắp đến lượt bạn')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Rời phòng chờ' }));
    const tries = transport.of('attempt:start').length;
    await act(async () => transport.push('attempt:called'));
    expect(transport.of('attempt:start')).toHaveLength(tries);
    expect(title()).toBe('Bài thi Tuần 1');
  });

  it('[W5] a full queue shows when the page tries again, and it does', async () => {
    const { transport } = await openPage('/c/cds/thi');
    transport.answer('attempt:start', () => refuse({ code: 'busy', retryInMs: 30 }));
    await press();
    transport.answer('attempt:start', () => refuse({ code: 'busy', retryInMs: 8_000 }));
    expect(title()).toBe('Phòng chờ đã đủ người');
    await expect.poll(() => screen.getByRole('timer').textContent).toContain('8 giây');
  });

  it('[W5] a hidden page does not begin: the clock would run unseen', async () => {
    const { transport } = await openPage('/c/cds/thi');
    transport.answer('attempt:start', () => waiting(3));
    await press();
    transport.answer('attempt:start', () => accept(attempt()));
    const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await act(async () => transport.push('attempt:called'));
    await settle();
    expect(title()).toBe('Phòng chờ vào thi');
    seen.mockReturnValue('visible');
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
    await settle();
    expect(title()).toBe('Câu hỏi số 1?');
  });
});
