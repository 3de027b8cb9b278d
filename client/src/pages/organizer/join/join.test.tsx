import '../../../../test/open-test-words.ts';
import type { InvitationView } from '@hoithi/shared/contract/accounts';
import { passwordLength } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleInvitation } from '../../../../test/sample-accounts.ts';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';
import OrganizerApp from '../organizer-app.tsx';
import { passwordBounds } from '../proof/means-form.tsx';
import { proposeLogin } from './propose-login.ts';

const begun = { kind: 'password', challengeId: 'c1', secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x?secret=JBSW' };
const joined = { goTo: '/to-chuc', recoveryCodes: ['aaaa-1111', 'bbbb-2222'] };
const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));

async function openLink(invitation: Result<InvitationView>, join: unknown = accept(joined)) {
  await loadWords('organizer', 'accounts');
  const posted = answerHttp({
    'POST /api/staff/invitation': invitation,
    'POST /api/staff/means': accept(begun),
    'POST /api/staff/join': join,
  });
  window.history.replaceState(null, '', '/to-chuc/vao#bi-mat');
  render(<OrganizerApp />);
  await settle();
  return posted;
}

describe('joining by a link', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));
  afterEach(() => vi.unstubAllGlobals());

  it('[I1] the sign-in name is proposed from the name, without marks', () => {
    expect(proposeLogin('Nguyễn Thị Bình')).toBe('nguyen.thi.binh');
    expect(proposeLogin('  Đặng   Quỳnh-Như ')).toBe('dang.quynh.nhu');
    expect(proposeLogin('A')).toBe(''); // too short to be one
    expect(proposeLogin(`${'Nguyễn '.repeat(20)}`).length).toBeLessThanOrEqual(60);
  });

  it('the bounds of a password are those of the contract', () => {
    expect(passwordBounds).toEqual(passwordLength);
  });

  it('[O3] [I1] the secret leaves the address at once; the first account names the organization', async () => {
    const posted = await openLink(
      accept(sampleInvitation({ isFirst: true, name: '', function: '', organization: '' })),
    );
    expect(window.location.pathname + window.location.hash).toBe('/to-chuc/vao');
    expect(posted[0]).toEqual({ path: '/api/staff/invitation', body: { token: 'bi-mat' } });
    await click('Tiếp tục');
    expect(screen.getAllByRole('alert').map((each) => each.textContent)).toEqual([
      'Hãy nhập tên cơ quan, đơn vị.',
      'Hãy nhập họ và tên.',
      expect.stringContaining('Tên đăng nhập gồm 3 đến 60'),
    ]);
    await userEvent.type(screen.getByLabelText('Tên cơ quan, đơn vị tổ chức'), 'Sở Nội vụ');
    await userEvent.type(screen.getByLabelText('Họ và tên'), 'Lê Văn Ý');
    expect((screen.getByLabelText('Tên đăng nhập') as HTMLInputElement).value).toBe('le.van.y');
    await click('Tiếp tục');
    await click('Dùng mật khẩu và ứng dụng xác thực');
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Mã của ứng dụng xác thực'), '123 456');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), 'ngan');
    await click('Hoàn tất');
    expect(screen.getByRole('alert').textContent).toBe('Mật khẩu phải có từ 12 đến 200 ký tự.');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), ' ma dai them ra');
    await click('Hoàn tất');
    await settle();
    expect(posted.at(-1)).toEqual({
      path: '/api/staff/join',
      body: {
        token: 'bi-mat',
        login: 'le.van.y',
        name: 'Lê Văn Ý',
        function: '',
        organization: 'Sở Nội vụ',
        means: { kind: 'password', challengeId: 'c1', password: 'ngan ma dai them ra', code: '123456' },
      },
    });
    expect(screen.getByText('bbbb-2222')).toBeTruthy();
    await click('Vào làm việc');
    expect(screen.getByRole('alert').textContent).toBe('Hãy lưu các mã rồi đánh dấu vào đây.');
  });

  it('[I1] an invitation shows its roles; a name that is taken is said at its field', async () => {
    await openLink(accept(sampleInvitation()), refuse({ code: 'login_taken' }));
    expect(screen.getByText('Thư ký')).toBeTruthy();
    expect(screen.getByText('Mọi cuộc thi của đơn vị')).toBeTruthy();
    await click('Tiếp tục');
    await click('Dùng mật khẩu và ứng dụng xác thực');
    await userEvent.type(screen.getByLabelText('Mã của ứng dụng xác thực'), '123456');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), 'mot cau that dai');
    await click('Hoàn tất');
    await settle();
    const login = screen.getByLabelText('Tên đăng nhập');
    expect(login.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('đã có người dùng');
    expect(document.activeElement).toBe(login);
    expect(screen.queryByLabelText('Tên cơ quan, đơn vị tổ chức')).toBeNull();
  });

  it('[I1a] a reset goes straight to the new way to sign in', async () => {
    await openLink(accept(sampleInvitation({ account: { login: 'binh', name: 'Nguyễn Thị Bình' } })));
    expect(screen.getByRole('heading', { name: 'Đặt lại cách đăng nhập' })).toBeTruthy();
    expect(screen.getByText(/Tên đăng nhập của bạn: binh/)).toBeTruthy();
  });

  it('[I1] a link that was used is closed in words, with a way on', async () => {
    await openLink(refuse({ code: 'link_used' }));
    expect(screen.getByRole('heading', { name: 'Liên kết không mở được' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Đăng nhập' }).getAttribute('href')).toBe('/to-chuc');
  });
});
