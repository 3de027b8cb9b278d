import { describe, expect, it } from 'vitest';
import { attempt, person, unit } from '../test-facts.ts';
import { exampleRulebook, label } from '../test-rulebook.ts';
import { noFacts } from './facts.ts';
import { reachTargets } from './reach-targets.ts';

describe('targets of a rulebook', () => {
  it('[M18] seventy percent of officials divides officials who took part by officials there are', () => {
    const rulebook = exampleRulebook((file) => {
      file.targets = [
        { label: label('cơ quan'), units: 'units', people: 'officials', headcount: 'officials', minRate: 0.7 },
      ];
    });
    const headcounts = [
      { kind: 'everybody', people: 500, date: '2026-01-01' },
      { kind: 'officials', people: 10, date: '2026-01-01' },
    ];
    const people = [
      ...Array.from({ length: 7 }, (_, n) => person(`o${n}`, { unit: 'a', fields: { audience: 'official' } })),
      person('b1', { unit: 'b', fields: { audience: 'official' } }),
      ...Array.from({ length: 9 }, (_, n) => person(`c${n}`, { unit: 'b', fields: { audience: 'citizen' } })),
    ];
    const attempts = people.flatMap(({ id }) => [
      attempt(id, 'week-1', 5, '2026-03-03T08:00:00+07:00'),
      attempt(id, 'week-2', 5, '2026-03-10T08:00:00+07:00'),
    ]);
    const units = [unit('a', { headcounts }), unit('b', { headcounts }), unit('c')];
    expect(reachTargets(rulebook, { ...noFacts, people, attempts, units })).toEqual([
      { target: 0, unit: 'a', persons: 7, headcount: 10, reached: true },
      { target: 0, unit: 'b', persons: 1, headcount: 10, reached: false },
      { target: 0, unit: 'c', persons: 0, headcount: null, reached: false },
    ]);
  });
});
