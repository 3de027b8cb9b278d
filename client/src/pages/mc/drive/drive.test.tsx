import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { McRun } from '@hoithi/shared/contract/show-mc';
import type { RunResult } from '@hoithi/shared/contract/show-report';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rolePermissions } from '../../../../test/role-permissions.ts';
import { sampleMcView } from '../../../../test/sample-screen.ts';
import { questionCue, sampleRun, sampleStage } from '../../../../test/sample-show.ts';
import { ScriptedTransport } from '../../../../test/scripted-transport.ts';
import { loadWords } from '../../../locales/i18n.ts';
import McApp from '../mc-app.tsx';

await loadWords('mc', 'show-outage', 'screen', 'refusal', 'participation');
beforeEach(() => localStorage.setItem('hoithi.device', 'may-nay'));

const ready = sampleStage(questionCue({ phase: 'ready', opening: null }));
async function openRun(part: Partial<McRun> = {}, role: 'mc' | 'moderator' = 'mc') {
  const transport = new ScriptedTransport();
  const run = sampleRun(ready, part);
  transport.answer('view:enter', () => accept(sampleMcView({ show: { shows: [], run, last: null } })));
  transport.answer('run:drive', () => accept({ seq: 8 }));
  transport.answer('run:take', () => accept({ seq: 8 }));
  transport.answer('run:moderate', () => accept({ seq: 8 }));
  render(<McApp transport={transport} />);
  transport.push('may', rolePermissions(role));
  await act(async () => transport.connect());
  return transport;
}
const sampleResult: RunResult = {
  runId: ready.runId,
  contestName: ready.contestName,
  host: ready.contestName,
  title: ready.showTitle,
  code: ready.code,
  mode: 'speed',
  rehearsal: false,
  openedAtMs: 1_000_000,
  endedAtMs: 2_000_000,
  commitment: ready.commitment,
  players: 250,
  removed: 1,
  board: [
    { rank: 1, name: 'Nguyễn Phương Hoàng Bảo Trân', unitName: 'Huyện Thạch Hà', points: 2_900, elapsedMs: 9_000 },
  ],
  questions: [
    {
      asking: 1,
      kind: 'question',
      text: 'Ngày nào là Ngày Chuyển đổi số quốc gia?',
      right: 'Ngày 10 tháng 10',
      answered: 200,
      rightPersons: 150,
      medianMs: 6_000,
      fastestMs: 2_000,
      options: [{ text: 'Ngày 10 tháng 10', persons: 150, right: true }],
      ruling: null,
    },
  ],
};
const commands = (transport: ScriptedTransport) => transport.of('run:drive').map(({ message }) => message);
const acts = (transport: ScriptedTransport) => transport.of('run:moderate').map(({ message }) => message);
const press = (key: string, more = {}) => act(async () => void fireEvent.keyDown(window, { key, ...more }));

describe('driving a show', () => {
  it('[H50] another show of the contest may follow: it is asked for first, and whoever plays goes over', async () => {
    const transport = new ScriptedTransport();
    const card = { id: 'chung-ket', title: { vi: 'Chung kết', en: 'Final' }, cues: 9, questions: 4, loadedAtMs: 0 };
    const run = sampleRun(ready, { following: 52, showId: 'nay' });
    const shows = [
      { ...card, showId: 'nay' },
      { ...card, showId: 'sau' },
    ];
    transport.answer('view:enter', () => accept(sampleMcView({ show: { shows, run, last: null } })));
    transport.answer('run:open', () => accept({ runId: 'x' }));
    render(<McApp transport={transport} />);
    transport.push('may', rolePermissions('mc'));
    await act(async () => transport.connect());
    await userEvent.click(screen.getByText('Chương trình tiếp theo'));
    await userEvent.click(screen.getByRole('button', { name: 'Chuyển sang' }));
    expect(screen.getByText(/52 người chơi đi tiếp/)).toBeTruthy();
    expect(transport.of('run:open')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Kết thúc và chuyển' }));
    expect(transport.of('run:open').map(({ message }) => message)).toEqual([
      { showId: 'sau', rehearsal: false, simulated: 0, device: 'may-nay', after: ready.runId },
    ]);
  });
  it('[H3] the wide button says what it will do, and gives the command in the state that is shown', async () => {
    const transport = await openRun();
    await userEvent.click(screen.getByRole('button', { name: 'Mở câu hỏi' }));
    expect(commands(transport)).toEqual([{ runId: ready.runId, seq: 7, device: 'may-nay', command: { do: 'next' } }]);
  });

  it('[H19] the report names whose answers the jury should look at, and says what the marks mean', async () => {
    const transport = await openRun();
    const marked = [
      {
        playerId: 'p1',
        name: 'Nguyễn Phương Hoàng Bảo Trân',
        unitName: 'Huyện Thạch Hà',
        rank: 1,
        quick: 9,
        quickRight: 9,
        latePongs: 0,
      },
    ];
    const runs = [
      { runId: ready.runId, code: '481920', title: ready.showTitle, openedAtMs: 1_000_000, rehearsal: false },
    ];
    transport.answer('run:report', () =>
      accept({ runs, report: { runId: ready.runId, marked, result: sampleResult } }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Xem kết quả' }));
    expect(screen.getByRole('row', { name: /Bảo Trân Huyện Thạch Hà 1 9 câu, đúng 9 0/ })).toBeDefined();
    expect(screen.getByText(/Hệ thống không tự trừ điểm/)).toBeDefined();
    transport.answer('run:report', () =>
      accept({ runs, report: { runId: ready.runId, marked: [], result: sampleResult } }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Đọc lại' }));
    expect(screen.getByText('Không có câu trả lời nào cần xem lại.')).toBeDefined();
  });

  it('[H60] what came of a run: board, shares and times of its questions, papers and proof', async () => {
    const transport = await openRun();
    const runs = [
      { runId: ready.runId, code: '481920', title: ready.showTitle, openedAtMs: 1_000_000, rehearsal: false },
    ];
    transport.answer('run:report', () =>
      accept({ runs, report: { runId: ready.runId, marked: [], result: sampleResult } }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Xem kết quả' }));
    expect(screen.getByRole('row', { name: /^1 Nguyễn Phương Hoàng Bảo Trân Huyện Thạch Hà 2\.900/ })).toBeTruthy();
    expect(screen.getByText(/^75(,0)? % \(150\)$/)).toBeTruthy();
    const links = ['Biên bản (PDF)', 'Bảng tính (XLSX)', 'Trang kiểm chứng'].map((name) =>
      screen.getByRole('link', { name }).getAttribute('href'),
    );
    expect(links).toEqual([
      `/api/mc/runs/${ready.runId}/result.pdf?lang=vi`,
      `/api/mc/runs/${ready.runId}/result.xlsx?lang=vi`,
      `/kiem-chung/${ready.runId}`,
    ]);
  });

  it('[H3] the clicker: PageDown on, PageUp back, B black; a bouncing key is one press', async () => {
    const transport = await openRun();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(5_000); // the keys of one bounce, however slow the machine
    await press('PageDown');
    await press('PageDown');
    clock.mockRestore();
    expect(commands(transport)).toHaveLength(1);
    expect(commands(transport)).toMatchObject([{ command: { do: 'next' } }]);
  });

  it.each([
    ['PageUp', { do: 'back' }],
    ['b', { do: 'black', on: true }],
    [' ', { do: 'next' }],
  ])('[H3] the key %s', async (key, command) => {
    const transport = await openRun();
    await press(key);
    expect(commands(transport)).toMatchObject([{ command }]);
  });

  it('[H3] a key that is held down, or with a modifier, or while the time has not come, does nothing', async () => {
    const transport = await openRun({ nextStep: 'nothing' });
    await press('PageDown');
    await press('b', { repeat: true });
    await press('PageUp', { ctrlKey: true });
    expect(commands(transport)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Xin chờ' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('[H3] a device that does not drive has one button: to take over', async () => {
    const transport = await openRun({ driver: 'may-khac' });
    await press('PageDown');
    expect(commands(transport)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Nhận quyền điều khiển' }));
    expect(transport.of('run:take').map(({ message }) => message)).toEqual([{ runId: ready.runId, device: 'may-nay' }]);
  });

  it('[H2] a stale command is reported in one sentence', async () => {
    const transport = await openRun();
    transport.answer('run:drive', () => refuse({ code: 'stale_command', seq: 9 }));
    await userEvent.click(screen.getByRole('button', { name: 'Mở câu hỏi' }));
    expect(screen.getByText(/Chương trình đã sang bước khác/)).toBeTruthy();
  });

  it('[H2b] the next press waits until the page shows what the last one made', async () => {
    const transport = await openRun();
    await userEvent.click(screen.getByRole('button', { name: 'Mở câu hỏi' }));
    await userEvent.click(screen.getByRole('button', { name: 'Mở câu hỏi' }));
    expect(commands(transport)).toMatchObject([{ seq: 7 }]);
    const run = sampleRun(ready, { seq: 8, nextStep: 'lock' });
    await act(async () => transport.push('view', sampleMcView({ version: 2, show: { shows: [], run, last: null } })));
    await userEvent.click(screen.getByRole('button', { name: 'Khóa sớm' }));
    expect(commands(transport)).toMatchObject([{ seq: 7 }, { seq: 8 }]);
  });

  it('[N15] the MC reads that answers of an outage are on their way, and may reveal all the same', async () => {
    const transport = await openRun({ nextStep: 'reveal', resending: 12 });
    expect(screen.getByText(/^12 câu trả lời của lúc gián đoạn đang được gửi lại/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án' }));
    expect(commands(transport)).toMatchObject([{ command: { do: 'next' } }]);
  });

  it('[N15] a reveal that met an outage is reported, and is not repeated by the page itself', async () => {
    const transport = await openRun({ nextStep: 'reveal' });
    transport.answer('run:drive', () => refuse({ code: 'unavailable' }));
    await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án' }));
    expect(screen.getByText(/^Chưa công bố được/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án' }));
    expect(commands(transport)).toHaveLength(2);
  });

  it('the MC sees the key', async () => {
    await openRun();
    expect(screen.getByText(/đáp án/).closest('li')?.textContent).toContain('Ngày 10 tháng 10');
  });

  it('[H41] the MC reads own notes, the options as they are chosen, who was fastest, and how late the show is', async () => {
    const clock = { startedAtMs: -10_000_000, cueSinceMs: 0, beforeMs: 0, currentMs: 180_000, totalMs: 300_000 };
    const fastest = [{ name: 'Bảo Trân', unitName: 'Huyện Thạch Hà', elapsedMs: 2_000 }];
    await openRun({ clock, given: { counts: [4, 1_250, 0], fastest } });
    expect(screen.getByText('Mời đại diện Sở lên sân khấu.')).toBeTruthy();
    expect(screen.getByText(/đáp án/).closest('li')?.textContent).toContain('1.250');
    expect(screen.getByText('Đúng và nhanh nhất').parentElement?.textContent).toContain('Bảo Trân Huyện Thạch Hà 2');
    expect(screen.getByText(/^Chậm [\d.]+ phút$/)).toBeTruthy();
  });

  describe('a buzzer', () => {
    const first = { playerId: 'p1', name: 'Bảo Trân', unitName: 'Huyện Thạch Hà', elapsedMs: 950 };
    const at = (right: boolean | null) =>
      sampleStage(
        questionCue({ phase: 'locked', buzzer: { points: 100, first: { ...first, right }, close: null, out: 0 } }),
      );

    it.each([
      ['Chấm đúng', true],
      ['Chấm sai', false],
    ])('[H51] %s, while the wide button waits', async (name, right) => {
      const transport = await openRun({ stage: at(null), nextStep: 'nothing' });
      const wide = screen.getByRole('button', { name: 'Chấm câu trả lời ở trên' });
      expect(wide.getAttribute('aria-disabled')).toBe('true');
      await userEvent.click(screen.getByRole('button', { name }));
      expect(commands(transport)).toMatchObject([{ command: { do: 'mark', asking: 2, right } }]);
    });

    it('[H51b] after a wrong answer it is opened again, or closed', async () => {
      const transport = await openRun({ stage: at(false), nextStep: 'open-question' });
      await userEvent.click(screen.getByRole('button', { name: 'Mở lại chuông' }));
      const run = sampleRun(at(false), { seq: 8, nextStep: 'open-question' });
      await act(async () => transport.push('view', sampleMcView({ version: 2, show: { shows: [], run, last: null } })));
      await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án, không mở lại' }));
      expect(commands(transport)).toMatchObject([{ command: { do: 'next' } }, { command: { do: 'close' } }]);
      expect(screen.queryByRole('button', { name: 'Chấm đúng' })).toBeNull();
    });

    it('[H51] [H60] the result names who answered, and whether it was right', async () => {
      const transport = await openRun();
      const said = [{ name: 'Thu Hà', unitName: null, right: false }];
      const questions = sampleResult.questions.map((question) => ({ ...question, options: [], said }));
      const report = { runId: ready.runId, marked: [], result: { ...sampleResult, questions } };
      transport.answer('run:report', () => accept({ runs: [], report }));
      await userEvent.click(screen.getByRole('button', { name: 'Xem kết quả' }));
      expect(screen.getByText('Thu Hà: trả lời chưa đúng')).toBeTruthy();
    });

    it('[H51] whoever only watches judges nothing', async () => {
      await openRun({ stage: at(null), nextStep: 'nothing' }, 'moderator');
      expect(screen.getByText('Bảo Trân')).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Chấm đúng' })).toBeNull();
    });
  });

  it('[H18] removing a player asks for confirmation once', async () => {
    const transport = await openRun();
    await userEvent.click(screen.getByText('Người chơi mới vào (5)'));
    await userEvent.click(screen.getByRole('button', { name: 'Mời ra' }));
    expect(commands(transport)).toEqual([]);
    const [, confirm] = screen.getAllByRole('button', { name: 'Mời ra' });
    if (confirm) await userEvent.click(confirm);
    expect(acts(transport)).toMatchObject([{ act: { do: 'remove', playerId: 's1' } }]);
  });

  it('[H40] whoever moderates approves names one by one or all that are listed, and sees no button of driving', async () => {
    const names = {
      naming: { approval: true, lobby: 'names' as const },
      waiting: 120,
      next: ['Bình An', 'Thu Hà'].map((name, at) => ({ playerId: `p${at}`, name, unitName: null, sign: `#000${at}` })),
    };
    const transport = await openRun({ names, canBack: true, nextStep: 'open-question', rulable: 2 }, 'moderator');
    await userEvent.click(screen.getByText('Tên trên màn hình: 120 tên chờ duyệt'));
    await userEvent.click(screen.getByRole('button', { name: 'Duyệt tên Thu Hà' }));
    await userEvent.click(screen.getByRole('button', { name: 'Duyệt 2 tên dưới đây' }));
    await userEvent.click(screen.getByLabelText('Chỉ chiếu đơn vị'));
    expect(acts(transport)).toMatchObject([
      { act: { do: 'approve', playerIds: ['p1'] } },
      { act: { do: 'approve', playerIds: ['p0', 'p1'] } },
      { act: { do: 'naming', naming: { approval: true, lobby: 'units' } } },
    ]);
    const refused = ['Mở câu hỏi', 'Lùi', 'Nhận quyền điều khiển', 'Sửa đáp án hoặc hủy câu', 'Đổi đường dẫn màn hình'];
    for (const name of refused) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('[H18b] removing everybody who has just come in says how many they are, and asks for confirmation', async () => {
    const transport = await openRun();
    transport.answer('run:count', () => accept({ persons: 1890 }));
    await userEvent.click(screen.getByText('Người chơi mới vào (5)'));
    await userEvent.click(screen.getByRole('button', { name: 'Mời ra hàng loạt…' }));
    await userEvent.click(screen.getByLabelText('5 phút qua'));
    expect(await screen.findByText(/^1\.890 người không đăng nhập đã vào từ/)).toBeTruthy();
    expect(commands(transport)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Mời ra 1.890 người' }));
    const counts = transport.of('run:count').map(({ message }) => (message as { sinceMs: number }).sinceMs);
    expect(acts(transport)).toMatchObject([{ act: { do: 'clear', sinceMs: counts.at(-1) } }]);
    expect(counts).toHaveLength(2);
  });

  it('without a connection the button waits and says why', async () => {
    const transport = await openRun();
    await act(async () => transport.drop());
    expect(screen.getByRole('alert').textContent).toContain('Mất kết nối');
    expect(screen.getByRole('button', { name: 'Mở câu hỏi' }).getAttribute('aria-disabled')).toBe('true');
  });
});
