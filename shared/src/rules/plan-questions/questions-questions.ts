import { z } from 'zod';
import { QuestionId, Slug } from '../../contract/ids.ts';
import { limits } from '../../contract/limits.ts';
import type { Draft, Draw } from '../../contract/rules.ts';
import { type Choice, type PlanQuestion, planQuestion, putInDraft, readChoice, readInteger } from './plan-question.ts';

const formChoices = [
  form(4, 'one', '4 phương án, đúng 1 phương án', '4 options, exactly one right'),
  form(4, 'several', '4 phương án, có thể đúng nhiều phương án', '4 options, one or several right'),
  form(3, 'one', '3 phương án, đúng 1 phương án', '3 options, exactly one right'),
  form(5, 'one', '5 phương án, đúng 1 phương án', '5 options, exactly one right'),
  form(2, 'one', '2 phương án (đúng, sai)', '2 options (right, wrong)'),
];

const pacingChoices = [
  {
    value: 'paper',
    puts: 'paper' as const,
    label: {
      vi: 'Phát cả đề một lần; được sửa câu trả lời cho đến khi nộp bài',
      en: 'The whole paper at once; answers may be changed until submission',
    },
  },
  {
    value: 'one-by-one',
    puts: 'one-by-one' as const,
    label: { vi: 'Phát từng câu; trả lời xong không sửa lại', en: 'One question at a time; an answer is final' },
  },
];

const bank = (byAudience: boolean): Draft<Draw> => ({ kind: 'bank', perTopic: [], byAudience });
const fixed: Draft<Draw> = { kind: 'fixed', questionIdsByRound: null };
const drawChoices: Choice<{ draw: Draft<Draw>; shuffle: boolean }>[] = [
  {
    value: 'bank',
    puts: { draw: bank(false), shuffle: true },
    label: {
      vi: 'Mỗi người một đề, rút ngẫu nhiên đều từ các chủ đề; trộn thứ tự câu hỏi và phương án',
      en: 'A paper of their own for everyone, drawn evenly from the topics; questions and options shuffled',
    },
  },
  {
    value: 'bank-by-audience',
    puts: { draw: bank(true), shuffle: true },
    label: {
      vi: 'Như trên, nhưng chỉ rút câu hỏi dành cho nhóm đối tượng của người thi',
      en: "The same, but only questions meant for the contestant's own group",
    },
  },
  {
    value: 'fixed',
    puts: { draw: fixed, shuffle: true },
    label: {
      vi: 'Mọi người cùng một bộ câu hỏi mỗi tuần; trộn thứ tự câu hỏi và phương án',
      en: 'The same questions for everyone each week; questions and options shuffled',
    },
  },
  {
    value: 'fixed-same-order',
    puts: { draw: fixed, shuffle: false },
    label: {
      vi: 'Mọi người cùng một bộ câu hỏi mỗi tuần, cùng thứ tự',
      en: 'The same questions for everyone each week, in the same order',
    },
  },
];

const topicsMessage = 'cần các mã chủ đề cách nhau bằng dấu phẩy, ví dụ chuyen-doi-so, hue-s';
const setsMessage =
  'cần mã câu hỏi của từng tuần: trong tuần cách nhau bằng dấu phẩy, giữa các tuần bằng dấu chấm phẩy';

export const questionsQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'questions.count',
    kind: 'integer',
    prompt: {
      vi: 'Một bài thi có bao nhiêu câu hỏi trắc nghiệm?',
      en: 'How many multiple-choice questions has one attempt?',
    },
    example: '20',
    isOpen: (draft) => draft.questions?.count == null,
    read: readInteger(1, limits.questionsPerAttemptMax),
    put: (draft, count) => putInDraft(draft, 'questions', { count }),
  }),
  planQuestion({
    id: 'questions.form',
    path: 'questions.optionsPerQuestion',
    kind: 'choice',
    prompt: {
      vi: 'Mỗi câu hỏi có mấy phương án, đúng mấy phương án?',
      en: 'How many options has a question, and how many are right?',
    },
    choices: formChoices,
    example: '4-one',
    isOpen: (draft) => draft.questions?.optionsPerQuestion == null || draft.questions.answerMode === null,
    read: readChoice(formChoices),
    put: (draft, puts) => {
      const after = putInDraft(draft, 'questions', puts);
      // With exactly one right option both ways of counting several give the same points.
      return puts.answerMode === 'one' ? putInDraft(after, 'points', { several: 'all-or-nothing' }) : after;
    },
  }),
  planQuestion({
    id: 'questions.pacing',
    kind: 'choice',
    prompt: { vi: 'Câu hỏi được phát cho người thi như thế nào?', en: 'How are the questions handed out?' },
    choices: pacingChoices,
    example: 'paper',
    isOpen: (draft) => draft.questions?.pacing == null,
    read: readChoice(pacingChoices),
    put: (draft, pacing) => putInDraft(draft, 'questions', { pacing }),
  }),
  planQuestion({
    id: 'questions.topics',
    kind: 'text',
    prompt: {
      vi: 'Lấy câu hỏi từ những chủ đề nào của ngân hàng câu hỏi? (mã chủ đề, cách nhau bằng dấu phẩy)',
      en: 'From which topics of the question bank? (topic codes, separated by commas)',
    },
    example: 'chuyen-doi-so, dich-vu-cong-truc-tuyen, giao-dich-dien-tu',
    isOpen: (draft) => draft.questions?.topics == null,
    read: z
      .string(topicsMessage)
      .transform((text) => splitList(text, ','))
      .pipe(z.array(Slug, topicsMessage).min(1, topicsMessage)),
    put: (draft, topics) => putInDraft(draft, 'questions', { topics: [...new Set(topics)] }),
  }),
  planQuestion({
    id: 'questions.draw',
    kind: 'choice',
    prompt: { vi: 'Đề thi được lập như thế nào?', en: 'How is a paper made?' },
    choices: drawChoices,
    example: 'bank',
    isOpen: (draft) => draft.questions?.draw == null,
    read: readChoice(drawChoices),
    put: (draft, puts) => putInDraft(draft, 'questions', puts),
  }),
  planQuestion({
    id: 'questions.fixedSets',
    path: 'questions.draw.questionIdsByRound',
    kind: 'text',
    prompt: {
      vi: 'Mỗi tuần dùng những câu hỏi nào? (mã câu hỏi; trong tuần cách nhau bằng dấu phẩy, giữa các tuần bằng dấu chấm phẩy)',
      en: 'Which questions does each week use? (question ids; commas within a week, semicolons between weeks)',
    },
    example: null,
    isOpen: ({ questions }) => questions?.draw?.kind === 'fixed' && questions.draw.questionIdsByRound === null,
    read: z
      .string(setsMessage)
      .transform((text) => splitList(text, ';').map((week) => splitList(week, ',')))
      .pipe(z.array(z.array(QuestionId, setsMessage).min(1, setsMessage), setsMessage).min(1, setsMessage)),
    put: (draft, questionIdsByRound) => putInDraft(draft, 'questions', { draw: { kind: 'fixed', questionIdsByRound } }),
  }),
];

function form(optionsPerQuestion: number, answerMode: 'one' | 'several', vi: string, en: string) {
  return { value: `${optionsPerQuestion}-${answerMode}`, puts: { optionsPerQuestion, answerMode }, label: { vi, en } };
}

function splitList(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
