import '../../../../../test/open-test-words.ts';
import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import { accept } from '@hoithi/shared/contract/result';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../../test/organizer-story.tsx';
import { answerHttp } from '../../../../../test/scripted-http.ts';

const about = {
  ...{ id: null, topic: null, difficulty: null, audiences: [], tags: [], source: null, explanation: null },
  ...{ seconds: null, translations: {}, media: [], practiceOnly: false },
} as const;
const options = ['Huế', 'Hà Nội'].map((text, at) => ({ id: 'ab'[at]!, text }));
const question = (item: number, text: string) => ({
  ...{ ...about, text, kind: 'one' as const, options, right: ['b'], line: item * 4, item },
});
const preview: ImportPreview = {
  ...{ format: 'aiken', encoding: 'utf-8', advice: [], problemCount: 1 },
  questions: [question(1, 'Thủ đô ở đâu?'), question(2, 'Thủ đô nước ta ở đâu?'), question(3, 'Kinh đô cũ ở đâu?')],
  problems: [{ line: 20, item: 4, reason: 'answer_missing', severity: 'refused', value: '' }],
  inBank: [{ item: 1, number: 7 }],
  near: [{ item: 2, number: 8 }],
  beside: [
    { id: 'x', number: 7, kind: 'one', text: 'Thủ đô ở đâu?', options: ['Huế', 'Hà Nội'], right: [1] },
    { id: 'y', number: 8, kind: 'one', text: 'Thủ đô của nước ta ở đâu?', options: ['Huế', 'Hà Nội'], right: [1] },
  ],
};
const page = '/to-chuc/ngan-hang/11111111-1111-4111-8111-111111111111/nhap';
const api = '/api/organizer/banks/11111111-1111-4111-8111-111111111111';
const file = new File(['x'], 'de.txt', { type: 'text/plain' });

afterEach(() => vi.unstubAllGlobals());

it('[Q25] what the bank has is not offered, what is nearly there stands beside it and is chosen by hand', async () => {
  const sent = answerHttp({
    [`POST ${api}/import?name=de.txt`]: accept(preview),
    [`POST ${api}/questions`]: accept({ added: [{ at: 0, questionId: 'z', number: 9 }], doubles: [] }),
  });
  await openDesk(page);
  await userEvent.upload(await screen.findByLabelText(/Tệp câu hỏi/), file);
  expect(await screen.findByText(/Đọc được 3 câu/)).toBeTruthy();
  expect(screen.getByText('Dòng 20')).toBeTruthy();
  expect(screen.getByText('Không thấy đáp án đúng')).toBeTruthy();
  const rows = within(screen.getByRole('list', { name: 'Các câu sẽ nhập' }));
  expect(rows.getByRole('checkbox', { name: 'Nhập câu 1' })).toHaveProperty('disabled', true);
  expect(rows.getByRole('checkbox', { name: 'Nhập câu 2' })).toHaveProperty('checked', false);
  expect(rows.getByRole('checkbox', { name: 'Nhập câu 3' })).toHaveProperty('checked', true);
  expect(screen.getByText('Thủ đô của nước ta ở đâu?')).toBeTruthy();
  await userEvent.type(screen.getByLabelText(/Chủ đề cho những câu/), 'Địa lý');
  await userEvent.click(screen.getByRole('button', { name: 'Nhập 1 câu' }));
  expect(await screen.findByText(/Đã nhập 1 câu/)).toBeTruthy();
  const added = sent.at(-1)?.body;
  expect(added).toMatchObject({ act: 'import', questions: [{ text: 'Kinh đô cũ ở đâu?', topic: 'Địa lý' }] });
});

it('[Q25] [Q9] an old font is asked about before anything is shown', async () => {
  const problems = [{ line: 0, item: null, reason: 'old_font' as const, severity: 'refused' as const, value: 'tcvn3' }];
  answerHttp({
    [`POST ${api}/import?name=de.txt`]: accept({ ...preview, questions: [], problems }),
    [`POST ${api}/import?name=de.txt&convert=tcvn3`]: accept(preview),
  });
  await openDesk(page);
  await userEvent.upload(await screen.findByLabelText(/Tệp câu hỏi/), file);
  expect(await screen.findByText(/phông TCVN3/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Chuyển và đọc lại' }));
  expect(await screen.findByText(/Đọc được 3 câu/)).toBeTruthy();
});
