import { expect, it } from 'vitest';
import { Question, withEverySpelling } from '../../contract/question.ts';
import { drawAttempt } from '../../rulebook/judge/draw-attempt.ts';
import { expandRounds } from '../../rulebook/judge/expand-rounds.ts';
import { exampleRulebook } from '../../rulebook/test-rulebook.ts';
import { viewQuestion, viewReviewedQuestion } from './view-question.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const options = ids.map((id) => ({ id, text: `Mục ${id}` }));
const about = {
  ...{ text: 'Câu hỏi nào?', topic: null, difficulty: null, audiences: [], tags: [], seconds: null, translations: {} },
  ...{ source: { document: 'Luật 20/2023/QH15', clause: 'Điều 8', date: null, validTo: null }, media: [] },
  ...{ explanation: 'Vì vậy.', practiceOnly: false },
};
const of = (item: object) => Question.parse({ id: 'cau-1', ...about, ...item });
const every = [
  of({ kind: 'one', options, right: ['b'] }),
  of({ kind: 'several', options, right: ['b', 'f'] }),
  of({
    kind: 'true-false',
    options: ['true', 'false'].map((id) => ({ id, text: id === 'true' ? 'Đúng' : 'Sai' })),
    right: ['false'],
  }),
  of({ kind: 'order', options, right: ids }),
  of({ kind: 'number', value: 12.5, tolerance: 0.25 }),
  of({ kind: 'text', accepted: ['Thừa Thiên Huế'] }),
];
const drawn = (question: Question, seed: string, shuffle = true) => ({ question, position: 1, seed, shuffle });
const orderOf = (question: Question, seed: string, shuffle: boolean) =>
  viewQuestion(drawn(question, seed, shuffle), 0, null).options.map(({ optionId }) => optionId);
const seeds = Array.from({ length: 20 }, (_, at) => `s${at}`);

it('[Q20] [V1] a question of any kind is handed out without its key', () => {
  for (const question of every) {
    const text = JSON.stringify(viewQuestion(drawn(question, 's'), 0, null));
    expect(text).not.toMatch(/right|accepted|value|tolerance|12\.5|Thừa Thiên|Vì vậy|Điều 8/);
  }
});

it('[Q28] [V1] its other languages go with it, without spellings and explanation; a typed answer is right in each', () => {
  const english = { text: 'Which city?', options: {}, accepted: ['Saigon'], explanation: 'It is so.' };
  const question = of({ kind: 'text', accepted: ['Sài Gòn'], translations: { en: english } });
  const view = viewQuestion(drawn(question, 's'), 0, null);
  expect(view.said).toEqual({ en: { text: 'Which city?', options: {} } });
  expect(viewQuestion(drawn(every[0] as Question, 's'), 0, null)).not.toHaveProperty('said');
  expect(withEverySpelling(question)).toMatchObject({ accepted: ['Sài Gòn', 'Saigon'] });
  const spellings = Array.from({ length: 20 }, (_, at) => `Cách ${at}`);
  expect(() => of({ kind: 'text', accepted: spellings, translations: { en: english } })).toThrow(/too many spellings/);
});

it('[Q28] after publication key and explanation stand in each language that has them, numbers as it writes them', () => {
  const said = (item: object, english: object) => {
    const en = { text: 'In English?', options: {}, accepted: [], explanation: null, ...english };
    return viewReviewedQuestion(drawn(of({ ...item, translations: { en } }), 's'), null).said?.en;
  };
  const spellings = { accepted: ['Hue'], explanation: 'It is so.' };
  expect(said({ kind: 'text', accepted: ['Huế'] }, spellings)).toMatchObject({
    ...{ text: 'In English?', rightWords: ['Hue'], explanation: 'It is so.' },
  });
  expect(said({ kind: 'text', accepted: ['Huế'] }, {})).toMatchObject({ rightWords: ['Huế'], explanation: null });
  expect(said({ kind: 'number', value: 12.5, tolerance: 0 }, {})?.rightWords.join()).toContain('12.5');
  const translated = Object.fromEntries(ids.map((id) => [id, `Item ${id}`]));
  expect(said({ kind: 'one', options, right: ['b'] }, { options: translated })).toMatchObject({
    options: { b: 'Item b' },
  });
});

it('[Q20] an order is shuffled whatever the rules say; true and false never are', () => {
  const [, , trueFalse, order] = every as [Question, Question, Question, Question];
  const orders = new Set(seeds.map((seed) => orderOf(order, seed, false).join('')));
  expect(orders.size).toBeGreaterThan(10);
  expect(new Set(seeds.map((seed) => orderOf(trueFalse, seed, true).join())).size).toBe(1);
  expect(orderOf(every[0] as Question, 's1', false)).toEqual(ids);
});

it('[Q20] in review each kind shows what was given, what is right and whether it was exact', () => {
  const review = (at: number, given: { optionIds: string[]; typed: string | null }) =>
    viewReviewedQuestion(drawn(every[at] as Question, 's'), given);
  expect(review(3, { optionIds: ids, typed: null })).toMatchObject({ exact: true, right: ids, chosen: ids });
  expect(review(4, { optionIds: [], typed: '12,7' })).toMatchObject({ exact: true, rightWords: ['12,5 ± 0,25'] });
  expect(review(4, { optionIds: [], typed: '12,8' })).toMatchObject({ exact: false, typed: '12,8' });
  expect(review(5, { optionIds: [], typed: 'thua thien hue' })).toMatchObject({
    ...{ exact: true, rightWords: ['Thừa Thiên Huế'], source: 'Điều 8, Luật 20/2023/QH15' },
  });
  expect(viewReviewedQuestion(drawn(every[0] as Question, 's'), null)).toMatchObject({ exact: false, chosen: [] });
});

it('[Q20] only questions of the kinds that the rules name are drawn', () => {
  const rulebook = exampleRulebook((file) => {
    const [part] = file.rounds[0]!.parts;
    if (part?.kind !== 'quiz') return;
    Object.assign(part, { kinds: ['order', 'text'], shuffle: false });
    const [paper] = part.papers;
    if (paper) Object.assign(paper, { count: 4, draw: { kind: 'bank', topics: ['t'] } });
  });
  const bank = every.flatMap(({ kind }) =>
    [1, 2].map((n) => ({ ...{ questionId: `${kind}-${n}`, topic: 't', level: null, kind } })),
  );
  const [round] = expandRounds(rulebook);
  const order = { bank, practice: false, taker: { seen: new Set<string>(), audience: null }, isIn: () => true };
  const asked = drawAttempt(round!, { ...order, seed: 's' });
  expect(asked).toEqual({ ok: true, value: ['order-1', 'order-2', 'text-1', 'text-2'] });
});
