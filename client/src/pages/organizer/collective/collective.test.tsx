import '../../../../test/open-test-words.ts';
import type { CollectiveDesk, CollectivePlace } from '@hoithi/shared/contract/collective-standing';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { sampleCollectiveDesk, samplePlace } from '../../../../test/sample-collective.ts';
import { settle } from '../../../../test/settle.ts';

afterEach(() => vi.unstubAllGlobals());

const path = '/api/organizer/contests/00000000-0000-4000-8000-000000000001/collective';

/** The organizer's page over scripted answers; returns the requests that the server received. */
async function openCollective(desk: () => CollectiveDesk, answers: Record<string, unknown> = {}): Promise<string[]> {
  const requests: string[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' && init.body !== '{}' ? ` ${init.body}` : '';
    requests.push(`${init.method ?? 'GET'} ${address.replace(path, '')}${body}`);
    return Response.json(answers[address.replace(path, '')] ?? accept(desk()));
  });
  await openDesk('/to-chuc/cuoc-thi/cds/tap-the');
  await settle();
  return requests;
}

describe('the organizer’s page of collective prizes', () => {
  it('[G8] while a round is not settled the places are marked provisional and no standing can be made', async () => {
    await openCollective(() => sampleCollectiveDesk({ provisional: true }));
    expect(screen.getByText('Tạm tính')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Lập bản xếp hạng' })).toBeNull();
  });

  it('[G9] [G10] a standing is made, and published only after it was confirmed', async () => {
    let standings: CollectiveDesk['awards'][number]['standings'] = [];
    const requests = await openCollective(() => sampleCollectiveDesk({ standings }), {
      '/awards/0/store': accept({ version: 4 }),
      '/standings/4/publish': accept({ resultsPath: '/c/cds/ket-qua/tap-the' }),
    });
    standings = [
      { version: 4, computedAtMs: Date.parse('2026-03-16T09:00:00+07:00'), toDecide: 2, publishedAtMs: null },
    ];
    await userEvent.click(screen.getByRole('button', { name: 'Lập bản xếp hạng' }));
    await settle();
    expect(screen.getByText('Đã lập bản xếp hạng tập thể số 4.')).toBeTruthy();
    expect(screen.getByText(/Bản số 4, lập lúc 09:00 Thứ Hai, 16\/03\/2026; 2 đơn vị chờ quyết định/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Công bố bản số 4' }));
    expect(requests).not.toContain('POST /standings/4/publish');
    await userEvent.click(screen.getByRole('button', { name: 'Công bố' }));
    await settle();
    expect(requests).toContain('POST /standings/4/publish');
    expect(screen.getByText('Đã công bố giải tập thể.')).toBeTruthy();
  });

  it('[G11] a refusal is shown in words', async () => {
    await openCollective(() => sampleCollectiveDesk(), { '/awards/0/store': refuse({ code: 'unavailable' }) });
    await userEvent.click(screen.getByRole('button', { name: 'Lập bản xếp hạng' }));
    await settle();
    expect(screen.queryByText(/Đã lập/)).toBeNull();
    expect(document.querySelector('output:not(:empty)')?.textContent?.length).toBeGreaterThan(10);
  });

  describe('[G13] ties', () => {
    const equal = (code: string, name: string, changed: Partial<CollectivePlace> = {}) =>
      samplePlace({ code, name, rank: 1, total: 50, prize: null, toDecide: true, ...changed });
    const deskOf = (places: CollectivePlace[], changed: Partial<CollectiveDesk['awards'][number]> = {}) => {
      const desk = sampleCollectiveDesk(changed);
      desk.awards[0]!.now!.groups[0]!.places = places;
      return desk;
    };
    const tied = [equal('1', 'Sở Y tế'), equal('2', 'Sở Nội vụ'), equal('3', 'Sở Tư pháp')];
    const order = () =>
      screen
        .getAllByRole('listitem')
        .flatMap(({ textContent }) => /^Hạng \d+(Sở [^↑]+)/u.exec(textContent ?? '')?.[1] ?? []);

    it('[G13] units are put in order, and only with a reason is the decision sent, in that order', async () => {
      const requests = await openCollective(() => deskOf(tied), { '/awards/0/decide': accept({ units: 3 }) });
      expect(order()).toEqual(['Sở Y tế', 'Sở Nội vụ', 'Sở Tư pháp']);
      await userEvent.click(screen.getByRole('button', { name: 'Đưa lên: Sở Tư pháp' }));
      await userEvent.click(screen.getByRole('button', { name: 'Đưa xuống: Sở Y tế' }));
      expect(order()).toEqual(['Sở Tư pháp', 'Sở Y tế', 'Sở Nội vụ']);
      expect(screen.getByRole('button', { name: 'Đưa lên: Sở Tư pháp' })).toHaveProperty('disabled', true);
      await userEvent.click(screen.getByRole('button', { name: 'Ghi quyết định' }));
      expect(screen.getByRole('alert').textContent).toBe('Lý do cần ít nhất 5 ký tự.');
      expect(requests.filter((each) => each.startsWith('POST'))).toEqual([]);
      await userEvent.type(screen.getByLabelText(/^Lý do/), ' Biên bản   số 3 ');
      await userEvent.click(screen.getByRole('button', { name: 'Ghi quyết định' }));
      await settle();
      expect(requests.filter((each) => each.startsWith('POST'))).toEqual([
        'POST /awards/0/decide {"units":["3","1","2"],"reason":"Biên bản số 3"}',
      ]);
      expect(screen.getByText(/^Đã ghi quyết định của Ban Tổ chức/)).toBeTruthy();
    });

    it('[G13] a decision is shown with its order, time and reason, and may be made again', async () => {
      const decided = { reason: 'Biên bản số 3', decidedAtMs: Date.parse('2026-03-16T10:00:00+07:00') };
      const places = [
        equal('2', 'Sở Nội vụ', { rank: 1, toDecide: false, decided }),
        equal('1', 'Sở Y tế', { rank: 2, toDecide: false, decided }),
      ];
      await openCollective(() => deskOf(places));
      const text = 'Ban Tổ chức quyết định lúc 10:00 Thứ Hai, 16/03/2026. Lý do: Biên bản số 3';
      expect(screen.getByText(text)).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Ghi quyết định' })).toBeNull();
      await userEvent.click(screen.getByRole('button', { name: 'Quyết định lại' }));
      expect(order()).toEqual(['Sở Nội vụ', 'Sở Y tế']);
    });

    it('[G13] while places are provisional there is nothing to decide', async () => {
      await openCollective(() => deskOf(tied, { provisional: true }));
      expect(screen.queryByRole('button', { name: 'Ghi quyết định' })).toBeNull();
    });
  });

  it('[G3] where the rules ask for groups their table is shown with what cannot be used, then written', async () => {
    const desk = sampleCollectiveDesk();
    desk.awards[0]!.award.groups = ['Lãnh đạo'];
    const read = { rows: [], rowCount: 3, problemCount: 1, unknownColumns: [], written: false };
    const problems = [{ line: 4, column: 'code', problem: 'unit_unknown', value: 'X9' }];
    const requests = await openCollective(() => desk, {
      '/groups': accept({ ...read, problems }),
      '/groups?write=true': accept({ ...read, problems, written: true }),
    });
    await userEvent.upload(screen.getByLabelText(/Chọn tệp/), new File(['Mã;Nhóm'], 'nhom.csv', { type: 'text/csv' }));
    await settle();
    expect(screen.getByText('Dòng 4, cột Mã đơn vị: không có đơn vị mang mã này (đang ghi: X9)')).toBeTruthy();
    expect(requests).not.toContain('POST /groups?write=true');
    await userEvent.click(screen.getByRole('button', { name: 'Ghi 3 dòng' }));
    await settle();
    expect(requests).toContain('POST /groups?write=true');
    expect(screen.getByText('Đã ghi 3 dòng.')).toBeTruthy();
  });
});
