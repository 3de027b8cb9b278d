import '../../../../test/open-test-words.ts';
import type { RehearsalList, RehearsalReport, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk, view } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const id = '00000000-0000-4000-8000-0000000000aa';
const contestId = '00000000-0000-4000-8000-000000000001';
const name = { vi: 'Cuộc thi Chuyển đổi số', en: 'Digital contest' };
const workload = {
  people: 500,
  seconds: 180,
  joinSeconds: 30,
  lockPercent: 30,
  lockSeconds: 20,
  dropPercent: 5,
  slowPercent: 2,
  resendPercent: 5,
};
const latency = { count: 3_150, p50: 12, p99: 84, max: 130 };
const progress: RehearsalView['progress'] = {
  seconds: 60,
  joined: 420,
  started: 400,
  submitted: 12,
  answersAcked: 3_150,
  answersPeak: 90,
  resent: 0,
  join: null,
  start: null,
  answer: latency,
  reconnect: null,
  clock: null,
  errors: [],
  crowd: {
    cores: 2,
    memoryBytes: 1024 ** 3,
    os: 'Linux',
    node: 'v24.0.0',
    machine: 'a',
    address: 'https://thi.example.vn',
    cpuShare: 0.5,
    loopP99Ms: 3,
  },
};
const list: RehearsalList = {
  serverNowMs: 0,
  contests: [{ contestId, slug: 'cds', name }],
  openRound: false,
  address: 'https://thi.example.vn',
  rehearsals: [],
};
const report: RehearsalReport = {
  workload,
  end: 'died',
  endDetail: 'exit 2\nfetch failed',
  besideOpenRound: false,
  questions: 15,
  startedAtMs: 0,
  endedAtMs: 60_000,
  figures: null,
  sameMachine: null,
  proxies: { trusted: 1, seen: 1 },
  servers: [],
  stores: { database: 'PostgreSQL 16.1', rankings: 'memory' },
  audit: { claimed: 7_500, lost: 2, doubled: 0, pointsWrong: 0, submissions: 500, rankingWrong: 0 },
  checks: [
    { id: 'lost', measured: 2, limit: 0, passed: false },
    { id: 'answer', measured: 1_234, limit: 1_000, passed: false },
    { id: 'reconnect', measured: null, limit: 5_000, passed: false },
  ],
  passed: false,
};
const one: RehearsalView = {
  rehearsalId: id,
  contest: { slug: 'cds', name },
  workload,
  crowd: 'here',
  madeAtMs: 0,
  takenAtMs: 0,
  endsByMs: 0,
  judging: false,
  progress: null,
  report: null,
};

/** The server's answers by address; what was sent can be read. */
function answer(answers: Record<string, unknown>): { path: string; body: unknown }[] {
  const sent: { path: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    if (init?.method === 'POST') sent.push({ path, body: JSON.parse(typeof init.body === 'string' ? init.body : '') });
    const found = answers[`${init?.method ?? 'GET'} ${path}`];
    return found
      ? Response.json(found)
      : Response.json(refuse({ code: 'not_found', what: 'address' }), { status: 404 });
  });
  return sent;
}
const home = '/api/organizer/rehearsals';
const button = (of: string) => screen.getByRole('button', { name: of });

describe('the pages of rehearsals', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[Y1, Y4] a crowd elsewhere gets its command with the key, shown this once', async () => {
    const started = accept({ rehearsalId: id, key: 'key-of-192-bits', address: 'https://thi.example.vn' });
    const sent = answer({ [`GET ${home}`]: accept(list), [`POST ${home}`]: started });
    await openDesk('/to-chuc/dien-tap');
    await userEvent.clear(screen.getByLabelText('Số người giả lập'));
    await userEvent.type(screen.getByLabelText('Số người giả lập'), '3000');
    await userEvent.click(screen.getByLabelText(/^Trên máy khác/));
    await userEvent.click(button('Bắt đầu diễn tập'));
    await settle();
    expect(sent).toEqual([
      {
        path: home,
        body: { contestId, workload: { ...workload, people: 3_000 }, crowd: 'elsewhere', besideOpenRound: false },
      },
    ]);
    expect(screen.getByText('npm run rehearse -- --url https://thi.example.vn --key=key-of-192-bits')).toBeTruthy();
  });

  it('[Y3] a number out of bounds is reported at its field, and nothing is sent', async () => {
    const sent = answer({ [`GET ${home}`]: accept(list) });
    await openDesk('/to-chuc/dien-tap');
    await userEvent.clear(screen.getByLabelText('Số người giả lập'));
    await userEvent.type(screen.getByLabelText('Số người giả lập'), '5001');
    await userEvent.click(button('Bắt đầu diễn tập'));
    expect(screen.getByRole('alert').textContent).toContain('Từ 1 đến 5.000.');
    expect(sent).toEqual([]);
  });

  it('[Y1] beside an open round nothing is sent before the tick', async () => {
    const started = accept({ rehearsalId: id, key: null, address: '' });
    const sent = answer({ [`GET ${home}`]: accept({ ...list, openRound: true }), [`POST ${home}`]: started });
    const { where } = await openDesk('/to-chuc/dien-tap');
    await userEvent.click(button('Bắt đầu diễn tập'));
    expect(screen.getByRole('alert').textContent).toContain('Cần xác nhận');
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByLabelText(/^Đang có tuần thi thật mở/));
    await userEvent.click(button('Bắt đầu diễn tập'));
    await settle();
    expect(sent[0]?.body).toMatchObject({ crowd: 'here', besideOpenRound: true });
    expect(where()).toBe(`/to-chuc/dien-tap/${id}`);
  });

  it('[Y6, Y7] the report says what was lost, why it ended, and that it covers this workload only', async () => {
    answer({ [`GET ${home}/${id}`]: accept({ ...one, report }) });
    await openDesk(`/to-chuc/dien-tap/${id}`);
    const text = document.body.textContent ?? '';
    expect(text).toContain('Báo cáo chỉ nói về đúng khối lượng đã chạy');
    expect(text).toContain('đã dừng giữa chừng');
    expect(text).toContain('fetch failed');
    expect(text).toContain('Câu trả lời đã xác nhận mà mất2nhiều nhất 0Không đạt');
    expect(text).toContain('1,23\u00a0giâynhiều nhất 1\u00a0giây');
    expect(text).toContain('không đo được');
    expect(text).toContain('không dùng Redis');
  });

  it('[Y7] a running rehearsal shows how far it is and can be stopped', async () => {
    const running = { ...one, takenAtMs: Date.parse('2026-03-04T20:01:00+07:00'), progress };
    const sent = answer({ [`GET ${home}/${id}`]: accept(running), [`POST ${home}/${id}/stop`]: accept({}) });
    await openDesk(`/to-chuc/dien-tap/${id}`);
    expect(screen.getByText('Đang chạy')).toBeTruthy();
    expect(screen.getByText(/^Đoàn người vào lúc 20:01/)).toBeTruthy();
    const figureOf = (name: string) => screen.getByText(name).closest('div')?.textContent;
    expect(figureOf('đã vào')).toBe('đã vào420trên 500');
    expect(figureOf('câu trả lời đã xác nhận')).toBe('câu trả lời đã xác nhận3.150');
    expect(figureOf('đã nộp bài')).toBe('đã nộp bài12trên 500');
    expect(figureOf('xác nhận câu trả lời, 99 %')).toBe('xác nhận câu trả lời, 99\u00a0%84\u00a0ms');
    await userEvent.click(button('Dừng diễn tập'));
    await settle();
    expect(sent.map(({ path }) => path)).toEqual([`${home}/${id}/stop`]);
  });

  it('[Y8] the organizer of a demo alone sees no link to rehearsals', async () => {
    const shown = view();
    const [first] = shown.contests;
    if (first) first.contest = { ...first.contest, demo: true };
    await openDesk('/to-chuc', { ...shown, account: null });
    expect(screen.queryByRole('link', { name: 'Diễn tập' })).toBeNull();
  });
});
