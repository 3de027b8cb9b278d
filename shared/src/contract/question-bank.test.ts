import { describe, expect, it } from 'vitest';
import { BankQuestion, QuestionFile } from './question-bank.ts';

const question = {
  id: 'chuyen-doi-so-01',
  text: 'Ngày Chuyển đổi số quốc gia là ngày nào?',
  options: [
    { id: 'a', text: 'Ngày 10 tháng 10' },
    { id: 'b', text: 'Ngày 02 tháng 9' },
  ],
  right: ['a'],
  explanation: 'Ngày 10 tháng 10 hằng năm là Ngày Chuyển đổi số quốc gia.',
  source: 'Quyết định số 505/QĐ-TTg ngày 22/4/2022',
  audiences: ['CITIZEN'],
};
const file = (...questions: object[]) => ({
  topic: 'chuyen-doi-so',
  title: { vi: 'Chuyển đổi số', en: 'Digital transformation' },
  questions,
});

describe('the question bank', () => {
  it.each([
    ['no right option', { right: [] }],
    ['a right option that is not there', { right: ['c'] }],
    ['a right option twice', { right: ['a', 'a'] }],
    ['one option', { options: question.options.slice(0, 1) }],
    ['two options of one id', { options: [question.options[0], question.options[0]] }],
    ['no explanation', { explanation: '' }],
    ['no source', { source: '' }],
  ])('[Q1] a question with %s is refused', (_what, part) => {
    expect(BankQuestion.safeParse({ ...question, ...part }).success).toBe(false);
  });

  it('[Q1] one or several options may be right', () => {
    expect(BankQuestion.safeParse(question).success).toBe(true);
    expect(BankQuestion.safeParse({ ...question, right: ['a', 'b'] }).success).toBe(true);
  });

  it('[Q2] a file with one broken question is refused whole, with its place and the reason', () => {
    const read = QuestionFile.safeParse(file(question, { ...question, id: 'chuyen-doi-so-02', right: ['x'] }));
    expect(read.success).toBe(false);
    expect(read.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['questions.1', 'every right id must be one of the options'],
    ]);
    expect(QuestionFile.safeParse(file(question)).success).toBe(true);
  });
});
