import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, person, serverNowMs, settle, view } from '../../../../test/contestant-story.tsx';

const guest = { signedIn: false, phoneMasked: null, enrolled: false, profile: null, excludedAs: null };
const requested = {
  challengeId: '00000000-0000-4000-8000-0000000000c1',
  phoneMasked: '091***678',
  expiresAtMs: serverNowMs + 300_000,
  resendAtMs: serverNowMs + 60_000,
};

beforeEach(() => localStorage.clear());
// The clock of the page stands still until a test advances it.
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterAll(() => void vi.useRealTimers());

describe('signing in', () => {
  it('[S3] a pasted code of six digits is sent at once; a wrong one shows how many tries are left', async () => {
    const page = await openPage('/c/cds/dang-nhap', {
      me: guest,
      http: {
        'POST /api/sign-in/code': () => accept(requested),
        'POST /api/sign-in/verify': () => refuse({ code: 'code_wrong', triesLeft: 4 }),
      },
    });
    await userEvent.type(screen.getByLabelText('Số điện thoại'), '0912 345 678');
    await userEvent.click(screen.getByRole('button', { name: 'Nhận mã đăng nhập' }));
    await settle();
    const box = screen.getByLabelText('Mã 6 chữ số');
    expect(box.getAttribute('autocomplete')).toBe('one-time-code');
    await userEvent.click(box);
    await userEvent.paste('123 456');
    await settle();
    expect(page.calls.at(-1)).toEqual({
      call: 'POST /api/sign-in/verify',
      body: { challengeId: requested.challengeId, code: '123456' },
    });
    expect(screen.getByRole('alert').textContent).toBe('Mã chưa đúng. Bạn còn 4 lần nhập.');
    expect(box).toHaveProperty('value', '');
  });

  it('[S3] another code may be requested once the server’s minute has passed, and not before', async () => {
    await openPage('/c/cds/dang-nhap', { me: guest, http: { 'POST /api/sign-in/code': () => accept(requested) } });
    await userEvent.type(screen.getByLabelText('Số điện thoại'), '0912345678');
    await userEvent.click(screen.getByRole('button', { name: 'Nhận mã đăng nhập' }));
    await settle();
    expect(screen.getByRole('button', { name: 'Gửi lại sau 60 giây' })).toHaveProperty('disabled', true);
    vi.advanceTimersByTime(59_000);
    expect(await screen.findByRole('button', { name: 'Gửi lại sau 1 giây' })).toHaveProperty('disabled', true);
    vi.advanceTimersByTime(1_000);
    expect(await screen.findByRole('button', { name: 'Gửi lại mã' })).toHaveProperty('disabled', false);
  });

  it('[E4] a reload, the way back and a second asking lead to the code that was sent', async () => {
    const http = { 'POST /api/sign-in/code': () => accept(requested) };
    const first = await openPage('/c/cds/dang-nhap', { me: guest, http });
    await userEvent.type(screen.getByLabelText('Số điện thoại'), '0912 345 678');
    await userEvent.click(screen.getByRole('button', { name: 'Nhận mã đăng nhập' }));
    await settle();
    expect(first.where()).toBe('/c/cds/dang-nhap/ma');
    cleanup();

    await openPage('/c/cds/dang-nhap/ma', { me: guest, http }); // a reload
    expect(screen.getByText(/đã gửi đến 091\*\*\*678/)).toBeTruthy();
    expect(screen.getByLabelText('Mã 6 chữ số')).toBeTruthy();
    cleanup();

    const back = await openPage('/c/cds/dang-nhap', { me: guest, http });
    await userEvent.click(screen.getByRole('link', { name: 'Nhập mã đã gửi đến 091***678' }));
    expect(back.where()).toBe('/c/cds/dang-nhap/ma');
    cleanup();

    const tooFast = () => refuse({ code: 'too_fast', retryInMs: 57_000 });
    const again = await openPage('/c/cds/dang-nhap', { me: guest, http: { 'POST /api/sign-in/code': tooFast } });
    await userEvent.clear(screen.getByLabelText('Số điện thoại'));
    await userEvent.type(screen.getByLabelText('Số điện thoại'), '+84912345678');
    await userEvent.click(screen.getByRole('button', { name: 'Nhận mã đăng nhập' }));
    await settle();
    expect(again.where()).toBe('/c/cds/dang-nhap/ma');
    expect(screen.getByLabelText('Mã 6 chữ số')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Đổi số điện thoại' }));
    expect(screen.getByLabelText('Số điện thoại')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Nhập mã đã gửi/ })).toBeNull();
  });

  it('a guest who opens the attempt is led to the sign-in, a stranger to the profile', async () => {
    const first = await openPage('/c/cds/thi', { me: guest });
    expect(first.where()).toBe('/c/cds/dang-nhap');
    const stranger = { ...person, enrolled: false, profile: null, excludedAs: null };
    const second = await openPage('/c/cds/thi', { me: stranger, enter: view({ me: null }) });
    expect(second.where()).toBe('/c/cds/ho-so');
  });
});
