import type { DeskRound, OrganizerView } from '@hoithi/shared/contract/organizer';
import { accept } from '@hoithi/shared/contract/result';
import { permissions } from '@hoithi/shared/rules/permissions';
import { act, render } from '@testing-library/react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { loadWords } from '../src/locales/i18n.ts';
import OrganizerApp from '../src/pages/organizer/organizer-app.tsx';
import { ScriptedTransport } from './scripted-transport.ts';
import { settle } from './settle.ts';

/** The organizer's desk for tests: one contest with an open week and one that is over, on a scripted transport. */
/** Every permission, as a head of the committee of every contest has them. */
export const everything = Object.keys(permissions);
export const serverNowMs = Date.parse('2026-03-04T20:00:00+07:00');
const contest = {
  contestId: '00000000-0000-4000-8000-000000000001',
  slug: 'cds',
  name: { vi: 'Cuộc thi Chuyển đổi số', en: 'Digital contest' },
  host: { vi: 'Sở', en: 'Department' },
  demo: false,
  questionCount: 15,
  attemptSeconds: 1200,
  contact: null,
};

export function round(part: Partial<DeskRound>): DeskRound {
  return {
    roundId: '00000000-0000-4000-8000-00000000000a',
    ordinal: 2,
    label: { vi: 'Tuần 2', en: 'Week 2' },
    phase: 'open',
    opensAtMs: Date.parse('2026-03-02T00:00:00+07:00'),
    closesAtMs: Date.parse('2026-03-08T18:00:00+07:00'),
    publishAtMs: null,
    persons: { atLeast: 12, exact: true },
    counts: { attempts: 15, roundPersons: 12, sumOfRoundPersons: 32, contestPersons: 25 },
    openAttempts: 3,
    startsPerMinute: 2,
    leaders: [],
    standing: null,
    seal: null,
    sealsAtMs: null,
    resultsPath: null,
    ...part,
  };
}

export function view(rounds: DeskRound[] = [round({})]): OrganizerView {
  return {
    version: 1,
    serverNowMs,
    account: { name: 'Nguyễn Thị Bình' },
    may: everything,
    mayEverywhere: everything,
    contests: [{ contest, phase: 'running', archived: false, may: everything }],
    desk: {
      contest,
      rules: { names: 'masked', ties: 'committee', excluded: ['JURY'], graceMs: 800 },
      rulesVersion: 1,
      notices: [],
      rounds,
      people: 40,
      connected: 5,
      exclusions: 0,
      audit: [],
    },
  };
}

export async function openDesk(path: string, shown: OrganizerView = view()) {
  await loadWords(
    'organizer',
    'accounts',
    'figures',
    'rosters',
    'rules',
    'collective',
    'participation',
    'night',
    'rehearsal',
  );
  const transport = new ScriptedTransport();
  const location = memoryLocation({ path, record: true });
  transport.answer('view:enter', () => accept(shown));
  render(
    <Router hook={location.hook}>
      <OrganizerApp transport={() => transport} />
    </Router>,
  );
  await act(async () => transport.connect());
  await settle();
  return { transport, where: () => location.history.at(-1) };
}
