import type { CollectiveAward, CollectiveFormula } from '../../contract/collective.ts';
import { seededRandom } from '../random.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Units and awards for tests. */

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
    prizes: { FIRST: 0, SECOND: 0, THIRD: 0, CONSOLATION: 0 },
    groups: [],
    ...changed,
  };
}

export function formula(changed: Partial<CollectiveFormula> = {}): CollectiveFormula {
  return {
    by: 'formula',
    filter: { minPersons: 1, minRate: null, minRateBySize: [], mandatory: [] },
    comparison: { method: 'plain' },
    metrics: [{ metric: 'personsRate', weight: 1, scale: 'own' }],
    prizePoints: { FIRST: 10, SECOND: 8, THIRD: 6, CONSOLATION: 4 },
    ratesOver: 'contest',
    rounds: null,
    decimals: 2,
    ...changed,
  };
}

export function awardOf(
  judging: CollectiveFormula,
  changed: Partial<Omit<CollectiveAward, 'judging'>> = {},
): CollectiveAward & { judging: CollectiveFormula } {
  return {
    label: { vi: 'Giải tập thể', en: 'Collective prizes' },
    compete: { levels: null, blocks: null },
    grouping: 'together',
    ladder: [
      { rank: 'FIRST', count: 1, amountVnd: 3_000_000 },
      { rank: 'SECOND', count: 1, amountVnd: 2_000_000 },
      { rank: 'THIRD', count: 1, amountVnd: 1_000_000 },
    ],
    ...changed,
    judging,
  };
}

/** Units with small numbers, so that equals come up often. */
export function randomUnits(seed: string, howMany: number): UnitFacts[] {
  const random = seededRandom(seed);
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  return Array.from({ length: howMany }, (_, at) => {
    const headcount = random() < 0.1 ? null : 1 + upTo(40);
    const persons = upTo(headcount === null ? 40 : headcount + 3);
    const entries = persons + upTo(persons);
    return unitFacts({
      code: `U${String(at).padStart(3, '0')}`,
      level: ['AGENCY', 'DISTRICT', 'COMMUNE'][upTo(2)] ?? 'AGENCY',
      block: random() < 0.2 ? null : `Khối ${upTo(2)}`,
      headcount,
      persons,
      citizens: upTo(5),
      personsByRound: [upTo(persons), upTo(persons)],
      attempts: entries + upTo(10),
      countedEntries: entries,
      countedPoints: entries * upTo(150),
      allCorrect: upTo(entries),
      winners: upTo(2),
      prizes: { FIRST: upTo(1), SECOND: upTo(1), THIRD: upTo(2), CONSOLATION: upTo(3) },
    });
  });
}
