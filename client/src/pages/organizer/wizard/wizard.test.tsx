import '../../../../test/open-test-words.ts';
import type { CreateContest, OpenQuestion, PreviewRules } from '@hoithi/shared/contract/organizer';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { previewRules } from '@hoithi/shared/rules/preview-rules';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { mergeQuestions, previewAfterMs } from './use-preview.ts';

type Previewing = z.infer<typeof PreviewRules>;
type Creating = z.infer<typeof CreateContest>;
const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

const pass = (): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(previewAfterMs + 10)));
const group = (id: string): HTMLElement => document.getElementById(`question-${id}`) as HTMLElement;

const unitSet = { province: 'Tỉnh Hà Tĩnh', units: 250, validFrom: null, validTo: '2024-12-31', inForce: false };

async function openWizard(preset: string) {
  const page = await openDesk(`/to-chuc/moi/${preset}`);
  page.transport.answer<Previewing>('rules:preview', ({ presetId, answers }) =>
    accept({ ...previewRules(presetOf(presetId), answers), unitSet }),
  );
  await pass();
  return page;
}

const lastPreview = (transport: Awaited<ReturnType<typeof openWizard>>['transport']): Previewing['answers'] =>
  (transport.of('rules:preview').at(-1) as { message: Previewing }).message.answers;

describe('making a contest', () => {
  it('[O1] an example is shown beside the question and never in the answer', async () => {
    const { transport } = await openWizard('ha-tinh-cds-2023');
    expect(group('points.perQuestion').textContent).toContain('Ví dụ ở cuộc thi tương tự: 10');
    expect(within(group('points.perQuestion')).getByRole('textbox')).toHaveProperty('value', '');
    expect(screen.queryAllByRole('radio', { checked: true })).toEqual([]);
    expect(lastPreview(transport)).toEqual({});
  });

  it('[O1] each kind of question sends the value that its kind means', async () => {
    const { transport } = await openWizard('hue-s-2023');
    fireEvent.change(group('rounds.firstOpensAt').querySelector('input') as HTMLElement, {
      target: { value: '2026-12-07T08:00' },
    });
    await user.type(within(group('questions.count')).getByRole('textbox'), '20');
    await user.click(within(group('attempts.practice')).getByRole('radio', { name: 'Không' }));
    await user.click(within(group('publication.names')).getByRole('radio', { name: 'Che bớt họ tên người đạt giải' }));
    await user.type(within(group('prizes.round')).getByRole('textbox'), '1-2-3-0');
    const [kind] = within(group('prediction')).getAllByRole('combobox');
    await user.selectOptions(kind as HTMLElement, 'ATTEMPTS');
    await pass();
    expect(lastPreview(transport)).not.toHaveProperty('prediction');
    const [, role, missing, basis] = within(group('prediction')).getAllByRole('combobox');
    await user.selectOptions(role as HTMLElement, 'tie-break');
    await user.selectOptions(missing as HTMLElement, 'ranks-last');
    await user.selectOptions(basis as HTMLElement, 'as-closed');
    await user.click(within(group('ladder.keys')).getAllByRole('button', { name: /^Thêm/ })[0] as HTMLElement);
    await pass();
    expect(lastPreview(transport)).toEqual({
      'rounds.firstOpensAt': '2026-12-07T08:00:00+07:00',
      'questions.count': 20,
      'attempts.practice': false,
      'publication.names': 'masked',
      'prizes.round': '1-2-3-0',
      prediction: { kind: 'ATTEMPTS', role: 'tie-break', missing: 'ranks-last', targetBasis: 'as-closed' },
      'ladder.keys': ['score'],
    });
    expect(screen.queryByText(/Câu trả lời chưa dùng được/)).toBeNull();
  });

  it('[O1] the ladder is put in order by the keyboard and the focus stays with the key that moved', async () => {
    const { transport } = await openWizard('hue-s-2023');
    const ladder = within(group('ladder.keys'));
    for (let count = 0; count < 3; count += 1) {
      await user.click(ladder.getAllByRole('button', { name: /^Thêm/ })[0] as HTMLElement);
    }
    const third = group('ladder.keys').querySelector('[data-key="predictionError"]') as HTMLElement;
    act(() => third.focus());
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowDown}');
    expect((document.activeElement as HTMLElement).dataset.key).toBe('predictionError');
    await pass();
    expect(lastPreview(transport)['ladder.keys']).toEqual(['score', 'predictionError', 'elapsed']);
  });

  it('[O1] an answer the server cannot use is reported beside its question', async () => {
    await openWizard('hue-s-2023');
    await user.type(within(group('questions.count')).getByRole('textbox'), '1000');
    await pass();
    expect(group('questions.count').textContent).toContain(
      'Câu trả lời chưa dùng được: cần một số nguyên từ 1 đến 100',
    );
  });

  it('[O1] [U7c] nothing is created while a point is open, and a demo session sees why it may not', async () => {
    const { transport } = await openWizard('ha-tinh-cds-2023');
    transport.answer<Creating>('contest:create', () => refuse({ code: 'not_allowed' }));
    await user.type(screen.getByLabelText(/^Địa chỉ của cuộc thi/), 'cds-2026');
    await user.click(screen.getByRole('button', { name: 'Lập cuộc thi' }));
    expect(screen.getByRole('alert').textContent).toMatch(/^Còn \d+ điều chưa trả lời/);
    expect(transport.of('contest:create')).toEqual([]);
    transport.answer<Previewing>('rules:preview', () =>
      accept({ rules: null, open: [], notices: [], printed: null, unitSet }),
    );
    await user.type(within(group('points.perQuestion')).getByRole('textbox'), '1');
    await pass();
    await user.click(screen.getByRole('button', { name: 'Lập cuộc thi' }));
    await pass();
    expect(transport.of('contest:create')[0]?.message).toMatchObject({
      presetId: 'ha-tinh-cds-2023',
      slug: 'cds-2026',
      units: 'none', // the set that comes with the program has ended
    });
    const set = screen.getByRole('option', { name: /250 đơn vị của Tỉnh Hà Tĩnh, áp dụng đến hết ngày 31\/12\/2024/ });
    expect((set as HTMLOptionElement).selected).toBe(false);
    expect(screen.getByRole('alert').textContent).toContain('Phiên này không lập được cuộc thi');
  });
});

describe('questions of the form', () => {
  const question = (id: string): OpenQuestion => ({
    id,
    path: id,
    prompt: { vi: id, en: id },
    kind: 'text',
    choices: null,
    example: null,
  });
  const ids = (questions: OpenQuestion[]): string[] => questions.map(({ id }) => id);

  it('[O1] answered questions stay in place, a new one comes before the one that follows it, an irrelevant one leaves', () => {
    const shown = ['a', 'b', 'c'].map(question);
    const open = ['b2', 'c'].map(question);
    expect(ids(mergeQuestions(shown, open, new Set(['a', 'b']), new Set()))).toEqual(['a', 'b', 'b2', 'c']);
    expect(ids(mergeQuestions(shown, [question('c')], new Set(['a', 'b']), new Set(['b'])))).toEqual(['a', 'c']);
  });
});
