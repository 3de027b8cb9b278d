import { expect, it } from 'vitest';
import type { SealedQuestion } from '../../contract/seals.ts';
import { checkOpened, commitRound, openQuestions } from './commit-round.ts';

const sealed = (count: number): SealedQuestion[] =>
  Array.from({ length: count }, (_, at) => ({
    salt: at.toString(16).padStart(32, '0'),
    id: `cau-${at}`,
    topic: 'luat',
    body: { text: `Câu số ${at}?`, right: ['b'] },
  }));

it('[Q21] [Q22] each question proves itself at its own place, and nothing else does', () => {
  for (const count of [1, 2, 7, 8, 21]) {
    const questions = sealed(count);
    const commitment = commitRound(questions);
    const all = openQuestions(
      questions,
      questions.map((_, at) => at),
    );
    for (const opened of all) {
      expect(checkOpened(commitment, opened)).toBe(true);
      expect(checkOpened(commitment, { ...opened, body: { ...(opened.body as object), right: ['a'] } })).toBe(false);
      expect(checkOpened(commitment, { ...opened, salt: 'f'.repeat(32) })).toBe(false);
      expect(checkOpened(commitment, { ...opened, topic: 'khac' })).toBe(false);
    }
  }
});

it('[Q21] the same questions under other salts, or in another order, have another root', () => {
  const questions = sealed(6);
  const other = questions.map((each) => ({ ...each, salt: 'a'.repeat(32) }));
  const roots = [questions, other, questions.toReversed()].map((each) => commitRound(each).root);
  expect(new Set(roots).size).toBe(3);
});

it('[Q21] the order of the keys of a question is not part of what is committed to', () => {
  const [one] = sealed(1) as [SealedQuestion];
  const turned = { ...one, body: { right: ['b'], text: 'Câu số 0?' } };
  expect(commitRound([turned])).toEqual(commitRound([one]));
});
