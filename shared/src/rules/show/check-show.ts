import type { BankQuestion } from '../../contract/question-bank.ts';
import { type ShowCue, type ShowFile, ShowQuestion } from '../../contract/show-file.ts';
import type { LocalText } from '../../contract/text.ts';

/** What is wrong at a place of the file. `path`: as in the file, from the top. */
export type ShowProblem = { path: (string | number)[]; reason: LocalText };

const isAsked = (cue: ShowCue) => cue.kind === 'question' || cue.kind === 'sudden-death';

/**
 * What the shape of a show file cannot say: whether its cues fit together and its questions exist.
 *
 * Source  SPEC H1.
 */
export function checkShow(file: ShowFile, bank: ReadonlyMap<string, BankQuestion>): ShowProblem[] {
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
  const questions = cues.filter(isAsked).length;
  if (rules.freezeFromQuestion !== null && rules.freezeFromQuestion > questions)
    report(
      ['rules', 'freezeFromQuestion'],
      `Chương trình chỉ có ${questions} câu hỏi.`,
      `The show has ${questions} questions only.`,
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
  });
  return problems;
}

/** A question of the bank must fit a screen and have one right option. */
function problemsOfBank(question: BankQuestion | undefined, id: string): LocalText[] {
  if (!question)
    return [
      {
        vi: `Ngân hàng câu hỏi của cuộc thi không có câu "${id}".`,
        en: `The contest's bank has no question "${id}".`,
      },
    ];
  const [right, ...others] = question.right;
  if (right === undefined || others.length > 0)
    return [
      {
        vi: `Câu "${id}" có nhiều phương án đúng; phần thi trực tiếp cần đúng một.`,
        en: `Question "${id}" has several right options; a show needs one.`,
      },
    ];
  const fits = ShowQuestion.safeParse({
    ...question,
    right,
    explanation: question.explanation.slice(0, 600),
    source: question.source.slice(0, 300),
  });
  if (fits.success) return [];
  return [
    {
      vi: `Câu "${id}" dài quá khổ màn hình: đề tối đa 400 ký tự, phương án tối đa 160 ký tự.`,
      en: `Question "${id}" is too long for a screen: at most 400 characters, options 160.`,
    },
  ];
}
