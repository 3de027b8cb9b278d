import { checkRules } from '@hoithi/shared/rules/check-rules';
import { roundPhase } from '@hoithi/shared/rules/round';
import { expect, it } from 'vitest';
import { demoRules } from './demo-rules.ts';

const nowMs = Date.parse('2026-03-04T09:00:00+07:00');

it('[G12] the demo has an award over settled rounds alone, and one over a round that is open', () => {
  const rules = demoRules(nowMs);
  expect(checkRules(rules).filter(({ severity }) => severity === 'error')).toEqual([]);
  const phases = rules.rounds.map(({ ordinal, opensAt, closesAt }) => [
    ordinal,
    roundPhase(
      { opensAtMs: Date.parse(opensAt), closesAtMs: Date.parse(closesAt), finalized: false, published: false },
      nowMs,
    ),
  ]);
  const closed = new Map(phases.map(([ordinal, phase]) => [ordinal, phase === 'closed']));
  const over = rules.prizes.collective.map(({ judging }) => {
    const rounds = judging.by === 'formula' ? judging.rounds : null;
    return (rounds ?? [...closed.keys()]).every((ordinal) => closed.get(ordinal));
  });
  expect(over.toSorted()).toEqual([false, true]);
});
