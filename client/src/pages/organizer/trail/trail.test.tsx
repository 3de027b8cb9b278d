import '../../../../test/open-test-words.ts';
import type { AuditPage, StaffLinkView } from '@hoithi/shared/contract/accounts';
import { accept } from '@hoithi/shared/contract/result';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { contestId, sampleAccount, sampleStaff } from '../../../../test/sample-accounts.ts';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';

afterEach(() => vi.unstubAllGlobals());

const row = (part: Partial<AuditPage['rows'][number]>): AuditPage['rows'][number] => ({
  id: 9,
  atMs: Date.parse('2026-03-04T19:00:07+07:00'),
  actor: 'account:b1',
  actorName: 'Nguyễn Thị Bình',
  act: 'round:extended',
  object: 'round 2',
  detail: {},
  contestName: 'Cuộc thi Chuyển đổi số',
  ...part,
});

describe('the page of the audit trail', () => {
  it('[I22] names people, and shows what was changed as before and after', async () => {
    const [before, after] = [Date.parse('2026-03-08T18:00:00+07:00'), Date.parse('2026-03-09T18:00:00+07:00')];
    const detail = {
      reason: 'Mất điện diện rộng',
      before: { closesAtMs: before, seconds: 5, seen: null },
      after: { closesAtMs: after, seconds: 5, seen: true },
    };
    const page: AuditPage = {
      rows: [row({ detail }), row({ id: 8, actor: 'mc:AbCd', actorName: null })],
      more: false,
      acts: [],
    };
    answerHttp({ 'GET /api/organizer/audit': accept(page) });
    await openDesk('/to-chuc/nhat-ky');
    const list = screen.getAllByRole('listitem').filter((each) => each.querySelector('time'));
    expect(list[0]?.textContent).toContain('19:00:07 04/03/2026');
    expect(list[0]?.textContent).toContain('Gia hạn');
    expect(list[0]?.textContent).toContain('tuần thi thứ 2');
    expect(list[0]?.textContent).toContain('Nguyễn Thị Bình');
    expect(list[0]?.textContent).toContain('Lý do: Mất điện diện rộng');
    expect(list[0]?.textContent).toContain('Giờ đóng: 18:00 Chủ nhật, 08/03/2026 → 18:00 Thứ Hai, 09/03/2026');
    expect(list[0]?.textContent).toContain('seen: (trống) → có');
    expect(list[0]?.textContent).not.toContain('Số giây');
    expect(list[1]?.textContent).toContain('MC (phiên AbCd)');
  });

  it('[I22] [I6] roles before and after, contests, people and ways to sign in stand in words', async () => {
    const { accountId, name } = sampleStaff().accounts[1] ?? sampleAccount();
    const before = [{ role: 'judge', contest: contestId }];
    const changed = { id: 7, act: 'account:roles', object: `account ${accountId}`, contestName: null };
    const rows = [
      row({ ...changed, detail: { before, after: [{ role: 'mc' }] } }),
      row({ id: 6, act: 'account:sign-in', object: `account ${accountId}`, detail: { by: 'passkey' } }),
      row({
        id: 5,
        act: 'invitation:revoke',
        object: 'invitation 4711',
        contestName: null,
        actor: 'cli',
        actorName: null,
      }),
    ];
    answerHttp({
      'GET /api/organizer/audit': accept({ rows, more: false, acts: [] } satisfies AuditPage),
      'GET /api/accounts': accept(sampleStaff()),
    });
    await openDesk('/to-chuc/nhat-ky');
    const [roles, signIn, revoked] = screen
      .getAllByRole('listitem')
      .flatMap((each) => (each.querySelector('time') ? each.textContent : []));
    expect(roles).toContain('Đổi vai trò');
    expect(roles).toContain(name);
    expect(roles).toContain('Giám khảo (Cuộc thi Chuyển đổi số) → Người dẫn chương trình');
    expect(signIn).toContain('Cách: khóa truy cập');
    expect(revoked).toContain('Lệnh tại máy chủ');
    expect(revoked).not.toContain('4711');
  });

  it('[I22] searches by contest, person, act, words and days, and reads older ones on demand', async () => {
    const found = accept({ rows: [row({ id: 4 })], more: false, acts: [] } satisfies AuditPage);
    const query = `contest=${contestId}&who=B%C3%ACnh&act=round%3Aextended&text=%C4%91i%E1%BB%87n&from=2026-03-01`;
    const first: AuditPage = { rows: [row({ id: 9 })], more: true, acts: ['round:extended', 'units:load'] };
    answerHttp({
      'GET /api/organizer/audit': accept(first),
      'GET /api/organizer/audit?before=9': accept({
        rows: [row({ id: 5, act: 'units:load' })],
        more: false,
        acts: [],
      }),
      [`GET /api/organizer/audit?${query}`]: found,
    });
    await openDesk('/to-chuc/nhat-ky');
    const rows = () => screen.getAllByRole('listitem').filter((each) => each.querySelector('time'));
    await userEvent.click(screen.getByRole('button', { name: 'Xem các việc cũ hơn' }));
    await settle();
    expect(rows()).toHaveLength(2);
    await userEvent.selectOptions(screen.getByLabelText('Cuộc thi'), 'Cuộc thi Chuyển đổi số');
    await userEvent.selectOptions(screen.getByLabelText('Việc'), 'Gia hạn');
    await userEvent.type(screen.getByLabelText('Người làm'), 'Bình');
    await userEvent.type(screen.getByLabelText('Từ trong nội dung'), 'điện');
    await userEvent.type(screen.getByLabelText('Từ ngày'), '01/03/2026');
    await userEvent.click(screen.getByRole('button', { name: 'Tìm' }));
    await settle();
    expect(rows()).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Xem các việc cũ hơn' })).toBeNull();
  });
});

describe('links of people without accounts', () => {
  const link = (part: Partial<StaffLinkView>): StaffLinkView => ({
    id: 'l1',
    role: 'mc',
    unitName: null,
    unitCode: null,
    madeAtMs: Date.parse('2026-03-04T19:00:00+07:00'),
    madeBy: 'Nguyễn Thị Bình',
    expiresAtMs: Date.parse('2026-04-03T19:00:00+07:00'),
    sessions: 2,
    ...part,
  });

  it('[I30] [I31] are listed with who made them and closed one by one, once confirmed', async () => {
    const path = `/api/organizer/contests/${contestId}/links`;
    const leader = link({ id: 'l2', role: 'unit-leader', unitName: 'Sở Y tế', unitCode: '42.A', madeBy: null });
    const posted = answerHttp({
      [`GET ${path}`]: accept([link({}), leader]),
      [`POST ${path}/l2/close`]: accept({}),
      [`GET /api/organizer/contests/${contestId}/maps`]: accept({ levels: [], maps: [] }),
    });
    await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    const card = within(screen.getByRole('region', { name: 'Liên kết đang mở' }));
    expect(card.getAllByRole('listitem')[0]?.textContent).toContain('Nguyễn Thị Bình tạo 19:00 Thứ Tư, 04/03/2026');
    expect(card.getAllByRole('listitem')[0]?.textContent).toContain('2 phiên đang mở');
    await userEvent.click(card.getByRole('button', { name: 'Đóng liên kết Trưởng đơn vị: Sở Y tế' }));
    expect(posted).toEqual([]);
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Đóng liên kết' }));
    await settle();
    expect(posted.map((each) => each.path)).toEqual([`${path}/l2/close`]);
    expect(card.getByText('Đã đóng liên kết Trưởng đơn vị: Sở Y tế.')).toBeTruthy();
  });
});
