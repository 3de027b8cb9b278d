import '../../../../test/open-test-words.ts';
import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { percentOf } from '@hoithi/shared/rules/percent';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk, round, view } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const label = { vi: 'Tuần 2', en: 'Week 2' };
const name = { vi: 'Cuộc thi', en: 'Contest' };
const report: FiguresReport = {
  contest: { slug: 'cds', name, host: name, demo: false },
  round: { ordinal: 2, label, phase: 'open', opensAtMs: 0, closesAtMs: 1 },
  status: 'provisional',
  computedAtMs: Date.parse('2026-03-04T20:00:00+07:00'),
  rulesVersion: 1,
  standing: null,
  counts: {
    attempts: 30_000,
    roundPersons: 25_980,
    sumOfRoundPersons: 51_805,
    contestPersons: 40_000,
    allCorrectPersons: 5_945,
  },
  allCorrect: percentOf(5_945, 25_980),
  change: null,
  takingPart: { all: percentOf(63, 63), byLevel: [] },
  blocks: [],
  audiences: [],
  quality: {
    persons: 25_980,
    withoutCounted: 0,
    bands: [{ id: 'all', part: percentOf(5_945, 25_980) }],
    mean: { points: 0, persons: 25_980, hundredths: 0 },
    pointsMax: 150,
  },
  units: [],
  unratedUnits: [],
  full: [],
  lowest: null,
  winners: null,
  namesMasked: true,
  decision: null,
  submitted: { counted: 30_000, practice: 0, simulated: 0, voided: 2 },
  openAttempts: 0,
  excludedPhones: 0,
};

/** The server's answers to the figures' addresses; the requests can be read. */
function answerFigures(answer: unknown): string[] {
  const requests: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    if (!path.includes('/figures.'))
      return Response.json(refuse({ code: 'not_found', what: 'address' }), { status: 404 });
    requests.push(path);
    return Response.json(answer);
  });
  return requests;
}

describe('the figures card', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[C11] 5,945 of 25,980 is shown as 22,88 % with both counts, and the figures as provisional', async () => {
    const requests = answerFigures(accept(report));
    await openDesk('/to-chuc');
    await userEvent.click(screen.getByRole('button', { name: 'Xem trước' }));
    await settle();
    expect(requests).toEqual([`/api/organizer/rounds/${round({}).roundId}/figures.json?lang=vi&lowest=10`]);
    expect(screen.getAllByText('22,88 % (5.945/25.980)')).toHaveLength(2);
    expect(screen.getByText('Số liệu tạm thời: tuần thi chưa chốt kết quả.')).toBeTruthy();
    expect(screen.getByText(/2 lượt bị hủy/)).toBeTruthy();
  });

  it('[C15] an invalid number of units is reported, and nothing is requested', async () => {
    const requests = answerFigures(accept(report));
    await openDesk('/to-chuc');
    await userEvent.clear(screen.getByLabelText(/^Số đơn vị thấp nhất/));
    await userEvent.type(screen.getByLabelText(/^Số đơn vị thấp nhất/), '501');
    await userEvent.click(screen.getByRole('button', { name: 'Tải bản in (.pdf)' }));
    expect(screen.getByRole('alert').textContent).toContain('từ 0 đến 500');
    expect(requests).toEqual([]);
  });

  it('[C18] a refused download is shown in words; the reason goes with it', async () => {
    const requests = answerFigures(refuse({ code: 'not_allowed' }));
    await openDesk('/to-chuc');
    await userEvent.type(screen.getByLabelText(/^Mục đích lấy số liệu/), 'Báo cáo tuần');
    await userEvent.click(screen.getByRole('button', { name: 'Tải bảng tính (.xlsx)' }));
    await settle();
    expect(new URLSearchParams(requests[0]?.split('?')[1]).get('reason')).toBe('Báo cáo tuần');
    expect(screen.queryByText(/Đã tải/)).toBeNull();
    expect(document.body.textContent).toContain('Tài khoản này không được vào phần này.');
  });

  it('[C18] before any round has opened there is nothing to download', async () => {
    await openDesk('/to-chuc', view([round({ phase: 'scheduled' })]));
    expect(screen.getByText('Chưa có tuần thi nào mở.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Xem trước' })).toBeNull();
  });
});
