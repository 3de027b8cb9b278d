import '../../../../test/open-test-words.ts';
import type { PublicCollective } from '@hoithi/shared/contract/collective-standing';
import { render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { sampleCollective, samplePlace } from '../../../../test/sample-collective.ts';
import { loadWords } from '../../../locales/i18n.ts';
import CollectiveApp from './page.tsx';

await loadWords('collective');
afterEach(() => vi.unstubAllGlobals());

function open(file: PublicCollective | 404) {
  vi.stubGlobal('fetch', async (path: string) => {
    expect(path).toBe('/api/results/cds/collective.json');
    return file === 404 ? Response.json({}, { status: 404 }) : Response.json(file);
  });
  const { hook } = memoryLocation({ path: '/c/cds/ket-qua/tap-the' });
  render(
    <Router hook={hook}>
      <Route path="/c/:slug/ket-qua/tap-the" component={CollectiveApp} />
    </Router>,
  );
}

describe('published collective prizes', () => {
  it('[G7] a place shows its arithmetic with numerator, denominator, weight, product and sum', async () => {
    open(sampleCollective());
    const table = await screen.findByRole('table');
    const text = within(table).getByRole('rowheader').textContent;
    expect(text).toContain('22,88\u00a0% (5.945/25.980) × 0,6 = 13,73');
    expect(text).toContain('80,00\u00a0% (12.000/15.000) × 0,4 = 32,00');
    expect(text).toContain('13,73 + 32,00 = 45,73');
    expect(text).toContain('25.980 người, tại 01/02/2026');
  });

  it('[G3] [G7] units without a place stand with the reason, and the rule stands below', async () => {
    open(sampleCollective());
    await screen.findByRole('table');
    expect(screen.getByText('2 đơn vị không được xếp hạng và lý do')).toBeTruthy();
    const reasons = screen.getAllByRole('listitem', { hidden: true }).map((item) => item.textContent);
    expect(reasons).toContain('Sở Nội vụ: chưa có tổng số người nên không tính được tỷ lệ.');
    expect(reasons).toContain('Sở Tư pháp: tỷ lệ 30,00\u00a0% (12/40), cần ít nhất 50\u00a0%.');
    expect(reasons).toContain('Các tỷ lệ được so sánh nguyên giá trị.');
  });

  it('[G6] equals at a prize’s edge are named as to decide, and none of them is given the prize', async () => {
    const tied = { prize: null, toDecide: true };
    open(sampleCollective([samplePlace(tied), samplePlace({ ...tied, code: '2', name: 'Sở Y tế' })]));
    expect(await screen.findByRole('heading', { name: 'Chờ Ban Tổ chức quyết định' })).toBeTruthy();
    expect(screen.getAllByText('Đồng hạng 1')).toHaveLength(2);
    expect(screen.queryByText('Giải Nhất')).toBeNull();
  });

  it('[G13] equals that the committee put in order stand so, marked as its decision with time and reason', async () => {
    const decided = { reason: 'Biên bản số 3', decidedAtMs: Date.parse('2026-03-16T10:00:00+07:00') };
    const second = { code: '2', name: 'Sở Y tế', rank: 2, prize: null, decided };
    open(sampleCollective([samplePlace({ name: 'Sở Nội vụ', decided }), samplePlace(second)]));
    expect(await screen.findByText('Giải Nhất', { selector: 'h3 span' })).toBeTruthy();
    expect(screen.queryByText('Đồng hạng 1')).toBeNull();
    const note =
      'Sở Nội vụ, Sở Y tế: bằng điểm, thứ tự do Ban Tổ chức quyết định lúc 10:00 Thứ Hai, 16/03/2026. Lý do: Biên bản số 3';
    expect(screen.getByText(note)).toBeTruthy();
    expect(screen.getAllByText('theo quyết định của Ban Tổ chức').length).toBeGreaterThanOrEqual(3);
  });

  it('[C2] a unit with more people than its headcount is marked', async () => {
    open(sampleCollective([samplePlace({ overHeadcount: true })]));
    expect(await screen.findByText('vượt tổng số người')).toBeTruthy();
  });

  it('[G10] before anything is published the page shows that', async () => {
    open(404);
    expect(await screen.findByText('Giải tập thể chưa công bố')).toBeTruthy();
  });
});
