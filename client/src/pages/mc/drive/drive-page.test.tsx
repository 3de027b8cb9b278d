import '../../../open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { McRun } from '@hoithi/shared/contract/show';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ScriptedTransport } from '../../../connection/scripted-transport.ts';
import { loadWords } from '../../../locales/i18n.ts';
import { sampleMcView } from '../../screen/sample-views.ts';
import { questionCue, sampleRun, sampleStage } from '../../screen/show/sample-show.ts';
import McApp from '../mc-app.tsx';

await loadWords('mc', 'show-outage', 'screen', 'refusal', 'participation');
beforeEach(() => localStorage.setItem('hoithi.device', 'may-nay'));

const ready = sampleStage(questionCue({ phase: 'ready', opening: null }));
async function openRun(part: Partial<McRun> = {}) {
  const line = new ScriptedTransport();
  const run = sampleRun(ready, part);
  line.answer('view:enter', () => accept(sampleMcView({ show: { shows: [], run } })));
  line.answer('run:drive', () => accept({ seq: 8 }));
  line.answer('run:take', () => accept({ seq: 8 }));
  render(<McApp transport={line} />);
  await act(async () => line.connect());
  return line;
}
const commands = (line: ScriptedTransport) => line.of('run:drive').map(({ message }) => message);
const press = (key: string, more = {}) => act(async () => void fireEvent.keyDown(window, { key, ...more }));

describe('driving a show', () => {
  it('[H3] the wide button says what it will do, and gives the command in the state that is shown', async () => {
    const line = await openRun();
    await userEvent.click(screen.getByRole('button', { name: 'Mở câu hỏi' }));
    expect(commands(line)).toEqual([{ runId: ready.runId, seq: 7, device: 'may-nay', command: { do: 'next' } }]);
  });

  it('[H3] the clicker: PageDown on, PageUp back, B black; a bouncing key is one press', async () => {
    const line = await openRun();
    await press('PageDown');
    await press('PageDown');
    expect(commands(line)).toHaveLength(1);
    expect(commands(line)).toMatchObject([{ command: { do: 'next' } }]);
  });

  it.each([
    ['PageUp', { do: 'back' }],
    ['b', { do: 'black', on: true }],
    [' ', { do: 'next' }],
  ])('[H3] the key %s', async (key, command) => {
    const line = await openRun();
    await press(key);
    expect(commands(line)).toMatchObject([{ command }]);
  });

  it('[H3] a key held down, or with a modifier, or while the time has not come, does nothing', async () => {
    const line = await openRun({ nextStep: 'nothing' });
    await press('PageDown');
    await press('b', { repeat: true });
    await press('PageUp', { ctrlKey: true });
    expect(commands(line)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Xin chờ' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('[H3] a device that does not drive has one button: to take over', async () => {
    const line = await openRun({ driver: 'may-khac' });
    await press('PageDown');
    expect(commands(line)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Nhận quyền điều khiển' }));
    expect(line.of('run:take').map(({ message }) => message)).toEqual([{ runId: ready.runId, device: 'may-nay' }]);
  });

  it('[H2] a stale command is said in one line', async () => {
    const line = await openRun();
    line.answer('run:drive', () => refuse({ code: 'stale_command', seq: 9 }));
    await userEvent.click(screen.getByRole('button', { name: 'Mở câu hỏi' }));
    expect(screen.getByText(/Chương trình đã sang bước khác/)).toBeTruthy();
  });

  it('[N15] the MC reads that answers of an outage are on their way, and may reveal all the same', async () => {
    const line = await openRun({ nextStep: 'reveal', resending: 12 });
    expect(screen.getByText(/^12 câu trả lời của lúc gián đoạn đang được gửi lại/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án' }));
    expect(commands(line)).toMatchObject([{ command: { do: 'next' } }]);
  });

  it('[N15] a reveal that met an outage is said, and is not given again by the page itself', async () => {
    const line = await openRun({ nextStep: 'reveal' });
    line.answer('run:drive', () => refuse({ code: 'unavailable' }));
    await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án' }));
    expect(screen.getByText(/^Chưa công bố được/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Công bố đáp án' }));
    expect(commands(line)).toHaveLength(2);
  });

  it("the key stands before the MC's eyes", async () => {
    await openRun();
    expect(screen.getByText(/đáp án/).closest('li')?.textContent).toContain('Ngày 10 tháng 10');
  });

  it('[H18] removing a seat asks once', async () => {
    const line = await openRun();
    await userEvent.click(screen.getByText('Người chơi mới vào (5)'));
    await userEvent.click(screen.getByRole('button', { name: 'Mời ra' }));
    expect(commands(line)).toEqual([]);
    const [, confirm] = screen.getAllByRole('button', { name: 'Mời ra' });
    if (confirm) await userEvent.click(confirm);
    expect(commands(line)).toMatchObject([{ command: { do: 'remove', playerId: 's1' } }]);
  });

  it('while the line is down the button waits and says why', async () => {
    const line = await openRun();
    await act(async () => line.drop());
    expect(screen.getByRole('alert').textContent).toContain('Mất kết nối');
    expect(screen.getByRole('button', { name: 'Mở câu hỏi' }).getAttribute('aria-disabled')).toBe('true');
  });
});
