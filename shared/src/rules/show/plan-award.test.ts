import { describe, expect, it } from 'vitest';
import { both } from './example-show.ts';
import { type Awarded, planAward, revealedSteps, stepsOfAward } from './plan-award.ts';

/** So many winners of each prize of an award, best first. */
const awarded = (counts: readonly number[], award = 'giai'): Awarded[] =>
  counts.flatMap((count, place) =>
    Array.from({ length: count }, (_, at) => ({
      award: { id: award, label: both(award) },
      prize: {
        place,
        label: both(`giai-${place}`),
        value: { kind: 'money', amount: 1_000_000 / (place + 1), currency: 'VND' },
      },
      winner: { rank: 0, name: `${award}-${place}-${at}`, unitName: null, mark: null, points: 10, elapsedMs: 0 },
    })),
  );
const called = (plan: ReturnType<typeof planAward>) =>
  plan.calls.map(({ winners }) => winners.map(({ name }) => name).join(' '));

describe('the plan of an award', () => {
  it('[H16] low prizes are called as a group, high ones one person at a time, from the lowest up', () => {
    const plan = planAward(awarded([1, 2, 1, 3]), 3);
    expect(called(plan)).toEqual(['giai-3-0 giai-3-1 giai-3-2', 'giai-2-0', 'giai-1-1', 'giai-1-0', 'giai-0-0']);
    expect(plan.pictures).toEqual(['podium', 'honour']);
    expect(stepsOfAward(plan).map(({ next }) => next)).toEqual([
      ...['announce', 'reveal-group', 'announce', 'reveal-name', 'announce', 'reveal-name'],
      ...['announce', 'reveal-name', 'announce', 'reveal-name', 'podium', 'honour'],
    ]);
  });
  it('[H16] a group that no picture holds is called in even parts', () => {
    const { calls } = planAward(awarded([1, 40]), 1);
    expect(calls.map(({ winners }) => winners.length)).toEqual([12, 14, 14, 1]);
  });
  it('[H16] of several awards each call names its own, and there is no podium', () => {
    const plan = planAward([...awarded([1, 1], 'a'), ...awarded([1], 'b')], 3);
    expect(plan.calls.map(({ award, winners }) => `${award?.vi} ${winners[0]?.name}`)).toEqual([
      'b b-0-0',
      'a a-1-0',
      'a a-0-0',
    ]);
    expect(plan.pictures).toEqual(['honour']);
    expect(planAward(awarded([1]), 3).pictures).toEqual([]);
  });
  it('[H16] what is announced says how many and how much, and no name before its step', () => {
    const plan = planAward(awarded([1, 2, 1, 3]), 3);
    const all = plan.calls.flatMap(({ winners }) => winners.map(({ name }) => name));
    for (let step = 0; step <= stepsOfAward(plan).length; step++) {
      const { shown, announced, picture } = revealedSteps(plan, step);
      const text = JSON.stringify({ shown, announced });
      const open = plan.calls.slice(0, Math.floor(step / 2)).flatMap(({ winners }) => winners.map(({ name }) => name));
      for (const name of all) expect(text.includes(name), `${name} at ${step}`).toBe(open.includes(name));
      expect(picture).toBe(step === 11 ? 'podium' : step === 12 ? 'honour' : 'calling');
    }
    expect(revealedSteps(plan, 1).announced).toMatchObject({ persons: 3, value: { amount: 250_000 } });
  });
});
