import { expect, it } from 'vitest';
import { QuestionDraft } from '../../contract/question.ts';
import { refersToOthers, warnQuestions } from './warn-questions.ts';

const draft = (more: object = {}): QuestionDraft =>
  QuestionDraft.parse({
    id: null,
    text: 'Cơ quan nào cấp thẻ căn cước?',
    kind: 'one',
    options: ['Công an', 'Bưu điện', 'Thuế', 'Hải quan'].map((text, at) => ({ id: 'abcd'.charAt(at), text })),
    right: ['a'],
    topic: null,
    difficulty: null,
    audiences: [],
    tags: [],
    source: { document: 'Luật Căn cước', clause: null, date: null, validTo: null },
    explanation: null,
    seconds: null,
    translations: {},
    media: [],
    practiceOnly: false,
    ...more,
  });
const options = (...texts: string[]) => ({ options: texts.map((text, at) => ({ id: 'abcdef'.charAt(at), text })) });
const context = { shuffled: true, today: '2026-11-30' };
const reasons = (...questions: QuestionDraft[]) => warnQuestions(questions, context).map((each) => each.reason);

it('[Q7] a sound question raises no warning', () => {
  expect(reasons(draft())).toEqual([]);
});

it.each([
  'Cả A và B',
  'Cả A và B đều đúng',
  'A và C',
  'Cả A, B và C đều đúng',
  'A, B, C đều đúng',
  'Chỉ B và C',
  'Đáp án A và B',
  'Tất cả các đáp án trên',
  'Tất cả các phương án trên đều đúng',
  'Tất cả đều sai',
  'Cả ba phương án trên',
  'Cả 3 đều đúng',
  'Không câu nào đúng',
  'Không có đáp án nào đúng',
  'Đáp án khác',
  'All of the above',
])('[Q7] the option %s speaks of others', (option) => {
  expect(refersToOthers(option)).toBe(true);
});

it.each([
  'Cả nước',
  'Cả cha và mẹ',
  'Mọi trường hợp đều phải nộp',
  '1 và 2',
  'Không',
  'Tất cả công dân',
  'Vitamin A và B',
  'Cả nước trên toàn quốc',
])('[Q7] the option %s speaks of no other', (option) => {
  expect(refersToOthers(option)).toBe(false);
});

it('[Q7] an option that speaks of others is a warning only while options are shuffled', () => {
  const question = draft(options('Một', 'Hai', 'Cả A và B'));
  expect(reasons(question)).toEqual(['options_refer']);
  expect(warnQuestions([question], { ...context, shuffled: false })).toEqual([]);
});

it('[Q7] options alike, a right option that stands out, no source, one out of force, little time, a text for no hall', () => {
  expect(reasons(draft(options('Thuế', 'thuê', 'Công an')))).toEqual(['options_alike']);
  expect(reasons(draft(options('x > 5', 'x < 5')))).toEqual([]);
  expect(reasons(draft(options('Công an cấp xã nơi người đó cư trú', 'Bưu điện', 'Thuế')))).toEqual([
    'longest_is_right',
  ]);
  expect(reasons(draft({ source: null }))).toEqual(['no_source']);
  const source = { document: 'Luật cũ', clause: null, date: '2014-11-20', validTo: '2024-06-30' };
  expect(reasons(draft({ source }))).toEqual(['source_expired']);
  expect(reasons(draft({ source: { ...source, validTo: '2026-11-30' } }))).toEqual([]);
  expect(reasons(draft({ seconds: 5 }))).toEqual(['too_little_time']);
  expect(reasons(draft({ text: 'a'.repeat(401) }))).toEqual(['too_long_for_hall']);
});

it('[Q7] a letter that is right in more than half of twelve questions or more is out of balance', () => {
  const many = (rights: string) => [...rights].map((right) => draft({ right: [right] }));
  expect(warnQuestions(many('bbbbbbbaaccd'), context)).toEqual([
    { at: null, reason: 'letters_unbalanced', value: 'B' },
  ]);
  expect(reasons(...many('bbbbbbaaaccd'))).toEqual([]);
  expect(reasons(...many('bbbbbbbbbbb'))).toEqual([]);
});
