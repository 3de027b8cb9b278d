import { expect, it } from 'vitest';
import { Question, questionOfBank } from './question.ts';
import { BankQuestion } from './question-bank.ts';

const options = [
  { id: 'a', text: 'Một' },
  { id: 'b', text: 'Hai' },
];
const base = {
  id: 'cau-1',
  text: 'Câu hỏi?',
  topic: null,
  difficulty: 2,
  audiences: [],
  tags: [],
  source: null,
  explanation: null,
  seconds: 20,
  translations: {},
  media: [],
  practiceOnly: false,
};
const reads = (more: object) => Question.safeParse({ ...base, ...more }).success;

it('[Q5] a question of each kind is read', () => {
  expect(reads({ kind: 'one', options, right: ['a'] })).toBe(true);
  expect(reads({ kind: 'several', options, right: ['a', 'b'] })).toBe(true);
  const both = [
    { id: 'true', text: 'Đúng' },
    { id: 'false', text: 'Sai' },
  ];
  expect(reads({ kind: 'true-false', options: both, right: ['false'] })).toBe(true);
  expect(reads({ kind: 'number', value: 2023, tolerance: 0 })).toBe(true);
  expect(reads({ kind: 'order', options, right: ['b', 'a'] })).toBe(true);
  expect(reads({ kind: 'text', accepted: ['Huế'] })).toBe(true);
});

it.each([
  ['one with two right', { kind: 'one', options, right: ['a', 'b'] }],
  ['a right id that is no option', { kind: 'several', options, right: ['c'] }],
  ['a right id twice', { kind: 'several', options, right: ['a', 'a'] }],
  ['true/false with other ids', { kind: 'true-false', options, right: ['a'] }],
  ['an order of some options', { kind: 'order', options, right: ['a'] }],
  ['a negative tolerance', { kind: 'number', value: 1, tolerance: -1 }],
  ['seven decimals', { kind: 'number', value: 0.1234567, tolerance: 0 }],
  ['a spelling of signs alone', { kind: 'text', accepted: ['--'] }],
  ['one option', { kind: 'one', options: options.slice(1), right: ['b'] }],
  [
    'a translation without an option',
    {
      kind: 'one',
      options,
      right: ['a'],
      translations: { en: { text: 'Which?', options: { a: 'One' }, accepted: [], explanation: null } },
    },
  ],
])('[Q5] %s is refused', (_, more) => {
  expect(reads(more)).toBe(false);
});

it('[Q5] a question of a stored bank is a question of the organization, with its key and mark', () => {
  const stored = BankQuestion.parse({
    id: 'cau-2',
    text: 'Chọn các việc an toàn?',
    options,
    right: ['b', 'a'],
    explanation: 'Vì vậy.',
    source: 'Luật An ninh mạng',
    audiences: ['CITIZEN'],
    practice: true,
  });
  const read = questionOfBank(stored, 'An toàn');
  expect(Question.parse(read)).toEqual(read);
  expect(read).toMatchObject({ kind: 'several', right: ['b', 'a'], topic: 'An toàn', practiceOnly: true });
  expect(questionOfBank({ ...stored, right: ['a'] }, null)).toMatchObject({ kind: 'one', topic: null });
});
