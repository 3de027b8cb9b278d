import '../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, render, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { contestId, sampleGrant, sampleOwn } from '../../../test/sample-accounts.ts';
import { sampleLeader } from '../../../test/sample-leader.ts';
import { sampleMcView } from '../../../test/sample-screen.ts';
import { answerHttp } from '../../../test/scripted-http.ts';
import { ScriptedTransport } from '../../../test/scripted-transport.ts';
import { loadWords } from '../../locales/i18n.ts';
import McApp from '../mc/mc-app.tsx';
import UnitLeaderApp from '../unit-leader/unit-leader-app.tsx';

const otherId = '00000000-0000-4000-8000-000000000002';
const several = refuse({ code: 'not_found', what: 'contest' });

async function open(App: ComponentType<{ transport?: ScriptedTransport }>, path: string, answer: unknown) {
  await loadWords('mc', 'unit-leader', 'screen', 'participation');
  const transport = new ScriptedTransport();
  transport.answer('view:enter', () => answer);
  const location = memoryLocation({ path, record: true });
  render(
    <Router hook={location.hook} searchHook={location.searchHook}>
      <App transport={transport} />
    </Router>,
  );
  await act(async () => transport.connect());
  return transport;
}
const places = async () =>
  (await screen.findAllByRole('listitem')).map((each) => [
    each.textContent,
    each.querySelector('a')?.getAttribute('href'),
  ]);

describe('choosing where a staff page opens', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[I52] an MC of several contests chooses among them; a role in every contest opens them all', async () => {
    const grants = [
      sampleGrant({ role: 'mc', contestId, contestName: 'Cuộc thi Chuyển đổi số' }),
      sampleGrant({ role: 'judge', contestId: otherId, contestName: 'Không phải của MC' }),
      sampleGrant({ role: 'moderator' }),
    ];
    const contest = (id: string, name: string) => ({
      contestId: id,
      slug: name,
      name: { vi: name, en: name },
      demo: false,
    });
    const contests = [contest(contestId, 'Cuộc thi Chuyển đổi số'), contest(otherId, 'Cuộc thi Biển đảo')];
    answerHttp({
      'GET /api/account': accept(sampleOwn({ grants })),
      'GET /api/site': accept({ demoSlug: null, contests, shows: [], serverNowMs: 0 }),
    });
    await open(McApp, '/mc', several);
    expect(await places()).toEqual([
      ['Cuộc thi Chuyển đổi số', `/mc?cuoc-thi=${contestId}`],
      ['Cuộc thi Biển đảo', `/mc?cuoc-thi=${otherId}`],
    ]);
  });

  it('[I52] the address names the contest or the unit that is entered', async () => {
    const mc = await open(McApp, `/mc?cuoc-thi=${contestId}`, accept(sampleMcView()));
    expect(mc.of('view:enter').map(({ message }) => message)).toEqual([{ contestId }]);
    const path = `/don-vi?cuoc-thi=${contestId}&don-vi=42.A`;
    const leader = await open(UnitLeaderApp, path, accept(sampleLeader({})));
    expect(leader.of('view:enter').map(({ message }) => message)).toEqual([{ contestId, unitCode: '42.A' }]);
  });

  it('[I52] the leader of several units chooses, each under its contest', async () => {
    const lead = (id: string, unitCode: string, unitName: string, contestName: string) =>
      sampleGrant({ role: 'unit-leader', contestId: id, unitCode, unitName, contestName });
    const grants = [
      lead(contestId, '42.A', 'Sở Y tế', 'Chuyển đổi số'),
      lead(otherId, '436', 'Huyện Lộc Hà', 'Biển đảo'),
    ];
    answerHttp({ 'GET /api/account': accept(sampleOwn({ grants })) });
    await open(UnitLeaderApp, '/don-vi', several);
    expect(await places()).toEqual([
      ['Sở Y tếChuyển đổi số', `/don-vi?cuoc-thi=${contestId}&don-vi=42.A`],
      ['Huyện Lộc HàBiển đảo', `/don-vi?cuoc-thi=${otherId}&don-vi=436`],
    ]);
  });

  it('[I52] nobody signed in is offered to sign in, and comes back to the page', async () => {
    await open(McApp, '/mc', refuse({ code: 'not_signed_in' }));
    const ways = screen.getAllByRole('link').map((each) => each.getAttribute('href'));
    expect(ways).toContain('/to-chuc/dang-nhap?ve=/mc');
  });

  it('[I53] whose role was taken away while the page was open reads it there', async () => {
    const transport = await open(McApp, '/mc', accept(sampleMcView()));
    transport.answer('view:enter', () => refuse({ code: 'not_allowed' }));
    await act(async () => {
      transport.drop();
      transport.connect();
    });
    expect(screen.getByRole('heading', { name: 'Trang này đã đóng với bạn' })).toBeTruthy();
  });
});
