import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { sampleGrant, sampleOwn, sampleStaff } from '../../../../test/sample-accounts.ts';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';
import OrganizerApp from '../organizer-app.tsx';

const dialog = () => within(screen.getByRole('dialog', { name: 'Xác thực lại' }));

async function prove() {
  await userEvent.type(dialog().getByLabelText('Mật khẩu'), 'mot cau that dai');
  await userEvent.type(dialog().getByLabelText('Mã của ứng dụng xác thực'), '123456');
  await userEvent.click(dialog().getByRole('button', { name: 'Xác thực và tiếp tục' }));
  await settle();
}
const proof = { kind: 'password', login: 'nguyen.thi.binh', password: 'mot cau that dai', code: '123456' };

describe('proving again who it is', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[I3] [I51] a refused request opens one dialog, and goes out again by itself after the proof', async () => {
    let proved = false;
    const removed = () => (proved ? accept({}) : refuse({ code: 'prove_again' }));
    const posted = answerHttp({
      'GET /api/accounts': accept(sampleStaff()),
      'GET /api/account': accept(sampleOwn()),
      'POST /api/accounts/00000000-0000-4000-8000-0000000000b2/remove': removed,
      'POST /api/account/proof': () => {
        proved = true;
        return accept({});
      },
    });
    await openDesk('/to-chuc/nhan-su');
    const row = within(screen.getByRole('group', { name: 'Xử lý tài khoản của Trần Văn An' }));
    await userEvent.click(row.getByRole('button', { name: 'Gỡ tài khoản' }));
    const confirm = within(screen.getByRole('dialog', { name: 'Gỡ tài khoản của Trần Văn An?' }));
    await userEvent.click(confirm.getByRole('button', { name: 'Gỡ tài khoản' }));
    await settle();
    expect(dialog().getByText('Nguyễn Thị Bình')).toBeTruthy();
    expect(dialog().queryByLabelText('Tên đăng nhập')).toBeNull(); // it is known
    await prove();
    expect(screen.queryByRole('dialog', { name: 'Xác thực lại' })).toBeNull();
    expect(posted.map(({ path }) => path.split('/').at(-1))).toEqual(['remove', 'proof', 'remove']);
    expect(posted[1]?.body).toEqual(proof);
    expect(screen.getByText('Đã gỡ tài khoản của Trần Văn An.')).toBeTruthy();
  });

  it('[I3] [I51] a refused command of the socket does the same, and nothing goes out when the dialog is left', async () => {
    answerHttp({ 'GET /api/account': accept(sampleOwn()), 'POST /api/account/proof': accept({}) });
    const { transport } = await openDesk('/to-chuc');
    let tries = 0;
    transport.answer('round:close', () => {
      tries += 1;
      return tries < 3 ? refuse({ code: 'prove_again' }) : accept({ closesAtMs: 1 });
    });
    const close = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Đóng sớm' }));
      const form = within(screen.getByRole('dialog', { name: 'Đóng sớm Tuần 2?' }));
      await userEvent.type(form.getByRole('textbox'), 'Theo đề nghị của các đơn vị');
      await userEvent.click(form.getByRole('button', { name: 'Đóng tuần thi' }));
      await settle();
      return form;
    };
    const form = await close();
    await userEvent.click(dialog().getByRole('button', { name: 'Quay lại' }));
    await settle();
    expect(form.getByRole('alert').textContent).toContain('xác thực lại');
    expect(transport.of('round:close')).toHaveLength(1);
    await userEvent.click(form.getByRole('button', { name: 'Đóng tuần thi' }));
    await settle();
    await prove();
    expect(transport.of('round:close')).toHaveLength(3);
    expect(transport.of('round:close')[2]?.message).toEqual(transport.of('round:close')[1]?.message);
  });

  it('[I3] [I7] a wrong proof is said in the dialog, which stays', async () => {
    answerHttp({
      'GET /api/accounts': accept(sampleStaff()),
      'GET /api/account': accept(sampleOwn()),
      'POST /api/accounts/00000000-0000-4000-8000-0000000000b2/reset': refuse({ code: 'prove_again' }),
      'POST /api/account/proof': refuse({ code: 'proof_wrong' }),
    });
    await openDesk('/to-chuc/nhan-su');
    const row = within(screen.getByRole('group', { name: 'Xử lý tài khoản của Trần Văn An' }));
    await userEvent.click(row.getByRole('button', { name: 'Đặt lại đăng nhập' }));
    await userEvent.click(screen.getByRole('button', { name: 'Tạo liên kết' }));
    await settle();
    await prove();
    expect(dialog().getByText('Thông tin đăng nhập không đúng.')).toBeTruthy();
  });
});

describe('signing in', () => {
  afterEach(() => vi.unstubAllGlobals());

  async function openSignIn(answers: Record<string, unknown>, path = '/to-chuc/dang-nhap') {
    await loadWords('organizer', 'accounts');
    const posted = answerHttp({ 'GET /api/staff/ways': accept({ oidc: null, hasAccounts: true }), ...answers });
    const location = memoryLocation({ path });
    render(
      <Router hook={location.hook} searchHook={location.searchHook}>
        <OrganizerApp />
      </Router>,
    );
    await act(settle);
    return posted;
  }

  it('[I10] what is missing is said at each field before anything is sent', async () => {
    const posted = await openSignIn({});
    await userEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }));
    expect(screen.getAllByRole('alert').map((each) => each.textContent)).toEqual([
      'Hãy nhập tên đăng nhập.',
      'Hãy nhập mật khẩu.',
      'Mã gồm đúng sáu chữ số.',
    ]);
    expect(posted).toEqual([]);
  });

  it('[I9] [I11] a recovery code signs in where the phone is lost; passkeys are not offered over plain HTTP', async () => {
    const posted = await openSignIn({ 'POST /api/staff/sign-in': refuse({ code: 'proof_wrong' }) });
    expect(screen.queryByRole('button', { name: 'Đăng nhập bằng khóa truy cập' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Mất điện thoại? Dùng mã khôi phục' }));
    await userEvent.type(screen.getByLabelText('Tên đăng nhập'), 'binh');
    await userEvent.type(screen.getByLabelText('Mã khôi phục'), ' aaaa-1111 ');
    await userEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }));
    await settle();
    expect(posted).toEqual([
      { path: '/api/staff/sign-in', body: { kind: 'recovery', login: 'binh', recoveryCode: 'aaaa-1111' } },
    ]);
    expect(screen.getByText('Thông tin đăng nhập không đúng.')).toBeTruthy();
  });

  it('[I12] the directory is offered by its name where there is one', async () => {
    await openSignIn({ 'GET /api/staff/ways': accept({ oidc: { name: 'Tài khoản tỉnh' }, hasAccounts: true }) });
    expect(screen.getByRole('link', { name: 'Đăng nhập qua Tài khoản tỉnh' })).toBeTruthy();
  });

  it('[O3] before the first account the page says where the link is', async () => {
    await openSignIn({ 'GET /api/staff/ways': accept({ oidc: null, hasAccounts: false }) });
    expect(screen.getByRole('heading', { name: 'Chưa có tài khoản nào' })).toBeTruthy();
    expect(screen.queryByLabelText('Mật khẩu')).toBeNull();
  });

  it('[I6] [I53] a page whose roles were taken away while it was open says so', async () => {
    answerHttp({ 'GET /api/account': accept(sampleOwn({ grants: [sampleGrant({ role: 'mc' })] })) });
    const { transport } = await openDesk('/to-chuc');
    transport.answer('view:enter', () => refuse({ code: 'not_allowed' }));
    await act(async () => {
      transport.drop();
      transport.connect();
    });
    await settle();
    expect(screen.getByRole('heading', { name: 'Bạn không còn quyền ở trang này' })).toBeTruthy();
    const ways = screen.getAllByRole('link').map((each) => each.getAttribute('href'));
    expect(ways).toEqual(['/', '/to-chuc/tai-khoan', '/mc']); // what the roles that are left open
  });
});
