import type { UnitFormula } from '../../contract/collective.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Units and formulas for tests. */

export function unitFacts(changed: Partial<UnitFacts> & { code: string }): UnitFacts {
  const persons = changed.persons ?? 0;
  return {
    name: `Đơn vị ${changed.code}`,
    level: 'AGENCY',
    block: null,
    headcount: 100,
    headcountDate: '2026-02-01',
    persons,
    citizens: 0,
    personsByRound: [persons],
    attempts: persons,
    countedEntries: persons,
    countedPoints: persons * 100,
    allCorrect: 0,
    winners: 0,
    prizePoints: 0,
    groups: [],
    ...changed,
  };
}

export function formula(changed: Partial<UnitFormula> = {}): UnitFormula {
  return {
    filter: { minPersons: 1, minRate: null, minRateBySize: [], mandatory: [] },
    comparison: { method: 'plain' },
    metrics: [{ metric: 'personsRate', weight: 1, scale: 'own' }],
    ratesOver: 'contest',
    decimals: 2,
    ...changed,
  };
}
