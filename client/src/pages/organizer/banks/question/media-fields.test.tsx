import '../../../../../test/open-test-words.ts';
import { limits } from '@hoithi/shared/contract/limits';
import type { QuestionMedia } from '@hoithi/shared/contract/question';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { view } from '../../../../../test/organizer-story.tsx';
import { answerHttp } from '../../../../../test/scripted-http.ts';
import { loadWords } from '../../../../locales/i18n.ts';
import { OrganizerContext } from '../../organizer-connection.ts';
import { MediaFields } from './media-fields.tsx';

const [drum, flag, song] = ['a', 'b', 'c'].map((sign) => sign.repeat(64)) as [string, string, string];
const shown: QuestionMedia[] = [
  { kind: 'picture', hash: drum, alt: 'Trống đồng' },
  { kind: 'sound', hash: song, alt: 'Hát xoan' },
];
const sentTo = (kind: string, type: string) =>
  `POST /api/organizer/banks/bank-1/media?kind=${kind}&type=${encodeURIComponent(type)}`;
const pictureFile = (bytes = 8) => new File([new Uint8Array(bytes)], 'co.png', { type: 'image/png' });

beforeAll(() => loadWords('bank', 'contestant', 'look', 'organizer'));
afterEach(() => vi.unstubAllGlobals());

type FormProps = { media: QuestionMedia[]; issue: 'media' | null; onForm: (media: QuestionMedia[]) => void };

function Form({ media, issue, onForm }: FormProps) {
  const [own, setOwn] = useState(media);
  const change = (next: QuestionMedia[]) => {
    setOwn(next);
    onForm(next);
  };
  return <MediaFields bankId="bank-1" media={own} issue={issue} onMedia={change} />;
}

/** The card as a form has it; answers what the form has now. */
function openCard(media: QuestionMedia[] = shown, issue: 'media' | null = null): () => QuestionMedia[] {
  let now = media;
  const onForm = (next: QuestionMedia[]) => {
    now = next;
  };
  render(
    <OrganizerContext value={{ namespace: {} as never, view: view() }}>
      <Form media={media} issue={issue} onForm={onForm} />
    </OrganizerContext>,
  );
  return () => now;
}

it('[X10] what is sent stands last, waits for its description, and is shown as contestants get it', async () => {
  const stored = accept({ kind: 'picture', hash: flag, type: 'image/jpeg', width: 4, height: 3 });
  const posted = answerHttp({ [sentTo('picture', 'image/png')]: stored });
  const now = openCard();
  await userEvent.upload(screen.getByLabelText('Thêm ảnh'), pictureFile());
  const fields = await screen.findAllByRole('textbox', { name: /^Mô tả ảnh/ });
  expect(posted).toHaveLength(1);
  await userEvent.type(fields[1]!, 'Cờ hội');
  expect(now()).toEqual([...shown, { kind: 'picture', hash: flag, alt: 'Cờ hội' }]);
  const picture = screen.getByRole('img', { name: 'Cờ hội' });
  expect(picture.getAttribute('src')).toBe(`/api/pictures/${flag}`);
  expect(screen.getAllByRole('button', { name: /Nghe/ })).toHaveLength(1);
});

it('[X10] it is moved up and taken away; the same file again stands once', async () => {
  answerHttp({
    [sentTo('sound', 'audio/wav')]: accept({ kind: 'sound', hash: song, type: 'audio/wav', durationMs: 9 }),
  });
  const now = openCard();
  await userEvent.upload(screen.getByLabelText('Thêm âm thanh'), new File(['x'], 'hat.wav', { type: 'audio/wav' }));
  await screen.findByLabelText('Thêm âm thanh');
  expect(now()).toEqual(shown);
  await userEvent.click(screen.getByRole('button', { name: 'Đưa lên trên Hát xoan' }));
  expect(now()).toEqual([shown[1], shown[0]]);
  await userEvent.click(screen.getByRole('button', { name: 'Bỏ Trống đồng' }));
  expect(now()).toEqual([shown[1]]);
});

it('[X1] [X9] what is refused is said, what is too heavy is not sent at all, and nothing is added', async () => {
  const posted = answerHttp({
    [sentTo('picture', 'image/png')]: refuse({ code: 'picture_refused', why: 'animated', sideMin: 0 }),
  });
  const now = openCard();
  await userEvent.upload(screen.getByLabelText('Thêm ảnh'), pictureFile());
  expect((await screen.findByRole('alert')).textContent).toContain('Không nhận ảnh động');
  await userEvent.upload(screen.getByLabelText('Thêm ảnh'), pictureFile(limits.pictureBytesMax + 1));
  expect((await screen.findByRole('alert')).textContent).toContain('Ảnh quá nặng');
  expect(posted).toHaveLength(1);
  expect(now()).toEqual(shown);
});

it('[X10] a missing description is named at its field; a full question takes no more', () => {
  openCard(
    [...shown, { kind: 'picture', hash: flag, alt: '' }, { kind: 'picture', hash: 'd'.repeat(64), alt: 'Sông' }],
    'media',
  );
  expect(screen.getAllByText('Hãy ghi mô tả.')).toHaveLength(1);
  expect(screen.queryByLabelText('Thêm ảnh')).toBeNull();
});
