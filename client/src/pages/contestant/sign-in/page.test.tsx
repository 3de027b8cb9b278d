import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { printSlipCode, slipCode } from '@hoithi/shared/rules/slip-code';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, person, publicContest, serverNowMs, view } from '../../../../test/contestant-story.tsx';
import { settle } from '../../../../test/settle.ts';

const nothing = { phoneMasked: null, profile: null, excludedAs: null, slip: null, stated: null };
const guest = { ...nothing, signedIn: false, enrolled: false, ways: [], mark: '' };
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
    await userEvent.type(await screen.findByLabelText('Số điện thoại'), '0912 345 678');
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
    await userEvent.type(await screen.findByLabelText('Số điện thoại'), '0912345678');
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
    await userEvent.type(await screen.findByLabelText('Số điện thoại'), '0912 345 678');
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
    const stranger = { ...person, enrolled: false, profile: null, excludedAs: null, slip: null };
    const second = await openPage('/c/cds/thi', { me: stranger, enter: view({ me: null }) });
    expect(second.where()).toBe('/c/cds/ho-so');
  });
});

describe('[S20] [S22] coming in by a slip', () => {
  const code = slipCode([3, 1, 4, 1, 5, 9, 2, 6]);
  const path = 'POST /api/contests/cds/sign-in/slip';
  const contest = () => accept({ ...publicContest, entryWays: ['phone', 'slip'] });

  it('says whose slip it is and asks for a PIN twice; the QR’s code leaves the address', async () => {
    history.replaceState(null, '', `#${code}`);
    const page = await openPage('/c/cds/dang-nhap/phieu', {
      me: guest,
      http: {
        'GET /api/contests/cds': contest,
        [path]: () => accept({ next: 'choose-pin', name: 'Đặng Thị Quỳnh Như' }),
      },
    });
    expect(await screen.findByLabelText('Mã vào thi')).toHaveProperty('value', printSlipCode(code));
    expect(location.hash).toBe('');
    await userEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }));
    await settle();
    expect(screen.getByText('Đặng Thị Quỳnh Như')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Chọn mã PIN'), '135790');
    await userEvent.type(screen.getByLabelText('Nhập lại mã PIN'), '135791');
    await userEvent.click(screen.getByRole('button', { name: 'Nhận phiếu và vào thi' }));
    expect(screen.getByRole('alert').textContent).toBe('Hai lần nhập chưa giống nhau.');
    await userEvent.clear(screen.getByLabelText('Nhập lại mã PIN'));
    await userEvent.type(screen.getByLabelText('Nhập lại mã PIN'), '135790');
    await userEvent.click(screen.getByRole('button', { name: 'Nhận phiếu và vào thi' }));
    await settle();
    expect(page.calls.filter(({ call }) => call === path).map(({ body }) => body)).toEqual([
      { code: printSlipCode(code), pin: null },
      { code: printSlipCode(code), pin: '135790' },
    ]);
  });

  it('a mistyped code is noticed at once and not sent; of a used slip the PIN is asked', async () => {
    const page = await openPage('/c/cds/dang-nhap', {
      me: guest,
      http: { 'GET /api/contests/cds': contest, [path]: () => accept({ next: 'type-pin' }) },
    });
    await userEvent.click(await screen.findByRole('link', { name: 'Vào bằng mã trên phiếu' }));
    await userEvent.type(await screen.findByLabelText('Mã vào thi'), 'abc-def-gh');
    await userEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }));
    expect(screen.getByRole('alert').textContent).toMatch(/không phải mã trên phiếu/);
    expect(page.calls.some(({ call }) => call === path)).toBe(false);
    await userEvent.clear(screen.getByLabelText('Mã vào thi'));
    await userEvent.type(screen.getByLabelText('Mã vào thi'), code.toLowerCase());
    await userEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }));
    await settle();
    expect(screen.getByLabelText('Mã PIN')).toBeTruthy();
    expect(screen.queryByLabelText('Nhập lại mã PIN')).toBeNull();
  });
});

describe('[S30] [S31] ways in', () => {
  const path = 'POST /api/contests/cds/sign-in/host';
  const ways = { host: { name: 'Công dân số', frames: [] }, oidc: { name: 'Tài khoản của tỉnh' } };
  const contest = () => accept({ ...publicContest, entryWays: ['phone', 'slip', 'host', 'oidc'], ways });

  it('the token of an app leaves the address and lets its holder in', async () => {
    history.replaceState(null, '', '#token=aaaa.bbbb.cccc');
    let isIn = false;
    const page = await openPage('/c/cds', {
      http: {
        'GET /api/contests/cds': contest,
        'GET /api/me': () => accept(isIn ? person : guest),
        [path]: () => {
          isIn = true;
          return accept({});
        },
      },
    });
    await settle();
    expect(location.hash).toBe('');
    expect(page.calls.filter(({ call }) => call === path).map(({ body }) => body)).toEqual([
      { token: 'aaaa.bbbb.cccc', framed: false },
    ]);
    expect(screen.queryByText('Đang vào thi từ ứng dụng…')).toBeNull();
    expect(page.calls.map(({ call }) => call).at(-1)).toBe('GET /api/me'); // read again: a session is opened
  });

  it('[S31] [S37] why it let nobody in is said, also by a browser that takes no cookie there; other ways stay open', async () => {
    history.replaceState(null, '', '#token=aaaa.bbbb.cccc');
    const used = () => refuse({ code: 'host_token_wrong', fault: 'used' });
    await openPage('/c/cds/dang-nhap', { me: guest, http: { 'GET /api/contests/cds': contest, [path]: used } });
    expect(await screen.findByText(/Lượt mở này đã được dùng/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Chọn cách vào khác' }));
    await settle();
    expect(await screen.findByRole('link', { name: 'Vào bằng mã trên phiếu' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Đăng nhập bằng Tài khoản của tỉnh' }).getAttribute('href')).toBe(
      '/api/contests/cds/sign-in/oidc',
    );
    expect(screen.getByText(/Có thể vào thẳng từ Công dân số/)).toBeTruthy();
    cleanup();
    history.replaceState(null, '', '#token=aaaa.bbbb.cccc');
    const taken = () => accept({});
    await openPage('/c/cds', { me: guest, http: { 'GET /api/contests/cds': contest, [path]: taken } });
    expect(await screen.findByText('Trình duyệt không cho đăng nhập trong khung này')).toBeTruthy();
  });

  it('[S34] what the provider answered is said in words', async () => {
    history.replaceState(null, '', '?oidc=denied');
    await openPage('/c/cds/dang-nhap', { me: guest, http: { 'GET /api/contests/cds': contest } });
    expect((await screen.findByRole('alert')).textContent).toMatch(/chưa đồng ý cho dịch vụ xác thực/);
    history.replaceState(null, '', location.pathname);
  });
});
