import { describe, expect, it } from 'vitest';
import type { CollectiveFilter, UnitFormula } from '../../contract/collective.ts';
import { filterUnit } from './filter-unit.ts';
import { formula, unitFacts } from './test-units.ts';
import type { UnitFacts } from './unit-facts.ts';

const together = { grouping: 'together' } as const;
const filtered = (facts: Partial<UnitFacts>, filter: Partial<CollectiveFilter>, changed: Partial<UnitFormula> = {}) => {
  const judging = formula(changed);
  return filterUnit(unitFacts({ code: 'a', ...facts }), together, {
    ...judging,
    filter: { ...judging.filter, ...filter },
  });
};

describe('who is left without a place', () => {
  it('[G3] [C2] without a headcount no rate is made up, and the reason is given; counts need none', () => {
    expect(filtered({ headcount: null, persons: 9 }, {})).toEqual({ why: 'no-headcount' });
    expect(filtered({ headcount: 0, persons: 9 }, {})).toEqual({ why: 'no-headcount' });
    const counted: UnitFormula['metrics'] = [{ metric: 'persons', weight: 1, scale: 'own' }];
    expect(filtered({ headcount: null, persons: 9 }, {}, { metrics: counted })).toBeNull();
    expect(filtered({ headcount: null, persons: 9 }, { minRate: 0.5 }, { metrics: counted })).toEqual({
      why: 'no-headcount',
    });
  });

  it('[G3] a minimum rate counts up to the very person', () => {
    expect(filtered({ headcount: 100, persons: 29 }, { minRate: 0.29 })).toBeNull();
    expect(filtered({ headcount: 100, persons: 7 }, { minRate: 0.07 })).toBeNull(); // 0.07 × 100 is a hair above 7
    expect(filtered({ headcount: 100, persons: 28 }, { minRate: 0.29 })).toEqual({
      why: 'rate-too-low',
      persons: 28,
      headcount: 100,
      rounds: null,
      minRate: 0.29,
    });
  });

  it('[G3] with tiers by size the first tier that the headcount is under decides', () => {
    const minRateBySize = [
      { under: 50, minRate: 0.3 },
      { under: 100, minRate: 0.25 },
      { under: null, minRate: 0.1 },
    ];
    const passes = (headcount: number, persons: number) => filtered({ headcount, persons }, { minRateBySize }) === null;
    expect([passes(49, 15), passes(49, 14)]).toEqual([true, false]);
    expect([passes(50, 13), passes(50, 12)]).toEqual([true, false]);
    expect([passes(100, 10), passes(100, 9)]).toEqual([true, false]);
  });

  it('[G3] over the rounds the mean of their rates is compared with the minimum', () => {
    const facts = { headcount: 10, persons: 9, personsByRound: [9, 3] };
    expect(filtered(facts, { minRate: 0.7 })).toBeNull();
    expect(filtered(facts, { minRate: 0.7 }, { ratesOver: 'mean-of-rounds' })).toMatchObject({
      why: 'rate-too-low',
      persons: 12,
      rounds: 2,
    });
  });

  it('[G3] mandatory groups must be complete: a number of people or a share, and unknown is not complete', () => {
    const mandatory: CollectiveFilter['mandatory'] = [
      { name: 'Lãnh đạo đơn vị', atLeast: { unit: 'persons', persons: 1 } },
      { name: 'Trưởng phòng', atLeast: { unit: 'share', share: 0.5 } },
    ];
    const with_ = (leaders: number, heads: number) =>
      filtered(
        {
          persons: 9,
          groups: [
            { name: 'LÃNH ĐẠO  ĐƠN VỊ', done: leaders, total: 3 },
            { name: 'Trưởng phòng', done: heads, total: 5 },
          ],
        },
        { mandatory },
      );
    expect(with_(1, 3)).toBeNull();
    expect(with_(0, 3)).toMatchObject({ why: 'group-incomplete', group: 'Lãnh đạo đơn vị', done: 0, needed: 1 });
    expect(with_(1, 2)).toMatchObject({ why: 'group-incomplete', group: 'Trưởng phòng', done: 2, total: 5, needed: 3 });
    expect(filtered({ persons: 9 }, { mandatory })).toEqual({ why: 'group-unknown', group: 'Lãnh đạo đơn vị' });
  });

  it('[G3] nobody takes part, nobody is placed', () => {
    expect(filtered({ persons: 0 }, {})).toEqual({ why: 'too-few-persons', persons: 0, min: 1 });
    expect(filtered({ persons: 0, citizens: 1 }, {})).toBeNull();
  });
});
