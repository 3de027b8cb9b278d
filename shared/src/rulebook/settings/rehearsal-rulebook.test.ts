import { expect, it } from 'vitest';
import { expandRounds } from '../judge/expand-rounds.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { rehearsalRulebook } from './rehearsal-rulebook.ts';

it('[Y2] a rehearsal has one round with the questions, times and marks of the real one, and no prizes', () => {
  const real = exampleRulebook((file) => {
    const [week] = file.rounds;
    const [quiz] = week?.parts ?? [];
    if (quiz?.kind !== 'quiz') throw new Error('the example has a quiz');
    quiz.papers.unshift({ for: 'officials', draw: { kind: 'bank', topics: ['riêng'] }, count: 5 });
  });
  const round = expandRounds(real)[1]!;
  const rehearsal = rehearsalRulebook(real, round, 1_000, 61_000);
  expect(readRulebook(JSON.parse(JSON.stringify(rehearsal))).problems).toEqual([]);
  const [own, ...others] = expandRounds(rehearsal);
  expect(others).toEqual([]);
  expect(own).toMatchObject({ opensAtMs: 1_000, closesAtMs: 61_000, publishAtMs: null, time: round.time });
  expect(own?.parts).toMatchObject([
    { kind: 'quiz', papers: [{ for: 'everyone', draw: { topics: ['riêng'] }, count: 5 }] },
  ]);
  expect(rehearsal.meta.name.vi).toBe('Diễn tập: Cuộc thi');
  expect([rehearsal.awards, rehearsal.standings]).toEqual([[], []]);
});
