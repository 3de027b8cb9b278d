import '../../../../../test/open-test-words.ts';
import { accept } from '@hoithi/shared/contract/result';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { view } from '../../../../../test/organizer-story.tsx';
import { sampleShowDraft } from '../../../../../test/sample-show-draft.ts';
import { answerHttp } from '../../../../../test/scripted-http.ts';
import { loadWords } from '../../../../locales/i18n.ts';
import { OrganizerContext } from '../../organizer-connection.ts';
import ShowPage from './page.tsx';

const path = '/api/organizer/show-drafts/s1';
const bankId = '00000000-0000-4000-8000-0000000000b1';
const question = {
  ...{ id: 'q1', text: 'Ai cấp thẻ căn cước?', right: 'b', explanation: '', source: '' },
  options: ['a', 'b'].map((id) => ({ id, text: `Phương án ${id}` })),
};
const answers = {
  [`GET ${path}`]: accept(sampleShowDraft()),
  [`POST ${path}/save`]: ({ restsOn }: { restsOn: number }) =>
    accept({ version: restsOn + 1, savedAtMs: 2_000, problems: [] }),
  [`POST ${path}/question`]: accept(question),
  [`POST ${path}/hand-over`]: accept({ showId: 'x' }),
  'GET /api/organizer/banks': accept({
    ...{ mayMake: false, mayMakeOfProgram: false },
    banks: [
      { bankId, name: 'Cải cách hành chính', ofProgram: false, questions: 9, approved: 3, waiting: 6, changedAtMs: 1 },
    ],
  }),
  [`GET /api/organizer/banks/${bankId}/questions?state=approved`]: accept({
    ...{ total: 1, rows: [{ questionId: 'q1', number: 1, text: question.text }] },
  }),
};

async function openShow(more: Record<string, unknown> = {}) {
  const posted = answerHttp({ ...answers, ...more });
  const namespace = { online: true } as never;
  render(
    <OrganizerContext value={{ namespace, view: view() }}>
      <ShowPage slug="cds" draftId="s1" />
    </OrganizerContext>,
  );
  await screen.findByRole('heading', { name: 'Lễ phát động' });
  return posted;
}
const cues = () => {
  const list = screen.getByRole('list', { name: 'Các phần của chương trình' });
  return within(list)
    .getAllByRole('listitem')
    .map((row) => [...row.querySelectorAll('b')].find((each) => !each.closest('[inert]'))?.textContent);
};
const handOver = () => screen.getByRole('button', { name: 'Giao cho người dẫn' });
type Saved = { content: { cues: { id: string; question?: object; title?: object }[] } };
const saved = (posted: { path: string; body: unknown }[]) =>
  posted.findLast((each) => each.path === `${path}/save`)?.body as Saved | undefined;

beforeAll(() => loadWords('shows', 'screen', 'organizer', 'participation', 'refusal'));
afterEach(() => vi.unstubAllGlobals());

describe('a show while it is written', { timeout: 60_000 }, () => {
  it('[H45] the arrow keys move a cue, and the end stays the last one', async () => {
    const posted = await openShow();
    expect(cues()).toEqual(['1 Mời vào chỗ', '2 Thể lệ', '3 Câu hỏi 1', '4 Xin cảm ơn']);
    const handle = screen.getByRole('button', { name: /^Di chuyển Câu hỏi 1/ });
    fireEvent.keyDown(handle, { key: 'ArrowDown' });
    expect(cues()[2]).toBe('3 Câu hỏi 1');
    fireEvent.keyDown(handle, { key: 'ArrowUp' });
    expect(cues()).toEqual(['1 Mời vào chỗ', '2 Câu hỏi 1', '3 Thể lệ', '4 Xin cảm ơn']);
    expect(screen.getByText('Câu hỏi 1 ở vị trí 2/4')).toBeTruthy();
    await waitFor(() => expect(saved(posted)?.content.cues.map(({ id }) => id)).toEqual(['c1', 'c3', 'c2', 'c4']), {
      timeout: 3_000,
    });
  });

  it('[H47] a question is chosen from a bank; what was wrong stood beside its field', async () => {
    const posted = await openShow();
    expect(screen.getByText('16,5/20 phút')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^3 Câu hỏi 1/ }));
    const choose = screen.getByRole('button', { name: 'Câu hỏi từ ngân hàng' });
    expect(choose.getAttribute('aria-describedby')).toBeTruthy();
    expect(screen.getByText('Chưa chọn câu hỏi.')).toBeTruthy();
    expect(handOver().getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(choose);
    await userEvent.click(await screen.findByRole('button', { name: `Chọn: ${question.text}` }));
    await waitFor(() => expect(saved(posted)?.content.cues[2]).toMatchObject({ question }), { timeout: 3_000 });
    await waitFor(() => expect(handOver().getAttribute('aria-disabled')).toBe('false'));
    await userEvent.click(handOver());
    expect(await screen.findByText(/^Người dẫn đã có đúng bản này/)).toBeTruthy();
    expect(posted.at(-1)).toEqual({ path: `${path}/hand-over`, body: { version: 4 } });
  });

  it('[H44] in a contest of one language words are asked for once; in one of two, twice', async () => {
    await openShow();
    expect(screen.getAllByRole('textbox', { name: 'Tiêu đề' })).toHaveLength(1);
    expect(screen.queryByRole('textbox', { name: 'Tiêu đề (tiếng Anh)' })).toBeNull();
    document.body.innerHTML = '';
    await openShow({ [`GET ${path}`]: accept(sampleShowDraft({ bilingual: true })) });
    expect(screen.getByRole('textbox', { name: 'Tiêu đề (tiếng Anh)' })).toBeTruthy();
  });

  it('[H47a] a prize has its money with the thousands parted, a cue its music, a show the equals of a result', async () => {
    const prize = { prize: { vi: 'Giải Nhất', en: '' }, count: 1, amount: 5_000_000 };
    const cue = {
      id: 'c2',
      kind: 'award',
      title: { vi: 'Trao giải', en: '' },
      singly: 3,
      of: { what: 'show', prizes: [prize] },
    };
    const draft = sampleShowDraft();
    const content = { ...draft.content, cues: (draft.content.cues as never[]).with(1, cue as never) };
    const posted = await openShow({ [`GET ${path}`]: accept({ ...draft, content }) });
    await userEvent.click(screen.getByRole('button', { name: /^2 Trao giải/ }));
    const money = screen.getByRole('textbox', { name: 'Tiền thưởng (đồng)' });
    expect((money as HTMLInputElement).value).toBe('5.000.000');
    fireEvent.change(money, { target: { value: '12.500.000' } });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Nhạc nền' }), 'Nhạc chờ');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Thi phụ phân định người đồng hạng' }));
    await waitFor(
      () =>
        expect(saved(posted)?.content).toMatchObject({
          rules: { tie: { round: null }, join: 'signed-in' },
          cues: { 1: { bed: 'Nhạc chờ', of: { prizes: [{ amount: 12_500_000 }] } } },
        }),
      { timeout: 3_000 },
    );
  });

  it('[H45] who changed which cue is named', async () => {
    await openShow();
    const details = screen.getByText('Ai đã sửa gì').closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    expect(await screen.findByText('phần 2: Thể lệ; thứ tự các phần')).toBeTruthy();
  });
});
