import '../../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { everything, view as organizerView } from '../../../../../test/organizer-story.tsx';
import { sampleBankIds, sampleBanks, sampleQuestion } from '../../../../../test/sample-banks.ts';
import { answerHttp } from '../../../../../test/scripted-http.ts';
import { loadWords } from '../../../../locales/i18n.ts';
import { OrganizerContext } from '../../organizer-connection.ts';
import { QuestionEditor } from './editor.tsx';

const path = `/api/organizer/banks/${sampleBankIds.bankId}/questions/${sampleBankIds.questionId}`;
const of = (place: string) => sampleBanks(place, everything as never);
const bank = of(`/api/organizer/banks/${sampleBankIds.bankId}`) as never;
const view = of(path) as { versions: object[] };

beforeAll(() => loadWords('bank', 'contestant', 'look', 'organizer', 'screen'));
afterEach(() => vi.unstubAllGlobals());

const openEditor = (opened: unknown = view) =>
  render(
    <OrganizerContext value={{ namespace: {} as never, view: organizerView() }}>
      <QuestionEditor bank={bank} opened={opened as never} onSaved={() => undefined} />
    </OrganizerContext>,
  );

/** Somebody else has saved a version with these parts meanwhile. */
const theirs = (parts: object) => ({
  ...view,
  version: 2,
  question: { ...sampleQuestion, ...parts },
  versions: [{ ...view.versions[0], version: 2, by: 'Lê Văn Cường' }],
});

async function change(label: string, text: string): Promise<void> {
  const field = screen.getByRole('textbox', { name: label });
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

it('[Q14] what two people changed apart is put together and saved on the newer version', async () => {
  const posted = answerHttp({
    [`POST ${path}/save`]: ({ restsOn }: { restsOn: number }) =>
      restsOn === 1 ? refuse({ code: 'question_changed', version: 2 }) : accept({ version: 3, state: 'draft' }),
    [`GET ${path}`]: accept(theirs({ explanation: 'Theo luật.' })),
  });
  openEditor();
  await change('Câu hỏi', 'Ai cấp thẻ căn cước?');
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  await screen.findByText(/đã được ghép lại/);
  expect(posted.at(-1)?.body).toMatchObject({
    restsOn: 2,
    question: { text: 'Ai cấp thẻ căn cước?', explanation: 'Theo luật.' },
  });
});

it('[Q14] what both changed is shown side by side, and nothing is saved before somebody chose', async () => {
  const posted = answerHttp({
    [`POST ${path}/save`]: ({ restsOn }: { restsOn: number }) =>
      restsOn === 1 ? refuse({ code: 'question_changed', version: 2 }) : accept({ version: 3, state: 'draft' }),
    [`GET ${path}`]: accept(theirs({ text: 'Bản của Cường?' })),
  });
  openEditor();
  await change('Câu hỏi', 'Bản của tôi?');
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  await screen.findByText('Lê Văn Cường vừa lưu câu này');
  expect(screen.getByText('Bản của Cường?')).toBeTruthy();
  expect(posted).toHaveLength(1);
  await userEvent.click(screen.getByRole('radio', { name: 'Giữ của tôi' }));
  await userEvent.click(screen.getByRole('button', { name: 'Lưu bản đã chọn' }));
  await waitFor(() => expect(posted.at(-1)?.body).toMatchObject({ restsOn: 2, question: { text: 'Bản của tôi?' } }));
});

it('[Q7] a question that is not whole is not sent, and the part that is missing is named', async () => {
  const posted = answerHttp({});
  openEditor(null);
  await change('Câu hỏi', 'Ai?');
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  expect(screen.getAllByText('Cần ít nhất hai phương án, mỗi phương án có chữ.')).not.toHaveLength(0);
  expect(posted).toEqual([]);
});

it('[Q28] a typed answer takes its spellings in another language too, and an explanation, with no options asked for', async () => {
  const posted = answerHttp({ [`POST ${path}/save`]: accept({ version: 2, state: 'draft' }) });
  const english = { text: 'Who issues the card?', options: {}, accepted: ['the police'], explanation: null };
  const { options: _options, right: _right, ...typed } = sampleQuestion as never as Record<string, unknown>;
  openEditor({
    ...view,
    question: { ...typed, kind: 'text', accepted: ['Công an'], translations: { en: english } },
  });
  const language = within(screen.getByRole('group', { name: /Anh/ }));
  expect(language.queryByLabelText(/^[A-F]\. /)).toBeNull();
  const spellings = language.getByRole('textbox', { name: 'Các câu trả lời được chấp nhận' });
  await userEvent.type(spellings, '{Enter}police{Enter}');
  await userEvent.type(language.getByRole('textbox', { name: 'Giải thích đáp án' }), 'By law.');
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  await waitFor(() => expect(posted).toHaveLength(1));
  expect(posted[0]?.body).toMatchObject({
    question: {
      kind: 'text',
      translations: { en: { text: english.text, accepted: ['the police', 'police'], explanation: 'By law.' } },
    },
  });
});
