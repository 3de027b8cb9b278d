import '../../../../test/open-test-words.ts';
import { AddExclusions, type ListedExclusion } from '@hoithi/shared/contract/exclusions';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDesk, serverNowMs, view } from '../../../../test/organizer-story.tsx';
import { noDataRequests } from '../../../../test/sample-data-requests.ts';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';

const reason = 'Thành viên Ban Giám khảo';
const listed = (more: Partial<ListedExclusion>): ListedExclusion => ({
  ...{ id: 'e', way: 'phone', phone: null, ending: null, name: null, role: 'JURY', reason, addedAtMs: serverNowMs },
  ...{ actor: 'account:a', actorName: 'Trần Thị Thử' },
  ...more,
});

const card = () => screen.getByRole('region', { name: 'Người không được dự thi' });

describe('people who may not take part', () => {
  beforeEach(() =>
    answerHttp({
      'GET /api/organizer/contests/00000000-0000-4000-8000-000000000001/data-requests': accept(noDataRequests),
    }),
  );
  afterEach(() => vi.unstubAllGlobals());

  it('[S7] an unreadable number is reported by its line as pasted, blank lines counted', async () => {
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    transport.answer('exclusions:add', () => accept({ added: 2 }));
    await userEvent.selectOptions(screen.getByLabelText(/^Vai trò/), 'JURY');
    await userEvent.type(within(card()).getByLabelText(/^Lý do/), reason);
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mã phiếu/));
    await userEvent.paste('0912345678\n\n12\n');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    expect(transport.of('exclusions:add')).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('Dòng 3: không phải số di động Việt Nam, mã trên phiếu');
    await userEvent.clear(screen.getByLabelText(/^Số điện thoại, mã phiếu/));
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mã phiếu/));
    await userEvent.paste('0912 345 678\n\n84 913 345 678\n');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    await settle();
    expect(transport.of('exclusions:add')[0]?.message).toMatchObject({
      role: 'JURY',
      reason,
      marks: ['0912 345 678', '84 913 345 678'],
    });
  });

  it('[S7a] a thousand numbers with a long reason, as many as the guide says, fit one message', () => {
    const marks = Array.from({ length: limits.exclusionsAtOnceMax }, (_, at) => `+84${912_000_000 + at}`);
    const contestId = '00000000-0000-4000-8000-000000000001';
    const message = { contestId, role: 'ORGANIZING_COMMITTEE', reason: 'ế'.repeat(limits.reasonLengthMax), marks };
    expect(AddExclusions.safeParse(message).success).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(['exclusions:add', message]))).toBeLessThan(limits.messageBytesMax - 100);
  });

  it('[S7a] the list is shown when it is opened, and a number is taken off it', async () => {
    const desk = view();
    if (desk.desk) desk.desk.exclusions = 2;
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi', desk);
    transport.answer('exclusions:list', () =>
      accept({
        exclusions: [
          listed({ id: 'e1', phone: '+84912345678' }),
          listed({ id: 'e2', phone: '+84913345678', actorName: 'Lê Văn Ba' }),
          listed({ id: 'e3', phone: null, way: 'slip', ending: '7K2M', name: 'Trần Thị Hạnh' }),
        ],
      }),
    );
    transport.answer('exclusions:remove', () => accept({ removed: 1 }));
    await userEvent.click(screen.getByRole('button', { name: 'Xem danh sách' }));
    await settle();
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ khỏi danh sách 0912345678' }));
    await settle();
    expect(transport.of('exclusions:remove')[0]?.message).toMatchObject({ ids: ['e1'] });
    const named = (phone: string) => screen.queryByRole('button', { name: `Bỏ khỏi danh sách ${phone}` });
    expect([named('0912345678') === null, named('0913345678') === null]).toEqual([true, false]);
    const rows = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    for (const [typed, found] of [
      ['tran thi hanh', ['Mã phiếu đuôi 7K2MTrần Thị Hạnh']],
      ['lê văn ba', ['0913345678']],
      ['0913', ['0913345678']],
    ] as const) {
      await userEvent.clear(screen.getByLabelText(/^Tìm theo số/));
      await userEvent.type(screen.getByLabelText(/^Tìm theo số/), typed);
      expect(rows(), typed).toEqual(found);
    }
  });

  it('[S7a] a file is shown first, and written when it is confirmed', async () => {
    const asked: string[] = [];
    const read = {
      people: { phone: 2, slip: 1, identifier: 0 },
      unknownColumns: ['Ghi chú'],
      problems: [],
      problemCount: 0,
    };
    vi.stubGlobal('fetch', async (address: string) => {
      if (!address.includes('/exclusions?'))
        return Response.json(
          address.endsWith('/data-requests') ? accept(noDataRequests) : refuse({ code: 'unavailable' }),
        );
      const query = new URLSearchParams(address.split('?')[1]);
      asked.push(`${query.get('role')} ${query.get('reason')} ${query.get('write')}`);
      return Response.json(accept({ ...read, written: query.get('write') === 'true', added: 3 }));
    });
    await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    expect(screen.getByText('Hãy chọn vai trò và ghi lý do ở trên trước.')).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText(/^Vai trò/), 'JURY');
    await userEvent.type(within(card()).getByLabelText(/^Lý do/), reason);
    await userEvent.upload(screen.getByLabelText(/^Chọn tệp danh sách loại trừ/), new File(['x'], 'a.csv'));
    await settle();
    expect(screen.getByText('Các cột không được đọc: Ghi chú.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Thêm 3 người vào danh sách' }));
    await settle();
    expect(asked).toEqual([`JURY ${reason} false`, `JURY ${reason} true`]);
    expect(screen.getByText('Đã thêm 3 người.')).toBeTruthy();
  });

  it('[S7] without a role nothing is sent', async () => {
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    transport.answer('exclusions:add', () => accept({ added: 1 }));
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mã phiếu/));
    await userEvent.paste('0912345678');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      'Hãy chọn vai trò của những người này.',
      'Lý do cần ít nhất 5 ký tự.',
    ]);
    expect(transport.of('exclusions:add')).toEqual([]);
  });
});
