import '../../../../test/open-test-words.ts';
import { render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { i18n, loadWords } from '../../../locales/i18n.ts';
import PrintedRulesPage from './page.tsx';

await loadWords('rules');

const printed = {
  title: { vi: 'Thể lệ mẫu', en: 'Model rules' },
  sections: [
    { id: 'general', heading: { vi: 'Quy định chung', en: 'General' }, sentences: [{ vi: 'Một.', en: 'One.' }] },
    {
      id: 'prizes',
      heading: { vi: 'Giải thưởng', en: 'Prizes' },
      sentences: [
        { vi: 'Hai.', en: 'Two.' },
        { vi: 'Ba.', en: 'Three.' },
      ],
    },
  ],
};

const seals = [
  { ordinal: 1, label: { vi: 'Tuần 1', en: 'Week 1' }, root: 'ab12cd34'.repeat(8), count: 45, sealedAtMs: 0 },
];

const amendments = [
  {
    ...{ version: 4, atMs: 0, reason: 'Mất điện ngày 03/03', byName: 'Trần Thị Bình' },
    changes: [
      {
        heading: { vi: 'Khiếu nại', en: 'Complaints' },
        before: { vi: 'Ba ngày.', en: 'Three days.' },
        after: { vi: 'Bảy ngày.', en: 'Seven days.' },
      },
    ],
  },
];

function openRules(found = true) {
  vi.stubGlobal('fetch', async (path: string) =>
    found && path.endsWith('/rules')
      ? Response.json({ ok: true, value: { printed, version: 4, seals, amendments } })
      : Response.json({ ok: false, refusal: { code: 'not_found', what: path } }, { status: 404 }),
  );
  const { hook } = memoryLocation({ path: '/c/cds/the-le' });
  render(
    <Router hook={hook}>
      <Route path="/c/:slug/the-le" component={PrintedRulesPage} />
    </Router>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('the printed rules', () => {
  it('[R5] numbered articles of numbered sentences, with their version', async () => {
    openRules();
    const heading = await screen.findByRole('heading', { name: 'Điều 2. Giải thưởng' });
    const article = heading.closest('section');
    expect(article && within(article).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getAllByText('Phiên bản 4').length).toBeGreaterThan(0);
  });

  it('[Q21] what a round may draw is sealed: how many, when, and the root to check it by', async () => {
    openRules();
    expect(await screen.findByText(/Tuần 1: 45 câu, niêm phong lúc/)).toBeTruthy();
    expect(screen.getByText('ab12cd34 '.repeat(8).trim())).toBeTruthy();
  });

  it('[J12] amendments stand in it: who, why, the sentence before and now', async () => {
    openRules();
    const part = (await screen.findByRole('heading', { name: 'Sửa đổi, bổ sung' })).closest('section');
    expect(part?.textContent).toMatch(/Trần Thị Bình công bố. Lý do: Mất điện ngày 03\/03/);
    expect(part?.textContent).toMatch(/Trước đây: Ba ngày. Nay là: Bảy ngày./);
  });

  it('[R5] the same document in English', async () => {
    await i18n.changeLanguage('en');
    openRules();
    expect(await screen.findByRole('heading', { name: 'Article 1. General' })).toBeTruthy();
    expect(screen.getByText('Three.')).toBeTruthy();
  });

  it('a contest that is not there is a drawn state with a way on', async () => {
    openRules(false);
    expect(await screen.findByText('Không tìm thấy cuộc thi này')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Về trang chủ' })).toBeTruthy();
  });
});
