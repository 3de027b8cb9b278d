import '../../../../test/open-test-words.ts';
import type { CheckedCertificate, PapersDesk } from '@hoithi/shared/contract/papers';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { PlacesPage, ResultDesk } from '@hoithi/shared/contract/result-desk';
import type { SignalsDesk } from '@hoithi/shared/contract/signals';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { openDesk, round, view } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';
import CertificatePage from '../../public/certificate/page.tsx';
import { nextStepOf } from './next-step.tsx';

afterEach(() => vi.unstubAllGlobals());

const label = { vi: 'Tuần 2', en: 'Week 2' };
const tied = ['An', 'Bình'].map((name, at) => ({ personId: `p${at}`, name: `Nguyễn V. ${name}`, unitName: 'Xã A' }));
/** A run that these people were put in order by. */
const played = [{ runId: '00000000-0000-4000-8000-00000000aaaa', code: '481920', endedAtMs: 1_000_000 }];
const desk: ResultDesk = {
  round: {
    ...{ roundId: '00000000-0000-4000-8000-00000000000a', ordinal: 2, label, phase: 'verifying' },
    ...{ opensAtMs: 0, closesAtMs: 1, publishAtMs: null },
  },
  standing: {
    ...{ version: 1, computedAtMs: 2, decidedNo: 0, attempts: 15, persons: 12, target: null },
    lists: [
      {
        list: 1,
        id: 'prizes',
        label,
        award: label,
        awardPrizes: [{ vi: 'Giải Nhất', en: 'First' }],
        places: 12,
        prizes: 2,
        toDecide: 2,
      },
    ],
  },
  newDecisions: 0,
  ties: [{ list: 1, listId: 'weekly', label, rank: 1, by: 'committee', people: tied, played }],
  draws: [],
  excludedLater: [],
  drawn: [],
  decisions: [],
  finalize: {
    ...{ rule: 'two', hash: 'h'.repeat(43), standingHash: 'ab'.repeat(32), pending: null, passkey: null },
    ...{ scorer: null, by: [], after: null },
  },
  published: [],
  publishedVersion: null,
  complaintsOpen: 0,
  units: [],
};
const papers: PapersDesk = {
  details: { place: 'Hà Tĩnh', signer: 'Trưởng ban', signerName: '', series: '', tax: null },
  ofRound: {},
  prizes: [
    { list: 'prizes', prize: '0', label, name: { vi: 'Giải Nhất', en: 'First' }, promised: true, people: 2, made: 0 },
  ],
};
const person = { personId: 'p9', attemptId: 'a9', name: 'Lê V. N.', unitName: null };
const signals: SignalsDesk = {
  attempts: 1_000,
  fast: { share: 0.02, found: [{ ...person, answers: 10, fast: 3, perThousand: 0.864 }] },
  late: { fromMs: 400, perThousand: 3, found: [] },
  doubles: { by: 'birth-date', expected: 0.25, pairs: 0, found: [] },
};
const places: PlacesPage = { total: 0, pageSize: 20, places: [], fullNames: false };

/** Which places were read. */
const read: URLSearchParams[] = [];
/** A part of the page over scripted answers; what was sent to the server can be looked at. */
async function openResult(
  part: '' | 'bang' | 'dau-hieu' | 'van-ban' | 'giay-chung-nhan',
  answers: Record<string, unknown> = {},
) {
  read.length = 0;
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  const base = `/api/organizer/rounds/${desk.round.roundId}/result`;
  const all: Record<string, unknown> = {
    ...{ '': accept(desk), '/papers': accept(papers), '/signals': accept(signals), '/places': accept(places) },
    ...answers,
  };
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const path = address.replace(base, '').replace(/\?.*/, '');
    if (path === '/places') read.push(new URLSearchParams(address.split('?')[1]));
    if (typeof init.body === 'string') sent.push({ path, body: JSON.parse(init.body) as Record<string, unknown> });
    const answer = all[path] ?? accept([]);
    return answer instanceof Response ? answer : Response.json(answer);
  });
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined }));
  await openDesk(`/to-chuc/cuoc-thi/cds/ket-qua/2${part && `/${part}`}`, view([round({ phase: 'verifying' })]));
  await screen.findByText('Tiếp theo:', {}, { timeout: 15_000 }); // the page is loaded when it is opened
  await settle();
  return sent;
}
const card = (name: string) => within(screen.getByRole('region', { name }));
const reason = 'Lễ trao giải';

describe('the committee’s page of a result', () => {
  it('[F10] who is equal stands with both names, and nothing can be confirmed before it is decided', async () => {
    await openResult('');
    const open = card('Cần quyết định');
    expect(open.getByText('Nguyễn V. An')).toBeTruthy();
    expect(open.getByText('Nguyễn V. Bình')).toBeTruthy();
    expect(card('Chốt kết quả').getByText(/Còn người bằng nhau ở ngưỡng giải/)).toBeTruthy();
  });

  it('[F18a] whoever was excluded after their entries stands there with the reason, and is taken out by a decision', async () => {
    const later = {
      personId: 'p5',
      name: 'Phan V. Sáu',
      unitName: 'Sở Y tế',
      role: 'JURY',
      reason: 'Con của giám khảo',
    };
    const excludedLater = [{ ...later, excludedAtMs: 1_772_000_000_000, attempts: 2 }];
    const sent = await openResult('', {
      '': accept({ ...desk, excludedLater }),
      '/preview': refuse({ code: 'nothing_to_do' }),
    });
    const open = card('Cần quyết định');
    expect(open.getByText(/Con của giám khảo/)).toBeTruthy();
    await userEvent.click(open.getByRole('button', { name: 'Xem trước khi loại khỏi kết quả' }));
    await settle();
    expect(sent).toMatchObject([{ path: '/preview', body: { decision: { kind: 'exclude', personId: 'p5' } } }]);
  });

  it('[F19a] winners’ contacts are downloaded for a reason', async () => {
    const made = new Response('xlsx', { headers: { 'content-type': 'application/octet-stream' } });
    const sent = await openResult('bang', { '/contacts': made });
    await userEvent.click(screen.getByRole('button', { name: 'Tải danh sách liên hệ người đạt giải' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Tải tệp' }));
    expect(sent).toEqual([]);
    await userEvent.type(dialog.getByLabelText(/Lý do/), reason);
    await userEvent.click(dialog.getByRole('button', { name: 'Tải tệp' }));
    await settle();
    expect(sent).toEqual([{ path: '/contacts', body: { reason, lang: 'vi' } }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('[H30] the order that a show of the equals came to is previewed like any other', async () => {
    const sent = await openResult('', { '/preview': refuse({ code: 'show_undecided', persons: 2 }) });
    const open = card('Cần quyết định');
    expect(open.getByText(/Thi phụ mã 481920/)).toBeTruthy();
    await userEvent.click(open.getByRole('button', { name: 'Xem trước theo thi phụ' }));
    await settle();
    expect(sent).toMatchObject([{ path: '/preview', body: { decision: { kind: 'played', runId: played[0]?.runId } } }]);
    expect(await screen.findByText(/chưa phân định được 2 người/)).toBeTruthy();
  });

  it('[F25] what a paper lacks is asked once, then printed with dots; what was given before is filled in', async () => {
    const sent = await openResult('van-ban', {
      '/paper': new Response('pdf', { headers: { 'content-type': 'application/pdf' } }),
    });
    const own = card('Văn bản');
    expect((own.getByLabelText(/Địa danh/) as HTMLInputElement).value).toBe('Hà Tĩnh');
    await userEvent.type(own.getByLabelText(/Lý do/), reason);
    await userEvent.click(own.getByRole('button', { name: 'Tải PDF' }));
    expect(own.getByRole('alert').textContent).toContain('Số, Ngày ký, Họ tên người ký');
    expect(sent).toEqual([]);
    await userEvent.click(own.getByRole('button', { name: 'In với dấu chấm' }));
    await settle();
    expect(sent).toMatchObject([
      { path: '/paper', body: { kind: 'minutes', as: 'pdf', place: 'Hà Tĩnh', date: null } },
    ]);
  });

  it('[F24] [F25] certificates leave nothing open, and are saved once the file is whole', async () => {
    const steps = `${JSON.stringify({ done: 2, total: 2, bytes: 3, whole: true })}\npdf`;
    const made = new Response(steps, { headers: { 'content-type': 'application/octet-stream' } });
    const sent = await openResult('giay-chung-nhan', { '/certificates': made });
    const own = card('Giấy chứng nhận');
    await userEvent.type(own.getByLabelText(/Lý do/), reason);
    await userEvent.click(own.getByRole('button', { name: 'Một tệp PDF để in' }));
    expect(own.getAllByText('Cần điền mục này.')).toHaveLength(2);
    expect(sent).toEqual([]);
    await userEvent.type(own.getByLabelText(/^Ngày ký/), '20/03/2026');
    await userEvent.type(own.getByLabelText(/Họ tên người ký/), 'Trần Văn Ký');
    await userEvent.click(own.getByRole('button', { name: 'Một tệp PDF để in' }));
    await settle();
    expect(sent).toMatchObject([{ body: { as: 'pdf', series: 'GCN-BTC', prizes: [{ list: 'prizes', prize: '0' }] } }]);
    expect(await screen.findByText('Đã làm 2 giấy.')).toBeTruthy();
  });

  it('[F18] the standing is put in order by its heads and filtered by prize, with the keyboard', async () => {
    await openResult('bang');
    expect(Object.fromEntries(read.at(-1)!)).toMatchObject({
      order: 'rank',
      reversed: 'false',
      only: 'all',
      prize: '',
    });
    const head = (name: RegExp) => screen.getByRole('columnheader', { name });
    within(head(/Điểm/)).getByRole('button').focus();
    await userEvent.keyboard('{Enter}');
    await settle();
    expect(Object.fromEntries(read.at(-1)!)).toMatchObject({ order: 'points', reversed: 'false' });
    expect(head(/Điểm/).getAttribute('aria-sort')).toBe('descending'); // most points first
    await userEvent.keyboard('{Enter}');
    await settle();
    expect(Object.fromEntries(read.at(-1)!)).toMatchObject({ order: 'points', reversed: 'true' });
    await userEvent.selectOptions(screen.getByLabelText('Hiện'), 'Giải Nhất');
    await settle();
    expect(Object.fromEntries(read.at(-1)!)).toMatchObject({ only: 'prize', prize: '0', page: '0' });
  });

  it('[F30] signals stand with their base rate in plain words', async () => {
    await openResult('dau-hieu');
    await userEvent.click(screen.getByRole('button', { name: 'Tìm dấu hiệu' }));
    await settle();
    const own = card('Dấu hiệu cần xem');
    expect(own.getByText('3/10 câu nhanh hơn đọc. Ngẫu nhiên thì 0,864 trong 1.000 lượt thi như thế.')).toBeTruthy();
    expect(own.getByText(/0 cặp; ngẫu nhiên thì khoảng 0,25 cặp/)).toBeTruthy();
  });
});

describe('the page behind a certificate’s code', () => {
  async function openCertificate(answer: CheckedCertificate): Promise<void> {
    await loadWords('certificate');
    vi.stubGlobal('fetch', async () => Response.json(accept(answer)));
    const { hook } = memoryLocation({ path: '/cn/AAAAAAAAAAAAAAAA' });
    render(
      <Router hook={hook}>
        <Route path="/cn/:id" component={CertificatePage} />
      </Router>,
    );
    await settle();
  }
  const name = { vi: 'Cuộc thi', en: 'Contest' };
  const one: CheckedCertificate = {
    ...{ state: 'valid', contest: { slug: 'cds', name, host: name }, round: label, number: '1/GCN' },
    stated: { name: 'Y Dhăm Êban', unitName: 'Xã A', list: label, prize: { vi: 'Giải Nhất', en: 'First' } },
  };

  it('[F26] it says whether it holds: valid, withdrawn, or nothing before the publication', async () => {
    await openCertificate({ ...one, state: 'withdrawn' });
    expect(screen.getByText('Giấy đã thu hồi')).toBeTruthy();
    expect(screen.getByText('Y Dhăm Êban')).toBeTruthy();
  });

  it('[F26] before the publication nobody is named', async () => {
    await openCertificate({ ...one, state: 'awaiting', stated: null });
    expect(screen.getByText('Kết quả chưa công bố')).toBeTruthy();
    expect(screen.queryByText('Y Dhăm Êban')).toBeNull();
  });
});

describe('what comes next on the way to a published result', () => {
  const decided = { ...desk, ties: [], standing: { ...desk.standing!, lists: [] } };
  const pending = { id: 'x', isOwn: true } as NonNullable<ResultDesk['finalize']['pending']>;
  const finalized = { ...decided, finalize: { ...desk.finalize, hash: null } };
  it.each<[string, ResultDesk]>([
    ['decide', desk],
    ['complaints', { ...decided, complaintsOpen: 1 }],
    ['earlier', { ...decided, finalize: { ...desk.finalize, after: label } }],
    ['first', decided],
    ['own', { ...decided, finalize: { ...desk.finalize, pending } }],
    ['second', { ...decided, finalize: { ...desk.finalize, pending: { ...pending, isOwn: false } } }],
    ['only', { ...decided, finalize: { ...desk.finalize, rule: 'one' } }],
    ['publish', finalized],
    ['correct', { ...finalized, publishedVersion: 1, standing: { ...decided.standing, version: 2 } }],
    ['done', { ...finalized, publishedVersion: 1 }],
  ])('[F18] %s', (step, shown) => {
    expect(nextStepOf(shown)).toBe(step);
  });
});
