import '../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import neededPermissions from '../../test/needed-permissions.json' with { type: 'json' };
import { openDesk, round, view } from '../../test/organizer-story.tsx';
import { rolePermissions } from '../../test/role-permissions.ts';
import { sampleMcView } from '../../test/sample-screen.ts';
import { questionCue, sampleRun, sampleStage } from '../../test/sample-show.ts';
import { sampleStaffPages } from '../../test/sample-staff-pages.ts';
import { ScriptedTransport } from '../../test/scripted-transport.ts';
import { settle } from '../../test/settle.ts';
import { loadWords } from '../locales/i18n.ts';
import McApp from './mc/mc-app.tsx';

/** What each staff route and command needs; a test of the server compares it with what the server decides. */
const needed: Record<string, string> = neededPermissions;
const routes = Object.keys(needed).filter((key) => !key.startsWith('/'));
const patternOf = (key: string): RegExp => new RegExp(`^${key.replace(/:\w+/g, '[^/]+')}$`);
/** Routes that everybody may use. */
const open = /^(get|post) \/api\/(staff|sign-out|contests|units)/;

/** What of this a role may not send; what nobody knows is no command either. */
function refusedOf(role: StaffRole, sent: Iterable<string>): string[] {
  const may = new Set<string>(rolePermissions(role));
  return [...new Set(sent)].filter((each) => {
    const known = needed[each] ?? needed[routes.find((key) => patternOf(key).test(each)) ?? ''];
    return known === undefined ? !open.test(each) : !may.has(known);
  });
}

/** Something in every field that stands there. */
function fillIn(place: ParentNode): void {
  for (const field of place.querySelectorAll('input, textarea, select')) {
    if (field instanceof HTMLSelectElement)
      fireEvent.change(field, { target: { value: field.options[1]?.value ?? '' } });
    else if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'file'))
      fireEvent.change(field, { target: { value: field.type === 'date' ? '2026-03-04' : '0912345678' } });
  }
}

/** Presses every button that is there, and in each dialog that opens the last one first, since the first one leaves it. */
async function pressEverything(): Promise<void> {
  const pressed = new Set<string>();
  for (;;) {
    const dialog = document.querySelector('dialog[open]');
    fillIn(dialog ?? document);
    const buttons = [...(dialog ?? document).querySelectorAll('button')];
    const next = (dialog ? buttons.reverse() : buttons).find(
      (each) => !each.disabled && !pressed.has(nameOf(each, dialog)) && !leaves.test(each.textContent ?? ''),
    );
    if (next) pressed.add(nameOf(next, dialog));
    else if (dialog === null) return;
    await act(async () => {
      if (next) fireEvent.click(next);
      else if (dialog) fireEvent(dialog, new Event('cancel', { cancelable: true }));
    });
  }
}
const leaves = /^(EN|VI)|Đăng xuất/u;
const nameOf = (button: Element, dialog: Element | null): string =>
  `${dialog?.querySelector('h2')?.textContent} ${button.getAttribute('aria-label') ?? button.textContent}`;

/** So that a press that reaches nothing any more is seen. */
const pressedByOrganizers = [
  ...['/organizer round:close', '/organizer staff:invite', '/organizer attempts:find'],
  ...['/organizer exclusions:add', '/organizer night:watch'],
  ...['post /api/organizer/drafts', 'post /api/organizer/drafts/d1/delete'],
  ...['post /api/organizer/contests/00000000-0000-4000-8000-000000000001/shows'],
  ...['post /api/organizer/show-drafts/s1/delete'],
  ...['post /api/accounts/invite', 'post /api/accounts/invitations/i1/revoke'],
];

describe('the pages of staff, by role', { timeout: 120_000 }, () => {
  beforeAll(() =>
    Promise.all([
      ...[import('./organizer/drafts/page.tsx'), import('./organizer/shows/page.tsx')],
      ...[import('./organizer/people/page.tsx'), import('./organizer/messages/page.tsx')],
      loadWords('editor', 'shows', 'screen', 'participation', 'results', 'people', 'messages'),
    ]),
  ); // pages that come later are there at once
  afterEach(() => vi.unstubAllGlobals());

  it.each(staffRoles)('[I50] %s: no link and no button of the organizer’s pages is refused', async (role) => {
    const may = rolePermissions(role);
    if (!may.includes('desk:enter')) return;
    const sent = new Set<string>();
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      const method = (init?.method ?? 'GET').toLowerCase();
      sent.add(`${method} ${path.replace(/\?.*/, '')}`);
      const known = method === 'get' ? sampleStaffPages(path.replace(/\?.*/, ''), may) : null;
      return Response.json(known === null ? refuse({ code: 'not_found', what: 'address' }) : accept(known));
    });
    const shown = {
      ...view([round({}), round({ ordinal: 3, roundId: 'b', phase: 'closed' })]),
      may,
      mayEverywhere: may,
    };
    shown.contests = shown.contests.map((each) => ({ ...each, may }));
    const visited = new Set<string>();
    for (const pages = ['/to-chuc']; pages.length > 0; ) {
      const path = pages.pop() ?? '';
      if (visited.has(path)) continue;
      visited.add(path);
      const { transport } = await openDesk(path, shown);
      for (let turn = 0; turn < 4; turn++) await settle();
      for (const link of document.querySelectorAll('a[href^="/to-chuc"]')) {
        const href = link.getAttribute('href') ?? '';
        if (!/dang-nhap|tai-khoan|\/moi\/.|chuong-trinh\/./.test(href)) pages.push(href);
      }
      await pressEverything();
      // What asks whether a silent connection is alive is no act of the page.
      for (const { event } of transport.sent) if (event !== 'clock:read') sent.add(`/organizer ${event}`);
      cleanup();
    }
    expect(refusedOf(role, sent)).toEqual([]);
    if (role === 'organizer') for (const each of pressedByOrganizers) expect(sent, each).toContain(each);
    expect(visited.size).toBeGreaterThan(may.includes('desk:read') ? 3 : 0);
  });

  it.each(['mc', 'moderator'] as const)('[I50] %s: no button of the hall’s pages is refused', async (role) => {
    await loadWords('mc', 'show-outage', 'screen', 'refusal', 'participation');
    const sent = new Set<string>();
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      sent.add(`${(init?.method ?? 'GET').toLowerCase()} ${path}`);
      return Response.json(accept({}));
    });
    const shows = [
      { showId: 's', id: 'ck', title: { vi: 'Chung kết', en: 'F' }, cues: 3, questions: 2, loadedAtMs: 1 },
    ];
    const run = sampleRun(sampleStage(questionCue({ phase: 'ready', opening: null })));
    for (const show of [
      { shows, run: null, last: null },
      { shows, run, last: null },
      { shows, run: { ...run, driver: localStorage.getItem('hoithi.device') ?? '' }, last: null },
    ]) {
      const transport = new ScriptedTransport();
      transport.answer('view:enter', () => accept(sampleMcView({ show })));
      render(<McApp transport={transport} />);
      transport.push('may', rolePermissions(role));
      await act(async () => transport.connect());
      await pressEverything();
      for (const key of ['1', 'PageDown', 'b']) await act(async () => void fireEvent.keyDown(window, { key }));
      for (const { event } of transport.sent) sent.add(`/mc ${event}`);
      cleanup();
    }
    expect(refusedOf(role, sent)).toEqual([]);
    expect(sent.has('/mc run:open')).toBe(role === 'mc');
  });
});
