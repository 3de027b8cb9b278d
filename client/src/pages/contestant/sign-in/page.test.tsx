import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPage, person, serverNowMs, settle, view } from '../../../../test/contestant-story.tsx';

const guest = { signedIn: false, phoneMasked: null, enrolled: false, profile: null };
const requested = {
  challengeId: '00000000-0000-4000-8000-0000000000c1',
  phoneMasked: '091***678',
  expiresAtMs: serverNowMs + 300_000,
  resendAtMs: serverNowMs + 60_000,
};

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

  it('a guest who opens the attempt is led to the sign-in, a stranger to the profile', async () => {
    const first = await openPage('/c/cds/thi', { me: guest });
    expect(first.where()).toBe('/c/cds/dang-nhap');
    const stranger = { ...person, enrolled: false, profile: null };
    const second = await openPage('/c/cds/thi', { me: stranger, enter: view({ me: null }) });
    expect(second.where()).toBe('/c/cds/ho-so');
  });
});
