import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { SlipPreview, SlipsView, SlipView } from '@hoithi/shared/contract/slip-views';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { noDataRequests } from '../../../../test/sample-data-requests.ts';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';

const slip: SlipView = {
  id: '00000000-0000-4000-8000-00000000005a',
  name: 'Nguyễn Thị Phương Thảo Quỳnh Anh',
  unitName: 'Trường THPT Phan Đình Phùng',
  state: 'unused',
  madeAtMs: Date.parse('2026-03-04T08:00:00+07:00'),
  usedAtMs: null,
};
const preview: SlipPreview = {
  people: 1,
  units: [{ code: 'a', name: 'Trường THPT Phan Đình Phùng', people: 1, before: 3 }],
  first: [{ line: 2, unit: 'Trường THPT Phan Đình Phùng', name: slip.name }],
  unknownColumns: [],
  problems: [{ line: 3, column: null, problem: 'quotes_unread', value: '' }],
  problemCount: 1,
};

describe('slips of a contest', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** The page over a server that makes the one slip; what was posted can be read. */
  async function open() {
    await loadWords('slips');
    await Promise.all([import('./slips-card.tsx'), import('./entry-ways-form.tsx')]);
    const posted: { path: string; body: unknown }[] = [];
    let made: SlipView[] = [];
    vi.stubGlobal(
      'URL',
      Object.assign(class extends URL {}, { createObjectURL: () => '#', revokeObjectURL: () => {} }),
    );
    vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
      if (path.endsWith('/data-requests')) return Response.json(accept(noDataRequests));
      if (!/\/(slips|entry-ways|desk-entries)/.test(path))
        return Response.json(refuse({ code: 'not_found', what: 'address' }));
      if (init.method !== 'POST' && path.endsWith('/entry-ways'))
        return Response.json(accept({ ways: ['phone'], offered: ['phone', 'slip', 'oidc', 'desk', 'passkey'] }));
      if (init.method !== 'POST') {
        const view: SlipsView = {
          ...{ unused: made.length, used: 0, withdrawn: 0, wrongCodes: 2 },
          ...{ units: [], found: made, foundCount: made.length },
        };
        return Response.json(accept(view));
      }
      posted.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : 'file' });
      if (path.endsWith('/desk-entries'))
        return Response.json(accept({ code: 'QCA-3D9-B84', name: 'Giàng Thị Mỷ', isKnown: true }));
      if (path.endsWith('/replace')) return Response.json(accept({ code: 'K7Q-M3X-PA9' }));
      if (!path.includes('write=true')) return Response.json(accept(path.includes('/slips') ? preview : {}));
      made = [slip];
      return new Response('pdf', { headers: { 'content-type': 'application/pdf' } });
    });
    await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    await screen.findByRole('heading', { name: 'Phiếu đã làm' });
    return posted;
  }

  it('[S21] what was read is shown, slips are made, and the list has them at once', async () => {
    const posted = await open();
    expect(screen.getByText('Chưa có phiếu nào.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Tệp danh sách để làm phiếu (Excel hoặc CSV)'), {
      target: { files: [new File(['x'], 'a.csv')] },
    });
    await settle();
    expect(screen.getByText('Đơn vị này đã có phiếu: chỉ làm thêm cho người chưa có.')).toBeTruthy();
    expect(within(screen.getByRole('alert')).getByRole('listitem').textContent).toContain('3');
    await userEvent.click(screen.getByRole('button', { name: 'Làm 1 phiếu' }));
    await settle();
    expect(posted.at(-1)?.path).toContain('write=true');
    expect(await screen.findByRole('rowheader', { name: slip.name })).toBeTruthy();
    expect(screen.queryByText('Chưa có phiếu nào.')).toBeNull();
  });

  it('[S22] a slip is replaced with a reason, and its new code is shown; wrong codes are counted', async () => {
    const posted = await open();
    fireEvent.change(screen.getByLabelText('Tệp danh sách để làm phiếu (Excel hoặc CSV)'), {
      target: { files: [new File(['x'], 'a.csv')] },
    });
    await settle();
    await userEvent.click(screen.getByRole('button', { name: 'Làm 1 phiếu' }));
    await userEvent.click(await screen.findByRole('button', { name: `Làm phiếu mới ${slip.name}` }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Làm phiếu mới' }));
    expect(dialog.getByText('Hãy ghi lý do.')).toBeTruthy();
    await userEvent.type(dialog.getByLabelText('Lý do'), 'mất phiếu');
    await userEvent.click(dialog.getByRole('button', { name: 'Làm phiếu mới' }));
    await settle();
    expect(posted.at(-1)).toMatchObject({ path: expect.stringMatching(/\/replace$/), body: { reason: 'mất phiếu' } });
    expect(screen.getByText(/Mã mới của .*: K7Q-M3X-PA9/)).toBeTruthy();
    expect(screen.getByText(/Trong 24 giờ qua có 2 lần/)).toBeTruthy();
  });

  it('[S39] [S40] a desk takes name and reason before a code is given, which is shown with whom it leads to', async () => {
    const posted = await open();
    const card = within(screen.getByRole('region', { name: 'Cho vào tại bàn hỗ trợ' }));
    await userEvent.type(card.getByLabelText('Họ và tên'), 'Giàng Thị Mỷ');
    await userEvent.click(card.getByRole('button', { name: 'Cấp mã vào thi' }));
    expect(card.getByText('Hãy ghi lý do.')).toBeTruthy();
    expect(posted).toEqual([]);
    await userEvent.type(card.getByLabelText(/^Số điện thoại đã dùng/), '0912 000 222');
    await userEvent.type(card.getByLabelText('Lý do'), 'số đã chuyển chủ');
    await userEvent.click(card.getByRole('button', { name: 'Cấp mã vào thi' }));
    await settle();
    expect(posted).toMatchObject([
      { body: { name: 'Giàng Thị Mỷ', unitCode: null, phone: '0912 000 222', reason: 'số đã chuyển chủ' } },
    ]);
    expect(card.getByText('QCA-3D9-B84')).toBeTruthy();
    expect(card.getByText(/Mã này dẫn đến người đã dự thi/)).toBeTruthy();
    expect(card.getByLabelText('Họ và tên')).toHaveProperty('value', '');
  });

  it('[S20] at least one way in stays', async () => {
    const posted = await open();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Số điện thoại và mã gửi về' }));
    expect(screen.getByText('Hãy chọn ít nhất một cách để vào lần đầu.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Lưu cách vào thi' }));
    expect(posted).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Mã in trên phiếu' }));
    await userEvent.click(screen.getByRole('button', { name: 'Lưu cách vào thi' }));
    await settle();
    expect(posted).toMatchObject([{ body: { ways: ['slip'] } }]);
  });
});
