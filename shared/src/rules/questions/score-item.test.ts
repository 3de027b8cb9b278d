import fc from 'fast-check';
import { expect, it } from 'vitest';
import { QuestionItem } from '../../contract/question.ts';
import { scoreAttempt } from '../score.ts';
import { fitsItem, scoreItem } from './score-item.ts';

const options = (...ids: string[]) => ids.map((id) => ({ id, text: `Phương án ${id}` }));
const item = (given: unknown) => QuestionItem.parse(given);
const whole = { perQuestion: 10, several: 'all-or-nothing' } as const;
const share = { perQuestion: 10, several: 'share' } as const;
const allIds = ['a', 'b', 'c', 'd', 'e', 'f'];

it('[Q5] one right option and true/false take exactly one option; another response is not one of the kind', () => {
  const one = item({ kind: 'one', options: options('a', 'b'), right: ['b'] });
  expect(scoreItem(one, { optionIds: ['b'] }, whole)).toEqual({ exact: true, points: 10 });
  expect(scoreItem(one, { optionIds: ['a'] }, share)).toEqual({ exact: false, points: 0 });
  for (const response of [
    { optionIds: [] },
    { optionIds: ['a', 'b'] },
    { optionIds: ['c'] },
    { number: 1 },
    { text: 'b' },
  ])
    expect(fitsItem(one, response)).toBe(false);
  const trueFalse = item({ kind: 'true-false', options: options('true', 'false'), right: ['false'] });
  expect(scoreItem(trueFalse, { optionIds: ['false'] }, whole).exact).toBe(true);
});

it('[Q5] a number counts within its tolerance, both bounds included and decimals exact', () => {
  const number = item({ kind: 'number', value: 0.3, tolerance: 0.2 });
  const exact = (value: number) => scoreItem(number, { number: value }, whole).exact;
  expect([0.1, 0.5, 0.3].map(exact)).toEqual([true, true, true]);
  expect([0.099999, 0.500001, -0.3].map(exact)).toEqual([false, false, false]);
  expect(fitsItem(number, { text: '0.3' })).toBe(false);
});

it('[Q5] a typed answer counts in any accepted spelling, without marks, case or signs', () => {
  const typed = item({ kind: 'text', accepted: ['Huế', 'Thừa Thiên - Huế'] });
  const exact = (text: string) => scoreItem(typed, { text }, whole).exact;
  expect(['hue', 'HUẾ.', 'thua thien hue', 'Thừa Thiên Huế'.normalize('NFD')].map(exact)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['Hu', 'Thừa Thiên'].map(exact)).toEqual([false, false]);
  expect(fitsItem(typed, { text: ' .. ' })).toBe(false);
});

it('[Q5] several right options and an order give a share where the rules say so, and nothing otherwise', () => {
  const several = item({ kind: 'several', options: options('a', 'b', 'c', 'd'), right: ['a', 'c'] });
  expect(scoreItem(several, { optionIds: ['a'] }, share)).toEqual({ exact: false, points: 5 });
  expect(scoreItem(several, { optionIds: ['a'] }, whole).points).toBe(0);
  expect(scoreItem(several, { optionIds: ['a', 'b', 'c', 'd'] }, share).points).toBe(0);
  const order = item({ kind: 'order', options: options('a', 'b', 'c'), right: ['c', 'a', 'b'] });
  expect(scoreItem(order, { optionIds: ['c', 'a', 'b'] }, whole)).toEqual({ exact: true, points: 10 });
  expect(scoreItem(order, { optionIds: ['a', 'c', 'b'] }, share)).toEqual({ exact: false, points: 3 });
  expect(scoreItem(order, { optionIds: ['b', 'a', 'c'] }, share).points).toBe(0);
  expect(fitsItem(order, { optionIds: ['a', 'b'] })).toBe(false);
});

const subset = (ids: string[], min: number) => fc.subarray(ids, { minLength: min });
const choice = fc
  .integer({ min: 2, max: 6 })
  .chain((count) =>
    fc.tuple(fc.constant(allIds.slice(0, count)), subset(allIds.slice(0, count), 1), subset(allIds.slice(0, count), 1)),
  );

it('[Q5] [A6] several right options score as in a round, for any key and any choice', () => {
  fc.assert(
    fc.property(choice, fc.constantFrom(whole, share), ([ids, right, chosen], points) => {
      const several = item({ kind: 'several', options: options(...ids), right });
      const own = scoreItem(several, { optionIds: chosen }, points);
      const round = scoreAttempt(
        [{ questionId: 'q', item: several }],
        new Map([['q', { optionIds: chosen, typed: null }]]),
        points,
      );
      expect(own).toEqual({ exact: round.right === 1, points: round.points });
    }),
  );
});

it('[Q5] any response of any kind earns between nothing and all, all only when it is exact or no point can be divided', () => {
  const order = fc.integer({ min: 2, max: 6 }).chain((count) => {
    const ids = allIds.slice(0, count);
    const shuffledIds = fc.shuffledSubarray(ids, { minLength: count });
    return fc.tuple(shuffledIds, shuffledIds).map(([right, given]) => ({
      one: item({ kind: 'order', options: options(...ids), right }),
      response: { optionIds: given },
      exact: right.join() === given.join(),
    }));
  });
  fc.assert(
    fc.property(order, fc.integer({ min: 1, max: 100 }), ({ one, response, exact }, perQuestion) => {
      const scored = scoreItem(one, response, { perQuestion, several: 'share' });
      expect(scored.exact).toBe(exact);
      expect(scored.points).toBeGreaterThanOrEqual(0);
      expect(scored.points === perQuestion).toBe(exact);
      expect(Number.isInteger(scored.points)).toBe(true);
    }),
  );
});
