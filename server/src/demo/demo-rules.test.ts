import { expandRounds, roundsNamed } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { expect, it } from 'vitest';
import { demoRulebook } from './demo-rules.ts';

const nowMs = Date.parse('2026-03-04T09:00:00+07:00');

it('[G12] the demo has an award over settled rounds alone, and one over a round that is open', () => {
  const rulebook = demoRulebook(nowMs);
  const { problems } = readRulebook(JSON.parse(JSON.stringify(rulebook)));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const rounds = expandRounds(rulebook);
  const over = rulebook.standings
    .filter(({ by }) => by.kind === 'formula')
    .map((standing) => roundsNamed(rounds, standing.over).every(({ closesAtMs }) => closesAtMs <= nowMs));
  expect(over.toSorted()).toEqual([false, true]);
});
