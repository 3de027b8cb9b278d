import { expect, it } from 'vitest';
import { judgeDrift } from './judge-drift.ts';

const days = (...rights: number[]) => rights.map((right, at) => ({ day: `2026-03-0${at + 2}`, shown: 100, right }));
const steady = days(50, 50, 50, 50);

it('[Q26] a question that is suddenly solved far more often than before drifts', () => {
  expect(judgeDrift(days(40, 42, 85, 90), steady)).toEqual({ before: 0.41, after: 0.875 });
});

it('[Q26] what rises with all questions, rises little, or rests on few attempts does not', () => {
  expect(judgeDrift(days(40, 42, 85, 90), days(40, 42, 85, 90))).toBeNull();
  expect(judgeDrift(days(50, 52, 58, 60), steady)).toBeNull();
  expect(judgeDrift(days(90, 88, 40, 35), steady)).toBeNull();
  const few = days(4, 4, 9, 9).map((each) => ({ ...each, shown: 10 }));
  expect(judgeDrift(few, steady)).toBeNull();
  expect(judgeDrift(days(40), steady)).toBeNull();
  expect(judgeDrift([], steady)).toBeNull();
});
