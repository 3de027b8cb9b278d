import '../../../../test/open-test-words.ts';
import { accept } from '@hoithi/shared/contract/result';
import { readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { weeklyFile } from '@hoithi/shared/rulebook/test-weekly';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk, serverNowMs } from '../../../../test/organizer-story.tsx';
import { answerHttp } from '../../../../test/scripted-http.ts';
import './page.tsx'; // it is loaded when it is opened: not within the test's time
import type { SimulationOrder } from './simulate-worker.ts';

/** The page's thread, in the test's own: the program of the thread is the real one. `held`: it takes its time. */
class ThreadHere {
  static held = false;
  static ended = 0;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  async postMessage(data: SimulationOrder): Promise<void> {
    vi.stubGlobal('postMessage', (news: unknown) => this.onmessage?.({ data: news }));
    await import('./simulate-worker.ts');
    if (!ThreadHere.held) (self.onmessage as (event: { data: SimulationOrder }) => void)({ data });
  }

  terminate(): void {
    ThreadHere.ended += 1;
    this.onmessage = null;
  }
}

const rulebook = weeklyFile({ firstOpensAtMs: serverNowMs, weeks: 2, questions: 5 });

async function openSimulator(own: object = rulebook): Promise<void> {
  ThreadHere.held = false;
  ThreadHere.ended = 0;
  vi.stubGlobal('Worker', ThreadHere);
  const path = 'GET /api/organizer/simulation/cds';
  answerHttp({ [path]: accept({ name: 'Cuộc thi Chuyển đổi số', rulebook: own, startsPerSecond: 50 }) });
  await openDesk('/to-chuc/cuoc-thi/cds/chay-thu');
  await screen.findByRole('heading', { name: 'Chạy thử thể lệ' }, { timeout: 15_000 });
}

afterEach(() => vi.unstubAllGlobals());

describe('the page of the simulator', () => {
  it('[M20] a made-up crowd of a size one chooses sits every round, and it says who decides the prizes', async () => {
    await openSimulator();
    fireEvent.change(screen.getByLabelText('Số người đăng ký'), { target: { value: '1' } });
    expect(screen.getByLabelText('Số người đăng ký').getAttribute('aria-valuetext')).toBe('300');
    fireEvent.change(screen.getByLabelText('Tỷ lệ trả lời đúng của người trung bình'), { target: { value: '1' } });
    await userEvent.click(screen.getByRole('button', { name: 'Chạy thử' }));
    const table = within(await screen.findByRole('table', {}, { timeout: 15_000 }));
    expect(table.getAllByRole('rowheader').map((each) => each.textContent)).toEqual(['Tuần 1', 'Tuần 2']);
    expect(screen.getByText('tin nhắn mã đăng nhập phải trả tiền').parentElement?.textContent).toContain('300');
    // Two weeks of one first, two second and three third prizes; a person has one of them at most.
    expect(screen.getByText('giải được trao').parentElement?.textContent).toContain('12');
    expect(screen.getByText(/trong 12 giải .* được quyết định bởi/)).toBeTruthy();
    expect(ThreadHere.ended).toBe(1);
  });

  it('[M20] the same seed gives the same figures, another one others', async () => {
    await openSimulator();
    fireEvent.change(screen.getByLabelText('Số người đăng ký'), { target: { value: '0' } });
    const run = async (seed: string) => {
      fireEvent.change(screen.getByLabelText(/^Mã lần chạy/), { target: { value: seed } });
      await userEvent.click(screen.getByRole('button', { name: 'Chạy thử' }));
      return (await screen.findByRole('table', {}, { timeout: 15_000 })).textContent;
    };
    const first = await run('mai');
    expect(await run('mai')).toBe(first);
    expect(await run('lan')).not.toBe(first);
  });

  it('[M20] it can be stopped while it runs, which ends its thread', async () => {
    await openSimulator();
    ThreadHere.held = true;
    await userEvent.click(screen.getByRole('button', { name: 'Chạy thử' }));
    expect(screen.getByRole('progressbar', { name: 'Đang chạy thử…' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Dừng lại' }));
    expect(ThreadHere.ended).toBe(1);
    expect(screen.getByText('Thể lệ này sẽ dẫn tới điều gì?')).toBeTruthy();
  });

  it('[M20] rules that are not whole are refused with what they lack', async () => {
    const own = { ...rulebook, standings: rulebook.standings.map((each) => ({ ...each, population: 'nobody' })) };
    await openSimulator(own);
    await userEvent.click(screen.getByRole('button', { name: 'Chạy thử' }));
    await screen.findByText('Thể lệ chưa đủ để chạy thử');
    const { open, wrong } = readDraft(own as never);
    const said = [...open, ...wrong].map(({ words }) => words.vi);
    expect(said.length).toBeGreaterThan(0);
    for (const sentence of said) expect(screen.getAllByText(sentence).length).toBeGreaterThan(0);
  });
});
