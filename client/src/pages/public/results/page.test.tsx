import '../../../../test/open-test-words.ts';
import type { PublicContest, RoundCard } from '@hoithi/shared/contract/public';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { ladderKeys } from '@hoithi/shared/contract/rules';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { samplePrize } from '../../../../test/sample-prize.ts';
import { sampleResults, sampleWinner } from '../../../../test/sample-results.ts';
import { i18n, loadWords } from '../../../locales/i18n.ts';
import ResultsApp from './page.tsx';

await loadWords('results');

const round = (changed: Partial<RoundCard>): RoundCard => ({
  roundId: '00000000-0000-4000-8000-000000000001',
  ordinal: 1,
  label: { vi: 'Tuần 1', en: 'Week 1' },
  phase: 'open',
  opensAtMs: Date.parse('2023-11-06T00:00:00+07:00'),
  closesAtMs: Date.parse('2023-11-12T18:00:00+07:00'),
  publishAtMs: Date.parse('2023-11-12T20:00:00+07:00'),
  persons: null,
  ...changed,
});
const contestWith = (rounds: RoundCard[]) =>
  ({ contest: { slug: 'cds', demo: false }, rounds }) as unknown as PublicContest;

type Answer = PublicResults | 404 | 'no network';

/** The real page at its address; the server's answers are scripted. */
function openResults(file: Answer, rounds: RoundCard[] = []) {
  vi.stubGlobal('fetch', async (path: string) => {
    if (path.startsWith('/api/contests/')) return Response.json({ ok: true, value: contestWith(rounds) });
    if (file === 'no network') throw new TypeError('no network');
    if (file === 404) return Response.json({ ok: false, refusal: { code: 'not_found', what: path } }, { status: 404 });
    return Response.json(file);
  });
  const { hook } = memoryLocation({ path: '/c/cds/ket-qua/1' });
  render(
    <Router hook={hook}>
      <Route path="/c/:slug/ket-qua/:ordinal" component={ResultsApp} />
    </Router>,
  );
}
const unitNames = () =>
  within(screen.getByRole('table'))
    .queryAllByRole('rowheader')
    .map((cell) => cell.firstElementChild?.textContent);

afterEach(() => vi.unstubAllGlobals());

describe('the results of a round', () => {
  it('[F4] winners stand under their prize with points, time, prediction and its distance', async () => {
    openResults(sampleResults());
    expect(await screen.findByRole('heading', { name: 'Giải Nhất' })).toBeTruthy();
    for (const text of ['Dương T. H. P.', '2.000.000 đồng', '150/150', '1 phút 8 giây', '990', 'lệch 41']) {
      expect(screen.getByText(text)).toBeTruthy();
    }
  });

  it('[L4] equals at a prize’s edge stand apart, and under no prize', async () => {
    const open = { ...samplePrize(1, 1_000_000), rank: 2, toDecide: true, decidedBy: 'tie' } as const;
    openResults(
      sampleResults({
        winners: [sampleWinner(), sampleWinner({ ...open, name: 'An' }), sampleWinner({ ...open, name: 'Bình' })],
      }),
    );
    const group = await screen.findByRole('region', { name: 'Chờ Ban Tổ chức quyết định' });
    expect(within(group).getAllByText('Đồng hạng 2')).toHaveLength(2);
    expect(within(group).getAllByText('Bằng người xếp ngay sau ở mọi tiêu chí xếp hạng.')).toHaveLength(2);
    expect(screen.queryByRole('heading', { name: 'Giải Nhì' })).toBeNull();
  });

  it('[F4] while no question may be shown, one sentence says when answers are published, with nothing to open', async () => {
    openResults(sampleResults({ answers: [] }));
    expect(await screen.findByText(/^Đáp án và giải thích được công bố khi các câu hỏi này không còn/)).toBeTruthy();
    expect(screen.queryByText(/0 câu hỏi/)).toBeNull();
    expect(document.querySelector('details')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Đáp án và giải thích' })).toBeNull();
  });

  it('[Q28] a published answer is read in the language of the page, where its question has it', async () => {
    const vietnamese = { text: 'Cố đô nào?', right: ['Huế'], explanation: 'Vì vậy.', source: 'Luật Thủ đô' };
    const said = { en: { text: 'Which old capital?', right: ['Hue'], explanation: null } };
    await i18n.changeLanguage('en');
    openResults(
      sampleResults({
        answers: [
          { questionId: 'a', ...vietnamese, said },
          { questionId: 'b', ...vietnamese, text: 'Câu khác?' },
        ],
      }),
    );
    expect((await screen.findByText(/Which old capital/)).closest('li')?.getAttribute('lang')).toBe('en');
    expect(screen.getByText('Hue')).toBeTruthy();
    expect(
      screen
        .getByText(/Câu khác/)
        .closest('li')
        ?.getAttribute('lang'),
    ).toBe('vi');
    expect(screen.getAllByText('Vì vậy.')).toHaveLength(2);
    await i18n.changeLanguage('vi');
  });

  it('[F4] every count stands under its own name', async () => {
    openResults(sampleResults());
    for (const [name, figure] of [
      ['Lượt thi trong tuần', '1.147'],
      ['Người dự thi trong tuần', '1.031'],
      ['Cộng dồn người dự thi các tuần', '2.040'],
      ['Người dự thi cả cuộc thi', '1.688'],
      ['Người đúng tất cả', '345'],
    ] as const) {
      expect((await screen.findByText(name)).closest('dt')?.nextElementSibling?.textContent).toBe(figure);
    }
  });

  it('[F5] without a decision none is shown', async () => {
    openResults(sampleResults());
    await screen.findByText('Về bảng kết quả này');
    expect(screen.queryByText('Quyết định công nhận kết quả')).toBeNull();
  });

  it('[F1] before publication the page shows when the results come', async () => {
    openResults(404, [round({})]);
    expect(await screen.findByRole('heading', { name: 'Tuần 1 chưa công bố kết quả' })).toBeTruthy();
    expect(screen.getByText('Kết quả công bố lúc 20:00 Chủ nhật, 12/11/2023.')).toBeTruthy();
  });

  it('[F1] results published by hand have no hour', async () => {
    openResults(404, [round({ phase: 'closed', publishAtMs: null })]);
    expect(await screen.findByText('Kết quả được công bố sau khi Ban Tổ chức xác nhận.')).toBeTruthy();
  });

  it('a round that is not in the contest is a drawn state with a way on', async () => {
    openResults(404, [round({ ordinal: 2 })]);
    expect(await screen.findByText('Không tìm thấy tuần thi này')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Trang cuộc thi' }).getAttribute('href')).toBe('/c/cds');
  });

  it('an outage offers to try again', async () => {
    openResults('no network');
    expect(await screen.findByRole('button', { name: 'Thử lại' })).toBeTruthy();
  });
});

describe('why a place is a place', () => {
  it.each(['vi', 'en'])('[L3] every key of the ladder has its own sentence in %s', async (language) => {
    await i18n.changeLanguage(language);
    const words = i18n.getFixedT(language, 'results');
    const keys = [...ladderKeys, 'tie', 'last'] as const;
    const sentences = keys.map((key) => words(`decided.${key}`));
    expect(new Set(sentences).size).toBe(keys.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[^.]{12,}\.$/);
  });

  it('[L3] a winner with nobody behind shows it', async () => {
    openResults(sampleResults({ winners: [sampleWinner({ decidedBy: null })] }));
    expect(await screen.findByText('Không có ai xếp sau để so sánh.')).toBeTruthy();
  });
});

describe('the units of a round', () => {
  it('[F4] a rate stands beside its denominator and that one’s date; without a headcount there is none', async () => {
    openResults(sampleResults());
    const row = (await screen.findByText('Huyện Đức Thọ')).closest('tr');
    expect(row?.textContent).toContain('10,00\u00a0%');
    expect(row?.textContent).toContain('400');
    expect(row?.textContent).toContain('tại 01/10/2023');
    expect(screen.getByText('Huyện Kỳ Anh').closest('tr')?.textContent).toContain('không tính');
  });

  it('districts come first, by rank; a press on a column sorts by it', async () => {
    openResults(sampleResults());
    await screen.findByText('Huyện Đức Thọ');
    expect(unitNames()).toEqual(['Thị xã Hồng Lĩnh', 'Huyện Đức Thọ', 'Huyện Kỳ Anh']);
    await userEvent.click(screen.getByRole('button', { name: /Người dự thi/ }));
    expect(unitNames()).toEqual(['Huyện Kỳ Anh', 'Huyện Đức Thọ', 'Thị xã Hồng Lĩnh']);
  });

  it('[S5] the search forgives missing marks and short forms, over the chosen level', async () => {
    openResults(sampleResults());
    const search = await screen.findByLabelText('Tìm đơn vị');
    await userEvent.type(search, 'ky');
    expect(unitNames()).toEqual(['Huyện Kỳ Anh']);
    await userEvent.selectOptions(screen.getByLabelText('Cấp'), 'Tất cả các cấp');
    expect(unitNames()).toEqual(['Huyện Kỳ Anh', 'Xã Kỳ Thư']);
    await userEvent.clear(search);
    await userEvent.type(search, 'tx hong');
    expect(unitNames()).toEqual(['Thị xã Hồng Lĩnh']);
  });
});
