import { expect, it } from 'vitest';
import { Rules } from '../contract/rules.ts';
import { exampleRules } from './example-rules.ts';

it('[R1] the example is a valid value of the schema and comes back unchanged', () => {
  expect(Rules.parse(exampleRules())).toEqual(exampleRules());
});

it('[R1] a change made by one test is not seen by the next', () => {
  const changed = exampleRules((rules) => {
    rules.questions.count = 5;
    rules.prizes.round = [];
  });
  expect(changed.questions.count).toBe(5);
  expect(exampleRules().questions.count).toBe(15);
  expect(exampleRules().prizes.round).toHaveLength(3);
});
