import type { z } from 'zod';
import { picturePath } from '../../contract/picture-path.ts';
import { type Question, sourceWords } from '../../contract/question.ts';
import { isStoredPicture, type ShowFile, ShowQuestion } from '../../contract/show-file.ts';
import type { LocalText } from '../../contract/text.ts';
import { buzzerOf } from './buzzer.ts';
import { isAsked, isTrial } from './fold-show.ts';

/** What is wrong at a place of the file. `path`: as in the file, from the top. */
export type ShowProblem = { path: (string | number)[]; reason: LocalText };

/**
 * What the shape of a show file cannot say: whether its cues fit together and its questions exist.
 *
 * Source  SPEC H1.
 */
export function checkShow(file: ShowFile, bank: ReadonlyMap<string, Question>): ShowProblem[] {
  const problems: ShowProblem[] = [];
  const report = (path: ShowProblem['path'], vi: string, en: string) => problems.push({ path, reason: { vi, en } });
  const { rules, cues } = file;

  const ends = cues.flatMap((cue, at) => (cue.kind === 'end' ? [at] : []));
  if (ends.length !== 1 || ends[0] !== cues.length - 1)
    report(
      ['cues'],
      'Phần kết thúc ("end") phải có đúng một và đứng cuối cùng.',
      'There must be one "end", as the last cue.',
    );
  const questions = cues.filter((cue) => isAsked(cue) && !isTrial(cue)).length;
  if (rules.freezeFromQuestion !== null && rules.freezeFromQuestion > questions)
    report(
      ['rules', 'freezeFromQuestion'],
      `Chương trình chỉ có ${questions} câu hỏi.`,
      `The show has ${questions} questions only.`,
    );

  if (rules.tie !== null && rules.join !== 'signed-in')
    report(
      ['rules', 'tie'],
      'Thi phụ phân hạng cần rules.join là "signed-in".',
      'A show that decides a tie needs rules.join "signed-in".',
    );

  if (rules.voidIfNobodyRight && rules.mode !== 'elimination')
    report(
      ['rules', 'voidIfNobodyRight'],
      'Chỉ dùng khi rules.mode là "elimination".',
      'It needs rules.mode "elimination".',
    );

  const seen = new Map<string, number>();
  cues.forEach((cue, at) => {
    if (cue.kind === 'rescue' && rules.mode !== 'elimination')
      report(
        ['cues', at, 'kind'],
        'Phần cứu trợ ("rescue") chỉ có khi rules.mode là "elimination".',
        'A "rescue" needs rules.mode "elimination".',
      );
    if (cue.kind === 'board' && cue.of === 'teams' && rules.teams === null)
      report(
        ['cues', at, 'of'],
        'Bảng xếp hạng theo đội cần khai báo rules.teams.',
        'A board of teams needs rules.teams.',
      );
    if (cue.kind === 'board' && cue.of === 'teams' && cue.unfreeze !== null)
      report(
        ['cues', at, 'unfreeze'],
        'Chỉ bảng xếp hạng người chơi mới mở được từng dòng.',
        'Only a board of players is opened row by row.',
      );
    if (buzzerOf(cue) !== null && rules.mode === 'elimination')
      report(
        ['cues', at, 'buzzer'],
        'Câu bấm chuông không dùng trong thể thức loại trực tiếp.',
        'A buzzer has no place in an elimination.',
      );
    if (cue.kind !== 'question' && cue.kind !== 'sudden-death') return;
    const path = ['cues', at, 'question'];
    const id = 'bank' in cue.question ? cue.question.bank : cue.question.id;
    const first = seen.get(id);
    if (first !== undefined)
      report(
        path,
        `Câu hỏi "${id}" đã có ở phần thứ ${first + 1}.`,
        `Question "${id}" is in cue ${first + 1} already.`,
      );
    seen.set(id, at);
    if ('bank' in cue.question)
      for (const { vi, en } of problemsOfBank(bank.get(id), id)) report([...path, 'bank'], vi, en);
    else if (cue.question.picture !== undefined && isStoredPicture(cue.question.picture))
      report(
        [...path, 'picture'],
        'Ảnh của câu viết trong tệp phải nằm trong tệp, dạng data:image/...;base64.',
        'The picture of a question in the file stands in the file, as data:image/...;base64.',
      );
  });
  return problems;
}

/** A question of a bank as a show file would have it, not checked yet. Its key has the form of its kind; its picture is named by its address. */
export function forShow(question: Question): z.input<typeof ShowQuestion> {
  const { id, kind, text } = question;
  const explanation = (question.explanation ?? '').slice(0, 600);
  const { en } = question.translations;
  const english = en ? { english: { text: en.text, options: en.options } } : {};
  const [picture] = question.media;
  const shown = picture ? { picture: picturePath(picture.hash), pictureAlt: picture.alt } : {};
  const about = { id, text, ...english, ...shown, explanation, source: sourceWords(question).slice(0, 300) };
  if (kind === 'number') return { ...about, kind, value: question.value, tolerance: question.tolerance };
  if (kind === 'text') return { ...about, kind, accepted: question.accepted };
  const right = kind === 'one' || kind === 'true-false' ? question.right[0] : question.right;
  return { ...about, ...(kind === 'one' ? {} : { kind }), options: question.options, right };
}

/** A show has one picture a question, and no sound. */
export const hasShowMedia = ({ media }: Pick<Question, 'media'>): boolean =>
  media.length < 2 && media.every(({ kind }) => kind === 'picture');

/** A question of the bank must fit a screen. */
function problemsOfBank(question: Question | undefined, id: string): LocalText[] {
  if (!question)
    return [
      {
        vi: `Ngân hàng câu hỏi của cuộc thi không có câu "${id}".`,
        en: `The contest's bank has no question "${id}".`,
      },
    ];
  if (!hasShowMedia(question))
    return [
      {
        vi: `Câu "${id}" có âm thanh hoặc nhiều hơn một hình: chương trình chỉ chiếu được một hình mỗi câu.`,
        en: `Question "${id}" has a sound or more than one picture: a show has one picture a question.`,
      },
    ];
  if (ShowQuestion.safeParse(forShow(question)).success) return [];
  return [
    {
      vi: `Câu "${id}" dài quá khổ màn hình: đề tối đa 400 ký tự, phương án tối đa 160 ký tự.`,
      en: `Question "${id}" is too long for a screen: at most 400 characters, options 160.`,
    },
  ];
}
