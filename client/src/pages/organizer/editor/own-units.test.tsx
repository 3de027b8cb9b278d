import '../../../../test/open-test-words.ts';
import type { UnitsSource } from '@hoithi/shared/contract/drafts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { view } from '../../../../test/organizer-story.tsx';
import { answerHttp, type Posted } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';
import { OrganizerContext } from '../organizer-connection.ts';
import { type Draft, DraftContext } from './draft-context.ts';
import { OwnUnits } from './own-units.tsx';

await loadWords('editor', 'organizer');

const path = '/api/organizer/drafts/d1/units';
const unit = (code: string, name: string, level: string, parentCode: string | null = null): UnitDraft => ({
  ...{ code, name, level, parentCode, headcount: null, headcountDate: null, headcountSource: null, block: null },
  ...{ validFrom: null, validTo: null, replacedBy: [] },
});

/** The server's list of a draft's units, as the routes keep it. */
async function openUnits(units: UnitDraft[], mayChange = true): Promise<Posted[]> {
  let [version, stored] = [3, units];
  const taken = (next: UnitDraft[]) => {
    [version, stored] = [version + 1, next];
    return accept({ version });
  };
  type Body = { restsOn: number; from: UnitsSource; was: string | null; unit: UnitDraft; code: string };
  const posted = answerHttp({
    [`GET ${path}`]: () => accept({ version, units: stored }),
    [`POST ${path}/take`]: ({ from }: Body) =>
      taken(from.kind === 'none' ? [] : [unit('42', 'Tỉnh Hà Tĩnh', 'PROVINCE')]),
    [`POST ${path}/save`]: ({ was, unit: saved, restsOn }: Body) =>
      restsOn === version
        ? taken([...stored.filter(({ code }) => code !== was), saved])
        : refuse({ code: 'draft_changed' } as never),
    [`POST ${path}/remove`]: ({ code: gone }: Body) => taken(stored.filter(({ code }) => code !== gone)),
  });
  const draft = { draftId: 'd1', mayChange, claims: new Map() } as unknown as Draft;
  render(
    <OrganizerContext value={{ namespace: {} as never, view: view() }}>
      <DraftContext.Provider value={draft}>
        <OwnUnits sources={[{ value: { kind: 'set', set: '42-2025' }, label: 'Hà Tĩnh, từ 01/07/2025' }]} />
      </DraftContext.Provider>
    </OrganizerContext>,
  );
  await settle();
  return posted;
}
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent);

afterEach(() => vi.unstubAllGlobals());

describe('units of a draft', () => {
  it('[J20] an empty list begins with a stated set; a hamlet is added as easily as a commune', async () => {
    const posted = await openUnits([]);
    await userEvent.click(screen.getByRole('button', { name: 'Chép từ: Hà Tĩnh, từ 01/07/2025' }));
    await settle();
    expect(posted[0]?.body).toEqual({ restsOn: 3, from: { kind: 'set', set: '42-2025' } });
    await userEvent.click(screen.getByRole('button', { name: 'Thêm đơn vị' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/^Tên đơn vị/), 'Thôn Đông Tiến');
    await userEvent.type(dialog.getByLabelText(/^Mã \(/), '42.1');
    await userEvent.clear(dialog.getByLabelText(/^Cấp/));
    await userEvent.type(dialog.getByLabelText(/^Cấp/), 'Thôn');
    await userEvent.type(dialog.getByLabelText(/^Mã đơn vị cấp trên/), '42');
    await userEvent.type(dialog.getByLabelText(/^Tổng số người/), '1.250');
    await userEvent.type(dialog.getByLabelText(/^Tính đến ngày/), '01/07/2025');
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu đơn vị' }));
    await settle();
    expect(posted[1]?.body).toMatchObject({
      restsOn: 4,
      was: null,
      unit: { code: '42.1', level: 'Thôn', parentCode: '42', headcount: 1250, headcountDate: '2025-07-01' },
    });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(names()).toEqual(['Tỉnh Hà Tĩnh', 'Thôn Đông Tiến']);
    expect(screen.getByRole('link', { name: /Tải bảng/ }).getAttribute('href')).toBe(`${path}.csv`);
  });

  it('[J20] the levels that exist since 2025 are offered with the old ones, and a unit is found, ended, replaced and removed', async () => {
    const posted = await openUnits([
      unit('436', 'Huyện Thạch Hà', 'DISTRICT'),
      unit('18070', 'Phường Thành Sen', 'COMMUNE'),
    ]);
    await userEvent.type(screen.getByLabelText('Tìm đơn vị'), 'thach ha');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Sửa Huyện Thạch Hà' }));
    const dialog = within(screen.getByRole('dialog'));
    const offered = [...document.querySelectorAll('datalist')][0]!.textContent;
    for (const level of ['Cấp tỉnh', 'Cấp xã', 'Thôn']) expect(offered).toContain(level);
    await userEvent.type(dialog.getByLabelText(/^Ngày cuối cùng tồn tại/), '31/06/2025');
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu đơn vị' }));
    expect(posted).toEqual([]); // June has thirty days
    await userEvent.clear(dialog.getByLabelText(/^Ngày cuối cùng tồn tại/));
    await userEvent.type(dialog.getByLabelText(/^Ngày cuối cùng tồn tại/), '30/06/2025');
    await userEvent.type(dialog.getByLabelText(/^Mã đơn vị thay thế/), '18070, 18071');
    await userEvent.click(dialog.getByRole('button', { name: 'Lưu đơn vị' }));
    await settle();
    expect(posted[0]?.body).toMatchObject({
      was: '436',
      unit: { level: 'DISTRICT', validTo: '2025-06-30', replacedBy: ['18070', '18071'] },
    });
    expect(screen.getByText('đến 30/06/2025')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Sửa Huyện Thạch Hà' }));
    await userEvent.click(screen.getByRole('button', { name: 'Xóa đơn vị này' }));
    await settle();
    expect(posted[1]).toMatchObject({ path: `${path}/remove`, body: { code: '436' } });
  });

  it('[J20] whoever may not change sees the list and no button that changes it', async () => {
    await openUnits([unit('42', 'Tỉnh Hà Tĩnh', 'PROVINCE')], false);
    expect(names()).toEqual(['Tỉnh Hà Tĩnh']);
    expect(screen.queryAllByRole('button').map((each) => each.textContent)).not.toContain('Thêm đơn vị');
    expect(screen.queryByRole('button', { name: /Xóa|Sửa/ })).toBeNull();
  });
});
