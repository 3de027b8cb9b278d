// Pages that the app fetches when they are needed are here at once.
import '../src/pages/contestant/attempt/page.tsx';
import '../src/pages/contestant/receipt/page.tsx';
import '../src/pages/contestant/sign-in/page.tsx';
import type { AttemptReceipt, AttemptView, ContestantView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { PublicContest, RoundCard } from '@hoithi/shared/contract/public';
import { accept, type Result } from '@hoithi/shared/contract/result';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { act, render } from '@testing-library/react';
import { vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import ContestantApp from '../src/pages/contestant/contestant-app.tsx';
import { ScriptedTransport } from './scripted-transport.ts';
import { settle } from './settle.ts';

/** Stories of the contestant's pages: the real pages on a scripted transport and a scripted HTTP. Used by tests alone. */

export const serverNowMs = Date.parse('2023-11-01T09:00:00+07:00');
const hourMs = 3_600_000;
const round = (ordinal: number, phase: RoundCard['phase']): RoundCard => ({
  roundId: `00000000-0000-4000-8000-00000000000${ordinal}`,
  ordinal,
  label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
  phase,
  opensAtMs: serverNowMs - 24 * hourMs,
  closesAtMs: serverNowMs + 48 * hourMs,
  publishAtMs: serverNowMs + 72 * hourMs,
  persons: { atLeast: 2400, exact: false },
});
function consentWords(vi: string, en: string) {
  const empty = { vi: 'Không bắt buộc.', en: 'Optional.' };
  return { agreed: { vi, en }, rights: empty, choice: empty };
}
export const openRound = round(1, 'open');
export const publicContest: PublicContest = {
  contest: {
    contestId: '00000000-0000-4000-8000-0000000000ff',
    slug: 'cds',
    name: { vi: 'Tìm hiểu về chuyển đổi số', en: 'Digital transformation' },
    host: { vi: 'Tỉnh Hà Tĩnh', en: 'Hà Tĩnh province' },
    demo: false,
    questionCount: 3,
    attemptSeconds: 600,
    contact: null,
    pacing: 'one-by-one',
  },
  rounds: [openRound],
  profile: {
    fields: [
      { key: 'name', required: true },
      { key: 'unit', required: true },
      { key: 'audience', required: true },
      { key: 'jobTitle', required: false },
    ],
    own: [],
  },
  audiences: ['CITIZEN', 'OFFICIAL'],
  consents: [
    { purpose: 'take-part', required: true, words: consentWords('Tôi đồng ý dự thi.', 'I agree.'), textVersion: '1' },
    {
      purpose: 'publish-name',
      required: false,
      words: consentWords('Tôi đồng ý công bố tên.', 'Publish.'),
      textVersion: '1',
    },
  ],
  exclusions: [],
  entryWays: ['phone'],
  ways: { host: null, oidc: null },
  collectivePath: null,
  amended: null,
};
export const person: Me = {
  signedIn: true,
  phoneMasked: '091***678',
  enrolled: true,
  profile: {
    name: 'Lê Thị Hồng',
    unitCode: 'u',
    unitName: 'Sở Y tế',
    audience: 'OFFICIAL',
    birthDate: null,
    address: null,
    nationalId: null,
    email: null,
    jobTitle: 'Điều dưỡng',
    own: {},
    consents: { 'take-part': true, 'publish-name': false },
    locked: false,
  },
  excludedAs: null,
  slip: null,
  stated: null,
  ways: ['phone'],
  mark: 'phien-1',
};

export const question = (position: number, part: Partial<QuestionView> = {}): QuestionView => ({
  questionId: `q-${position}`,
  position,
  text: `Câu hỏi số ${position}?`,
  options: ['Một', 'Hai', 'Ba', 'Bốn'].map((text, i) => ({ optionId: 'wxyz'[i] ?? 'w', text: `${text} ${position}` })),
  kind: 'one',
  media: [],
  handedOutAtMs: serverNowMs,
  locksAtMs: null,
  ...part,
});
export const attempt = (part: Partial<AttemptView> = {}): AttemptView => ({
  attemptId: '00000000-0000-4000-8000-0000000000a1',
  roundId: openRound.roundId,
  ordinal: 1,
  practice: false,
  pacing: 'one-by-one',
  questionCount: 3,
  startedAtMs: serverNowMs,
  locksAtMs: serverNowMs + 600_000,
  graceMs: 500,
  questions: [question(1)],
  saved: [],
  answered: 0,
  prediction: { enabled: false, kind: null, value: null },
  ...part,
});
export const receipt = (part: Partial<AttemptReceipt> = {}): AttemptReceipt => ({
  attemptId: attempt().attemptId,
  roundId: openRound.roundId,
  ordinal: 1,
  practice: false,
  submittedAtMs: serverNowMs + 60_000,
  submittedBy: 'contestant',
  answered: 3,
  questionCount: 3,
  elapsedMs: 42_000,
  predicts: false,
  prediction: null,
  score: null,
  ...part,
});
let version = 0;
export const view = (part: Partial<ContestantView> = {}): ContestantView => ({
  version: ++version,
  serverNowMs,
  contest: publicContest.contest,
  rounds: publicContest.rounds,
  me: { name: 'Lê Thị Hồng', unitName: 'Sở Y tế', audience: 'OFFICIAL' },
  unitPersons: { atLeast: 41, exact: true },
  attempt: null,
  elsewhere: false,
  mine: [
    {
      roundId: openRound.roundId,
      attemptsUsed: 0,
      attemptsLeft: 1,
      nextAttemptAtMs: null,
      mayPractice: false,
      receipts: [],
      prediction: null,
      result: null,
    },
  ],
  ...part,
});

type Http = Record<string, (body: unknown) => Result<unknown>>;

/** Opens a page of the contestant. `http` answers by "METHOD /path"; `enter` is the first view. */
export async function openPage(path: string, options: { me?: Me; http?: Http; enter?: ContestantView } = {}) {
  const http: Http = {
    'GET /api/site': () => accept({ demoSlug: null, contests: [], shows: [], serverNowMs }),
    'GET /api/contests/cds': () => accept(publicContest),
    'GET /api/me': () => accept(options.me ?? person),
    ...options.http,
  };
  const calls: { call: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const call = `${init.method ?? 'GET'} ${url.split('?')[0]}`;
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    calls.push({ call, body });
    const answer = http[call]?.(body) ?? { ok: false, refusal: { code: 'not_found', what: url } };
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  });
  vi.stubGlobal('scrollTo', () => undefined);
  const transport = new ScriptedTransport();
  transport.answer('view:enter', () => accept(structuredClone(options.enter ?? view())));
  transport.answer('clock:read', () => accept({ serverNowMs }));
  const { hook, history } = memoryLocation({ path, record: true });
  render(
    <Router hook={hook}>
      <Route path="/c/:slug/*?">
        <ContestantApp transport={() => transport} />
      </Route>
    </Router>,
  );
  await settle();
  await act(async () => transport.connect());
  await settle();
  return { transport, calls, where: () => history.at(-1) };
}
