import '../../../../test/open-test-words.ts';
import type { BroughtPreview, CommitteeDesk } from '@hoithi/shared/contract/committee';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

afterEach(() => vi.unstubAllGlobals());

const path = '/api/organizer/contests/00000000-0000-4000-8000-000000000001/committee';
const label = (text: string) => ({ vi: text, en: text });
const nothing: CommitteeDesk = { lists: [], tables: [], orders: [], places: [], drawings: [], shows: [] };
const table: CommitteeDesk['tables'][number] = {
  ...{ roundId: 'r1', label: label('Bài viết'), ofUnits: false, settled: false, versions: [] },
  columns: [{ id: 'diem', label: label('Điểm bài viết'), min: 0, max: 10 }],
};

async function open(desk: CommitteeDesk, answers: Record<string, unknown> = {}): Promise<string[]> {
  const requests: string[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const own = decodeURIComponent(address.replace(path, '').replaceAll('+', ' '));
    requests.push(`${init.method ?? 'GET'} ${own}${typeof init.body === 'string' ? ` ${init.body}` : ''}`);
    const known = Object.keys(answers).find((each) => own.startsWith(each));
    return Response.json(known ? answers[known] : accept(desk));
  });
  await openDesk('/to-chuc/cuoc-thi/cds/ban-to-chuc');
  await vi.waitFor(() => screen.getByRole('heading', { level: 1, name: 'Phần việc của Ban Tổ chức' }), 20_000);
  await settle();
  return requests;
}

describe('the page of what the committee brings', () => {
  it('[M23] a pasted table is sent with who signed it, shown with what cannot be used, and saved when confirmed', async () => {
    const read: BroughtPreview = {
      ...{ lines: 1, columns: [label('Điểm bài viết')], unknownColumns: [], problemCount: 1, written: false },
      first: [{ line: 2, subject: '091****678', cells: [7.5] }],
      problems: [{ line: 3, column: 'Điểm bài viết', problem: 'number_out_of_bounds', value: '12' }],
    };
    const requests = await open({ ...nothing, tables: [table] }, { '/tables/r1': accept(read) });
    await userEvent.type(screen.getByLabelText(/^Hoặc dán bảng/), 'SĐT;Điểm bài viết');
    await userEvent.click(screen.getByRole('button', { name: 'Đọc thử' }));
    expect(requests.filter((each) => each.startsWith('POST'))).toEqual([]); // nobody signed it yet
    expect(screen.getByText(/Chọn ngày ký/)).toBeTruthy();
    await userEvent.type(screen.getByLabelText(/^Người ký bảng/), 'Trần Thị Lan');
    await userEvent.type(screen.getByLabelText(/^Ngày ký/), '10/03/2026');
    await userEvent.type(screen.getByLabelText(/^Căn cứ/), 'Biên bản số 3');
    await userEvent.click(screen.getByLabelText(/^Đã đủ số liệu/));
    await userEvent.click(screen.getByRole('button', { name: 'Đọc thử' }));
    await settle();
    expect(
      screen.getByText('Dòng 3, cột Điểm bài viết: số nằm ngoài khoảng Thể lệ cho phép (đang ghi: 12)'),
    ).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: '091****678' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Ghi 1 dòng' }));
    await settle();
    const sent = requests.filter((each) => each.startsWith('POST'));
    expect(sent[1]).toContain('signedBy=Trần Thị Lan&dated=2026-03-10&reason=Biên bản số 3');
    expect(sent[1]).toContain('complete=true&write=true');
  });

  it('[M28] the order is sent with its reason, and a number of nobody is named by its line', async () => {
    const order = {
      list: 'xet',
      label: label('Bài hay'),
      rounds: [label('Tuần 1')],
      settled: false,
      names: [],
      reason: null,
    };
    const requests = await open(
      { ...nothing, orders: [order] },
      { '/orders': refuse({ code: 'subject_unknown', line: 2, value: '091****678' }) },
    );
    await userEvent.type(screen.getByLabelText(/^Số điện thoại theo thứ tự/), '0912345678\n\n0912345679');
    await userEvent.click(screen.getByRole('button', { name: 'Ghi thứ tự' }));
    expect(requests.filter((each) => each.startsWith('POST'))).toEqual([]);
    await userEvent.type(screen.getByLabelText(/^Lý do/), 'Biên bản số 5');
    await userEvent.click(screen.getByRole('button', { name: 'Ghi thứ tự' }));
    await settle();
    expect(requests.at(-1)).toBe(
      'POST /orders {"list":"xet","phones":["0912345678","0912345679"],"reason":"Biên bản số 5"}',
    );
    expect(screen.getByText('Dòng 2: không có người dự thi nào dùng số 091****678.')).toBeTruthy();
  });
});
