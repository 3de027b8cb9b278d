import { describe, expect, it } from 'vitest';
import { scoreAttempt } from './score.ts';

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id }));
const key = [
  { questionId: 'q1', item: { kind: 'one' as const, options, right: ['a'] } },
  { questionId: 'q2', item: { kind: 'one' as const, options, right: ['b'] } },
  { questionId: 'q3', item: { kind: 'several' as const, options, right: ['a', 'c', 'd'] } },
];
const whole = { perQuestion: 10, several: 'all-or-nothing' } as const;
const share = { perQuestion: 10, several: 'share' } as const;
const chosen = (...answers: [string, string[]][]) =>
  new Map(answers.map(([id, optionIds]) => [id, { optionIds, typed: null }]));

describe('all or nothing', () => {
  it('[A6] exactly the right options earn the points, in any order', () => {
    const score = scoreAttempt(key, chosen(['q1', ['a']], ['q2', ['b']], ['q3', ['d', 'a', 'c']]), whole);
    expect(score).toEqual({ points: 30, pointsMax: 30, right: 3, answered: 3 });
  });
  it('[A6] one option too few, one too many or a wrong one earns nothing', () => {
    for (const options of [['a', 'c'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c'], ['b']]) {
      expect(scoreAttempt(key, chosen(['q3', options]), whole)).toEqual({
        points: 0,
        pointsMax: 30,
        right: 0,
        answered: 1,
      });
    }
  });
});

describe('a share of the points', () => {
  it.each([
    [['a', 'c', 'd'], 10, 1],
    [['a', 'c'], 6, 0], // 2/3 of 10, rounded down
    [['a'], 3, 0],
    [['a', 'c', 'b'], 3, 0], // two right, one wrong
    [['a', 'b'], 0, 0],
    [['b'], 0, 0], // never below zero
    [['a', 'b', 'c', 'd'], 6, 0], // choosing everything is not right
  ])('[A6] %j earns %i', (options, points, right) => {
    expect(scoreAttempt(key, chosen(['q3', options]), share)).toMatchObject({ points, right, answered: 1 });
  });
  it('[A6] a question with one right option is still all or nothing', () => {
    expect(scoreAttempt(key, chosen(['q1', ['a']], ['q2', ['a']]), share)).toMatchObject({ points: 10, right: 1 });
    expect(scoreAttempt(key, chosen(['q1', ['a', 'b']]), share)).toMatchObject({ points: 0, right: 0 });
  });
});

it('[A7] unanswered questions score nothing and are not counted as answered', () => {
  expect(scoreAttempt(key, chosen(['q2', ['b']]), whole)).toEqual({ points: 10, pointsMax: 30, right: 1, answered: 1 });
  expect(scoreAttempt(key, chosen(['q2', []]), whole)).toEqual({ points: 0, pointsMax: 30, right: 0, answered: 0 });
  expect(scoreAttempt(key, new Map(), whole)).toEqual({ points: 0, pointsMax: 30, right: 0, answered: 0 });
});

it('[A2] a choice for a question outside the attempt is not looked at', () => {
  expect(scoreAttempt(key, chosen(['q9', ['a']]), whole)).toMatchObject({ points: 0, answered: 0 });
});
