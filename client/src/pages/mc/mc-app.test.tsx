import '../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { McView } from '@hoithi/shared/contract/screen';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { rolePermissions } from '../../../test/role-permissions.ts';
import { sampleParticipation, sampleUnit } from '../../../test/sample-participation.ts';
import { samplePrize } from '../../../test/sample-prize.ts';
import { sampleMcView, sampleResults, sampleWinner } from '../../../test/sample-screen.ts';
import { questionCue, sampleRun, sampleStage } from '../../../test/sample-show.ts';
import { ScriptedTransport } from '../../../test/scripted-transport.ts';
import { loadWords } from '../../locales/i18n.ts';
import McApp from './mc-app.tsx';

await loadWords('mc', 'screen', 'participation', 'show-outage');

async function openMc(view: McView = sampleMcView(), role: StaffRole = 'mc') {
  const transport = new ScriptedTransport();
  transport.answer('view:enter', () => accept(view));
  transport.answer('screen:show', (message: { picture: string }) => accept(message));
  render(<McApp transport={transport} />);
  transport.push('may', rolePermissions(role));
  await act(async () => transport.connect());
  return transport;
}
const shown = (transport: ScriptedTransport) => transport.of('screen:show').map(({ message }) => message);

describe("the MC's page", () => {
  it('the keys 1 to 3 choose the picture, other keys choose nothing', async () => {
    const transport = await openMc();
    for (const key of ['3', '4', '0', 'a', '2']) await act(async () => void fireEvent.keyDown(window, { key }));
    expect(shown(transport)).toEqual([{ picture: 'winners' }, { picture: 'participation' }]);
  });

  it('[I50] a moderator watches: no picture is chosen, no show opened or loaded, no link renewed, by button or key', async () => {
    const shows = [
      { showId: 's', id: 'ck', title: { vi: 'Chung kết', en: 'Final' }, cues: 3, questions: 2, loadedAtMs: 1 },
    ];
    const transport = await openMc(sampleMcView({ show: { shows, run: null, last: null } }), 'moderator');
    for (const key of ['1', '2', '3']) await act(async () => void fireEvent.keyDown(window, { key }));
    expect(shown(transport)).toEqual([]);
    const [, ...names] = screen.getAllByRole('button').map((each) => each.textContent);
    expect(names).toEqual(['Xem kết quả', 'Sao chép đường dẫn', 'Hiện mã QR']);
    expect(screen.queryByLabelText(/Nạp/u)).toBeNull();
    expect(screen.getByText(/Bạn đang theo dõi/u)).toBeTruthy();
  });

  it('a show that begins stands at its top, however far down the list it was started', async () => {
    const transport = await openMc();
    document.documentElement.scrollTop = 700;
    const show = { shows: [], run: sampleRun(sampleStage(questionCue())), last: null };
    await act(async () => transport.push('view', sampleMcView({ version: 2, show })));
    expect(document.documentElement.scrollTop).toBe(0);
  });

  it('a browser shortcut with a number is left to the browser', async () => {
    const transport = await openMc();
    await act(async () => void fireEvent.keyDown(window, { key: '2', ctrlKey: true }));
    expect(shown(transport)).toEqual([]);
  });

  it('the picture on the screen is the pressed button, and a press chooses another', async () => {
    const transport = await openMc(sampleMcView({ picture: 'participation' }));
    expect(screen.getByRole('button', { pressed: true }).textContent).toContain('Tham gia');
    await userEvent.click(screen.getByRole('button', { name: /Bảng vàng/u }));
    expect(shown(transport)).toEqual([{ picture: 'winners' }]);
  });

  it('a refused choice is reported', async () => {
    const transport = await openMc();
    transport.answer('screen:show', () => refuse({ code: 'not_found', what: 'contest' }));
    await act(async () => void fireEvent.keyDown(window, { key: '2' }));
    expect(screen.getByRole('alert').textContent).toContain('Chưa đổi được hình');
  });

  it('[L4] winners are read from the lowest prize up, undecided places apart from them', async () => {
    const winners = [
      sampleWinner({ ...samplePrize(0), rank: 1, name: 'An' }),
      sampleWinner({ ...samplePrize(1), rank: 2, name: 'Bình' }),
      sampleWinner({ ...samplePrize(3), rank: 5, name: 'Em' }),
      sampleWinner({ prize: null, rank: 3, toDecide: true, name: 'Cúc' }),
      sampleWinner({ prize: null, rank: 3, toDecide: true, name: 'Dung' }),
    ];
    await openMc(sampleMcView({ results: sampleResults(winners) }));
    const list = screen.getByRole('region', { name: 'Đọc tên người đạt giải' });
    const names = within(list)
      .getAllByRole('listitem')
      .map((item) => item.firstChild?.textContent);
    expect(names).toEqual(['Em', 'Bình', 'An', 'Cúc', 'Dung']);
    expect(within(list).getAllByRole('heading', { level: 3 }).at(-1)?.textContent).toContain('Không đọc');
  });

  it('[U28] how many reach their own target is shown under its name, and not at all where there is no target', async () => {
    const figures = async (...targets: (number | null)[]) => {
      const units = targets.map((targetRate, i) => sampleUnit(`Sở ${i}`, { persons: 75, targetRate }));
      await openMc(sampleMcView({ participation: sampleParticipation({ units }) }));
      const term = screen.queryByText(/chỉ tiêu/u, { selector: 'dt' });
      const figure = term && [term.textContent?.replace('\u00a0', ' '), term.nextElementSibling?.textContent];
      cleanup();
      return figure;
    };
    expect(await figures(0.7, null, 0.7)).toEqual(['Đơn vị đạt chỉ tiêu 70 %', '2/2']);
    expect(await figures(0.7, 1)).toEqual(['Đơn vị đạt chỉ tiêu được giao', '1/2']);
    expect(await figures(null, null)).toBeNull();
  });

  it('offers the link to the screen at this very address', async () => {
    await openMc();
    expect(screen.getByText(`${location.origin}/man-hinh/bi-mat-cua-hoi-truong`)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Mở trên máy này' }).getAttribute('href')).toBe(
      '/man-hinh/bi-mat-cua-hoi-truong',
    );
  });

  it('reports a lost connection, and still shows the last view', async () => {
    const transport = await openMc();
    await act(async () => transport.drop());
    expect(screen.getByRole('alert').textContent).toContain('Mất kết nối');
    expect(screen.getAllByRole('button', { name: /Chào mừng/u })).toHaveLength(1);
  });
});
