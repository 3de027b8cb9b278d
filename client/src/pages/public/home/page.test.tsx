import '../../../../test/open-test-words.ts';
import type { SiteCard } from '@hoithi/shared/contract/public';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { loadWords } from '../../../locales/i18n.ts';
import { DemoEntries } from './demo-entries.tsx';
import HomePage from './page.tsx';

await loadWords('home', 'show');

const openHome = (site: SiteCard) =>
  vi.stubGlobal('fetch', async (path: string) =>
    path === '/api/site'
      ? Response.json({ ok: true, value: site })
      : Response.json({ ok: false, refusal: { code: 'not_found', what: path } }, { status: 404 }),
  );
const contest = (slug: string, demo: boolean) => ({
  contestId: '00000000-0000-4000-8000-000000000001',
  slug,
  demo,
  name: { vi: `Cuộc thi ${slug}`, en: `Contest ${slug}` },
});
const entries = () => screen.queryAllByRole('button', { name: /Vào xem/ });

afterEach(() => vi.unstubAllGlobals());

describe('the home page', () => {
  it('[D3] a demo has five roles and is marked as a demo', async () => {
    openHome({ demoSlug: 'mau', contests: [contest('mau', true)], shows: [], serverNowMs: 0 });
    render(<HomePage />);
    expect(await screen.findByRole('heading', { name: 'Chọn một vai để xem' })).toBeTruthy();
    expect(entries()).toHaveLength(5);
    expect(screen.getAllByText('Trình diễn').length).toBeGreaterThan(0);
  });

  it('without a demo there are no roles, only the contests', async () => {
    openHome({ demoSlug: null, contests: [contest('cds', false)], shows: [], serverNowMs: 0 });
    render(<HomePage />);
    expect((await screen.findByRole('link', { name: 'Vào cuộc thi' })).getAttribute('href')).toBe('/c/cds');
    expect(entries()).toHaveLength(0);
  });

  it('[H4b] a live quiz that is on is named, and the six digits lead into it', async () => {
    const { hook, history } = memoryLocation({ path: '/', record: true });
    const shows = [
      { slug: 'cds', title: { vi: 'Lễ phát động', en: 'Launch' }, contestName: contest('cds', false).name },
    ];
    openHome({ demoSlug: null, contests: [contest('cds', false)], shows, serverNowMs: 0 });
    render(
      <Router hook={hook}>
        <HomePage />
      </Router>,
    );
    expect(await screen.findByText('Đang diễn ra: Lễ phát động')).toBeTruthy();
    const field = screen.getByLabelText('Mã sáu chữ số trên màn hình');
    await userEvent.type(field, '48192');
    await userEvent.click(screen.getByRole('button', { name: 'Vào' }));
    expect(screen.getByRole('alert').textContent).toContain('đủ sáu chữ số');
    expect(history.at(-1)).toBe('/');
    await userEvent.type(field, '0{Enter}');
    expect(history.at(-1)).toBe('/thi/481920');
  });

  it('[H4b] without a live quiz the field is there all the same, before the contests, and staff find their way in', async () => {
    openHome({ demoSlug: null, contests: [contest('cds', false)], shows: [], serverNowMs: 0 });
    render(<HomePage />);
    const field = await screen.findByLabelText('Mã sáu chữ số trên màn hình');
    const contests = screen.getByRole('heading', { name: 'Các cuộc thi' });
    expect(field.compareDocumentPosition(contests) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(screen.queryByText(/Đang diễn ra/)).toBeNull();
    const ways = ['Ban Tổ chức', 'Người dẫn chương trình', 'Trưởng đơn vị'];
    const hrefs = ways.map((name) => screen.getByRole('link', { name }).getAttribute('href'));
    expect(hrefs).toEqual(['/to-chuc', '/mc', '/don-vi']);
  });

  it('an installation without contests shows that and leads to the desk', async () => {
    openHome({ demoSlug: null, contests: [], shows: [], serverNowMs: 0 });
    render(<HomePage />);
    expect(await screen.findByRole('heading', { name: 'Chưa có cuộc thi nào' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Bàn Ban Tổ chức' }).getAttribute('href')).toBe('/to-chuc');
  });
});

describe('a role of the demo', () => {
  const press = async (answer: { ok: true; value: { goTo: string } } | { ok: false; refusal: Refusal }) => {
    const sent: unknown[] = [];
    const left: string[] = [];
    vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
      sent.push([path, JSON.parse(init.body)]);
      return Response.json(answer);
    });
    render(<DemoEntries leaveFor={(path) => left.push(path)} />);
    await userEvent.click(screen.getByRole('button', { name: /Trưởng đơn vị/ }));
    return { sent, left };
  };

  it('[C3] enters its audience and goes where the server sends it', async () => {
    const { sent, left } = await press({ ok: true, value: { goTo: '/don-vi' } });
    expect(sent).toEqual([['/api/demo/enter', { audience: 'unit-leader' }]]);
    expect(left).toEqual(['/don-vi']);
  });

  it('[W2] a refusal is shown as text and the role can be chosen again', async () => {
    const { left } = await press({ ok: false, refusal: { code: 'too_fast', retryInMs: 4000 } });
    expect(screen.getByRole('alert').textContent).toContain('4 giây');
    expect(left).toEqual([]);
    expect(entries()).toHaveLength(5);
  });
});
