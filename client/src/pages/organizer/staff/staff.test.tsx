import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { staffRoles } from '@hoithi/shared/contract/staff';
import { type permissions, rolesWith, weighty } from '@hoithi/shared/rules/permissions';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { everything, openDesk, round, view } from '../../../../test/organizer-story.tsx';
import { contestId, sampleAccount, sampleGrant, sampleOwn, sampleStaff } from '../../../../test/sample-accounts.ts';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';
import accounts from '../../../locales/vi/accounts.json';
import { roleOrder } from '../grants/grants-editor.tsx';
import { actKeyOf } from '../roles/page.tsx';

afterEach(() => vi.unstubAllGlobals());
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the page of staff', () => {
  const invited = accept({ id: 'i1', path: '/to-chuc/vao#moi', expiresAtMs: Date.parse('2026-03-11T19:00:00+07:00') });

  it('[I1] [I2] lists roles in words with where they hold, and when each was last used', async () => {
    answerHttp({ 'GET /api/accounts': accept(sampleStaff()) });
    await openDesk('/to-chuc/nhan-su');
    const [own, other] = screen.getAllByRole('heading', { level: 3 }).map((each) => each.closest('li')?.textContent);
    expect(own).toContain('Trưởng banMọi cuộc thi của đơn vị');
    expect(own).toContain('Dùng gần nhất 19:00 Thứ Tư, 04/03/2026');
    expect(other).toContain('Giám khảoCuộc thi Chuyển đổi số');
    expect(other).toContain('Chưa đăng nhập lần nào');
  });

  it('[I1] an invitation asks for what is missing, then shows its link once, to copy, to send, to scan', async () => {
    const posted = answerHttp({ 'GET /api/accounts': accept(sampleStaff()), 'POST /api/accounts/invite': invited });
    await openDesk('/to-chuc/nhan-su');
    await userEvent.click(button('Mời người'));
    await userEvent.click(button('Tạo lời mời'));
    expect(screen.getAllByRole('alert').map((each) => each.textContent)).toEqual([
      'Hãy nhập họ và tên.',
      'Hãy chọn vai trò.',
    ]);
    await userEvent.type(screen.getByLabelText(/^Họ và tên/), 'Phạm Thị Lan');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /^Vai trò/ }), 'Giám khảo');
    await userEvent.selectOptions(screen.getByLabelText(/^Áp dụng cho/), 'Cuộc thi Chuyển đổi số');
    await userEvent.click(button('Tạo lời mời'));
    await settle();
    const grants = [{ role: 'judge', contestId, unitCode: null }];
    expect(posted).toEqual([{ path: '/api/accounts/invite', body: { name: 'Phạm Thị Lan', function: '', grants } }]);
    const made = within(screen.getByRole('dialog', { name: 'Liên kết cho Phạm Thị Lan' }));
    expect(made.getByText(`${location.origin}/to-chuc/vao#moi`)).toBeTruthy();
    expect((made.getByLabelText('Tin nhắn để gửi') as HTMLTextAreaElement).value).toContain(
      `${location.origin}/to-chuc/vao#moi`,
    );
    expect(await made.findByRole('img', { name: 'Mã QR của liên kết cho Phạm Thị Lan' })).toBeTruthy();
  });

  it('[I2] a unit leader has a contest and a unit of it, or nothing is sent', async () => {
    const posted = answerHttp({ 'GET /api/accounts': accept(sampleStaff()), 'POST /api/accounts/invite': invited });
    await openDesk('/to-chuc/nhan-su');
    await userEvent.click(button('Mời người'));
    await userEvent.type(screen.getByLabelText(/^Họ và tên/), 'Phạm Thị Lan');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /^Vai trò/ }), 'Trưởng đơn vị');
    expect(screen.queryByRole('option', { name: 'Mọi cuộc thi của đơn vị' })).toBeNull();
    await userEvent.click(button('Tạo lời mời'));
    expect(screen.getByRole('alert').textContent).toContain('Hãy chọn cuộc thi mà vai trò này có hiệu lực');
    await userEvent.selectOptions(screen.getByLabelText(/^Áp dụng cho/), 'Cuộc thi Chuyển đổi số');
    await userEvent.click(button('Tạo lời mời'));
    expect(screen.getByRole('alert').textContent).toContain('Hãy chọn đơn vị');
    expect(posted).toEqual([]);
  });

  it('[I13] what the server refuses is said in the dialog: the last organizer stays', async () => {
    const own = sampleAccount();
    answerHttp({
      'GET /api/accounts': accept(sampleStaff({ accounts: [own] })),
      [`POST /api/accounts/${own.accountId}/remove`]: refuse({ code: 'last_organizer' }),
    });
    await openDesk('/to-chuc/nhan-su');
    await userEvent.click(button('Gỡ tài khoản'));
    expect(screen.getByText(/tài khoản của chính bạn/)).toBeTruthy();
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Gỡ tài khoản' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('ít nhất một Trưởng ban');
  });

  it('[I2] an inspector sees the page and has nothing to press', async () => {
    answerHttp({ 'GET /api/accounts': accept(sampleStaff({ mayChange: false })) });
    await openDesk('/to-chuc/nhan-su');
    expect(screen.getByText('Vai trò của bạn chỉ xem được trang này.')).toBeTruthy();
    for (const name of ['Mời người', 'Đổi vai trò', 'Đặt lại đăng nhập', 'Gỡ tài khoản'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('the table of permissions', () => {
  it('[I2] every permission and every role has words, and roles are offered whole', () => {
    expect(Object.keys(accounts.may).sort()).toEqual(everything.map(actKeyOf).sort());
    expect([...roleOrder].sort()).toEqual([...staffRoles].sort());
    expect(Object.keys(accounts.role).sort()).toEqual([...staffRoles].sort());
    expect(Object.keys(accounts.roleText).sort()).toEqual([...staffRoles].sort());
  });

  it('[I2] [I3] shows each act by each role, and marks what asks for a fresh proof', async () => {
    const table = {
      roles: staffRoles,
      permissions: ['desk:read', 'round:publish', 'accounts:change'].map((id) => {
        const permission = id as keyof typeof permissions;
        return { id, roles: rolesWith(permission), weighty: weighty.has(permission) };
      }),
    };
    answerHttp({ 'GET /api/permissions': accept(table) });
    await openDesk('/to-chuc/vai-tro');
    const row = screen.getByRole('row', { name: /^Công bố kết quả tuần thi \(\*\)/ });
    const cells = within(row).getAllByRole('cell');
    expect(cells.map((each) => each.textContent?.includes('được'))).toEqual(
      staffRoles.map((role) => role === 'organizer'),
    );
  });
});

describe('what a role may not do', () => {
  const withMay = (...may: string[]) => {
    const shown = view([round({})]);
    return { ...shown, may, mayEverywhere: may, contests: shown.contests.map((each) => ({ ...each, may })) };
  };

  it('[I2] [I50] is not offered: who may extend has no button to close, and none to publish', async () => {
    await openDesk('/to-chuc', withMay('desk:enter', 'desk:read', 'round:extend'));
    expect(button('Gia hạn')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Đóng sớm' })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Nhật ký' })).toBeNull();
    for (const name of ['Lập cuộc thi mới', 'Đêm thi', 'Diễn tập', 'Nhân sự'])
      expect(screen.queryByRole('link', { name })).toBeNull();
  });

  it('[I50] an inspector reads units and links on the set-up page and changes none', async () => {
    answerHttp({ [`GET /api/organizer/contests/${contestId}/links`]: accept([]) });
    await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi', withMay('desk:enter', 'desk:read', 'units:read', 'links:read'));
    const headings = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent);
    expect(headings).toEqual(['Đơn vị và sĩ số', 'Diện mạo', 'Liên kết đang mở']);
    expect(document.querySelector('input[type="file"]')).toBeNull();
  });

  it('[I50] an operator arrives at the state of the server, without contests', async () => {
    const shown = { ...withMay('desk:enter', 'night:read', 'backup:take', 'rehearsal:read'), contests: [], desk: null };
    await openDesk('/to-chuc', shown);
    expect(screen.getByRole('heading', { name: 'Xin chào Nguyễn Thị Bình' })).toBeTruthy();
    expect(button('Tải bản sao lưu')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Lập cuộc thi mới' })).toBeNull();
  });

  it('[I50] whose part is not open yet is greeted, with the own account', async () => {
    const shown = { ...withMay('desk:enter', 'account:own'), contests: [], desk: null };
    await openDesk('/to-chuc', shown);
    expect(screen.getByText(/chưa có việc nào trên trang này/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Tài khoản của tôi' }).getAttribute('href')).toBe('/to-chuc/tai-khoan');
  });
});

describe('the own account', () => {
  it('[I14] sessions are ended one by one or all but this one; this one is not ended here', async () => {
    const posted = answerHttp({
      'GET /api/account': accept(sampleOwn()),
      'POST /api/account/sessions/s2/end': accept({}),
      'POST /api/account/sessions/end-others': accept({}),
    });
    await openDesk('/to-chuc/tai-khoan');
    expect(screen.queryByRole('button', { name: /Chrome/ })).toBeNull();
    await userEvent.click(button('Kết thúc phiên trên Safari, iPhone'));
    await settle();
    expect(screen.getByText('Đã kết thúc phiên trên Safari, iPhone.')).toBeTruthy();
    await userEvent.click(button('Kết thúc 1 phiên khác'));
    await settle();
    expect(posted.map(({ path }) => path)).toEqual([
      '/api/account/sessions/s2/end',
      '/api/account/sessions/end-others',
    ]);
  });

  it('[I11] new recovery codes are shown once, after a warning', async () => {
    answerHttp({
      'GET /api/account': accept(sampleOwn()),
      'POST /api/account/recovery-codes': accept(['cccc-1', 'dddd-2']),
    });
    await openDesk('/to-chuc/tai-khoan');
    await userEvent.click(button('Tạo mã khôi phục mới'));
    expect(screen.getByText(/Các mã cũ, kể cả mã chưa dùng/)).toBeTruthy();
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Tạo mã khôi phục mới' }));
    await settle();
    expect(screen.getByText('dddd-2')).toBeTruthy();
    await userEvent.click(screen.getByLabelText('Tôi đã lưu các mã này'));
    await userEvent.click(button('Đã lưu xong'));
    await settle();
    expect(screen.queryByText('dddd-2')).toBeNull();
  });

  it('[I14] the only way left to sign in stays', async () => {
    const passkeys = [{ id: 'k1', label: 'Máy tính', madeAtMs: 0, usedAtMs: null }];
    answerHttp({
      'GET /api/account': accept(sampleOwn({ passkeys, hasPassword: false })),
      'POST /api/account/passkeys/k1/delete': refuse({ code: 'last_means' }),
    });
    await openDesk('/to-chuc/tai-khoan');
    await userEvent.click(button('Xóa'));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Xóa' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('cách đăng nhập duy nhất còn lại');
  });

  it('[I2] the pages that the roles open are offered, and no others', async () => {
    const grants = [sampleGrant({ role: 'mc' })];
    answerHttp({ 'GET /api/account': accept(sampleOwn({ grants })) });
    await openDesk('/to-chuc/tai-khoan');
    const ways = within(screen.getByRole('navigation', { name: 'Các trang được dùng' })).getAllByRole('link');
    expect(ways.map((each) => each.getAttribute('href'))).toEqual(['/mc']);
  });
});
