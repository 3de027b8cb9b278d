import { expect, it } from 'vitest';
import { optionOrder } from './option-order.ts';

it('[A1] options have one order per person and question, and all stay there', () => {
  const ids = ['a', 'b', 'c', 'd'];
  expect(optionOrder('s', 'q1', ids, true)).toEqual(optionOrder('s', 'q1', ids, true));
  expect([...optionOrder('s', 'q1', ids, true)].sort()).toEqual(ids);
  const orders = new Set(Array.from({ length: 200 }, (_, n) => optionOrder(`s${n}`, 'q1', ids, true).join('')));
  expect(orders.size).toBeGreaterThan(20);
  const ofQuestions = Array.from({ length: 50 }, (_, n) => optionOrder('s', `q${n}`, ids, true).join(''));
  expect(new Set(ofQuestions).size).toBeGreaterThan(5);
  expect(optionOrder('s', 'q1', ids, false)).toEqual(ids);
});
