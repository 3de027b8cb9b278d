import '../../../../test/open-test-words.ts';
import type { ListedUnit } from '@hoithi/shared/contract/organizer';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { readUnitTable } from '@hoithi/shared/rules/units/read-unit-table';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { answerHttp, type Posted } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';
import './unit-change.tsx'; // it is loaded when it is opened: not within the test's time

const own = '/api/organizer/contests/00000000-0000-4000-8000-000000000001';
const unit = (part: Partial<ListedUnit> & Pick<ListedUnit, 'code' | 'name' | 'level'>): ListedUnit => ({
  ...{ parentCode: null, headcount: null, headcountDate: null, headcountSource: null, block: null, validFrom: null },
  ...{ validTo: null, replacedBy: [], path: [], mergedInto: null, people: 0, ...part },
});
const units = [
  unit({ code: '42', name: 'Tỉnh Hà Tĩnh', level: 'PROVINCE' }),
  unit({
    code: '18070',
    name: 'Phường Thành Sen',
    level: 'COMMUNE',
    parentCode: '42',
    path: ['Tỉnh Hà Tĩnh'],
    people: 12,
  }),
  unit({ code: '18070.1', name: 'Thôn Đông Tiến', level: 'Thôn', parentCode: '18070', path: ['Phường Thành Sen'] }),
];

async function openUnits(answers: Record<string, unknown> = {}): Promise<Posted[]> {
  await loadWords('editor', 'look');
  const posted = answerHttp({
    [`GET ${own}/units`]: accept(units.map(({ path: _path, mergedInto: _into, people: _people, ...draft }) => draft)),
    ...answers,
  });
  const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
  transport.answer('units:list', () => accept({ units, mayChange: true }));
  await screen.findByRole('button', { name: 'Mở danh sách' }, { timeout: 15_000 });
  return posted;
}
const openList = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Mở danh sách' }));
  await settle();
};
const rowOf = (name: string) =>
  screen.getByRole('rowheader', { name: new RegExp(`^\\S+ ${name}`) }).closest('tr') as HTMLElement;

afterEach(() => vi.unstubAllGlobals());

describe('units of an announced contest', () => {
  it('[U3] the list names province, commune and hamlet, and is searched by name without marks or by code', async () => {
    await openUnits();
    await openList();
    expect(rowOf('Thành Sen').textContent).toContain('18070 · Cấp xã · Tỉnh Hà Tĩnh');
    expect(rowOf('Đông Tiến').textContent).toContain('Thôn');
    await userEvent.type(screen.getByLabelText('Tìm theo tên hoặc mã'), 'dong tien');
    expect(screen.getAllByRole('rowheader').map((each) => each.textContent)).toEqual([
      expect.stringContaining('Thôn Đông Tiến'),
    ]);
    await userEvent.clear(screen.getByLabelText('Tìm theo tên hoặc mã'));
    await userEvent.type(screen.getByLabelText('Tìm theo tên hoặc mã'), '42');
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
  });

  it('[U3] the list is taken home as a table that can be loaded again', async () => {
    await openUnits();
    await openList();
    const saved: Blob[] = [];
    vi.stubGlobal(
      'URL',
      Object.assign(class extends URL {}, {
        createObjectURL: (bytes: Blob) => {
          saved.push(bytes);
          return '#';
        },
        revokeObjectURL: () => {},
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Tải bảng (CSV)' }));
    const lines = (await saved[0]!.text()).split('\r\n').map((line, at) => ({ line: at + 1, cells: line.split(',') }));
    const read = readUnitTable(lines, new Map());
    expect(read.problems).toEqual([]);
    expect(read.lines.map(({ code, name, level, parentCode }) => [code, name, level, parentCode])).toEqual([
      ['42', 'Tỉnh Hà Tĩnh', 'PROVINCE', null],
      ['18070', 'Phường Thành Sen', 'COMMUNE', '42'],
      ['18070.1', 'Thôn Đông Tiến', 'Thôn', '18070'],
    ]);
  });

  it('[J23] one unit is ended with its last day and what takes its place, with a reason; a refusal is said in words', async () => {
    const problems = [{ line: 0, column: '18070', reason: 'successor_unknown' }];
    let taken = false;
    const posted = await openUnits({
      [`POST ${own}/units/change`]: () => (taken ? accept(null) : refuse({ code: 'file_invalid', problems } as never)),
    });
    await openList();
    await userEvent.click(within(rowOf('Thành Sen')).getByRole('button', { name: 'Sửa' }));
    const dialog = within(await screen.findByRole('dialog', {}, { timeout: 15_000 }));
    await userEvent.type(dialog.getByLabelText(/^Ngày cuối cùng tồn tại/), '30/06/2026');
    await userEvent.type(dialog.getByLabelText(/^Mã đơn vị thay thế/), '18071');
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu đơn vị' }));
    expect(posted).toEqual([]); // no reason yet
    await userEvent.type(dialog.getByLabelText(/^Lý do/), 'Nghị quyết 1658 sắp xếp phường');
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu đơn vị' }));
    await settle();
    expect(dialog.getByText(/thay thế/, { selector: '[role=alert]' })).toBeTruthy();
    taken = true;
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu đơn vị' }));
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(posted.at(-1)?.body).toMatchObject({
      isNew: false,
      unit: { code: '18070', validTo: '2026-06-30', replacedBy: ['18071'] },
      reason: 'Nghị quyết 1658 sắp xếp phường',
    });
  });

  it('[U29] headcounts of one kind of people are shown first and written when confirmed', async () => {
    const preview = (written: boolean): UnitTablePreview => ({
      ...{ rows: [], counts: { new: 0, changed: 2, same: 0 }, withoutHeadcount: 0, newLevels: [], problems: [] },
      ...{ problemCount: 0, unknownColumns: [], written },
    });
    const posted = await openUnits({
      [`GET ${own}/headcounts`]: accept([{ kind: 'staff', units: 0 }]),
      [`POST ${own}/headcounts/staff`]: accept(preview(false)),
      [`POST ${own}/headcounts/staff?write=true`]: accept(preview(true)),
    });
    const part = within((await screen.findByRole('heading', { name: 'Sĩ số theo đối tượng' })).parentElement!);
    const file = new File(['Mã;Sĩ số'], 'si-so.csv', { type: 'text/csv' });
    await userEvent.upload(part.getByLabelText(/^Chọn tệp Excel hoặc CSV/), file);
    await settle();
    expect(posted.map(({ path }) => path)).toEqual([`${own}/headcounts/staff`]);
    await userEvent.click(part.getByRole('button', { name: 'Ghi 2 sĩ số' }));
    await settle();
    expect(posted.map(({ path }) => path).at(-1)).toBe(`${own}/headcounts/staff?write=true`);
    expect(part.getByText('Đã ghi sĩ số.')).toBeTruthy();
    expect(part.queryByRole('button', { name: 'Ghi 2 sĩ số' })).toBeNull();
  });
});
