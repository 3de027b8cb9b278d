import type { CollectiveMetric, UnitFormula } from '../../contract/collective.ts';
import { assert } from '../assert.ts';
import type { UnitFacts } from './unit-facts.ts';

/** A metric of a unit. `value` and `lowerBound` are whole numbers of the last decimal: 22.88 % at two decimals is 2288. */
export type Measured = {
  metric: CollectiveMetric;
  numerator: number;
  denominator: number | null;
  meanOfRounds: number | null;
  value: number;
  lowerBound: number | null;
};

/** Rounds a fraction of whole numbers to a whole number, half up; 0 of 0 is 0. */
export function roundHalfUp(numerator: number, denominator: number): number {
  assert(numerator >= 0 && denominator >= 0, 'what is counted is never negative');
  return denominator === 0 ? 0 : Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** People over headcount: distinct people, or the mean of the rounds' rates as one fraction. Source: SPEC G4. */
export function rateOf(facts: UnitFacts, over: UnitFormula['ratesOver']) {
  const headcount = facts.headcount ?? 0;
  if (over === 'contest') return { numerator: facts.persons, denominator: headcount, meanOfRounds: null };
  const rounds = facts.personsByRound.length;
  const numerator = facts.personsByRound.reduce((sum, persons) => sum + persons, 0);
  return { numerator, denominator: headcount * rounds, meanOfRounds: rounds };
}

/** Whether more people took part than the unit has, in the contest or in one round. Source: SPEC C2. */
export function isOverHeadcount({ headcount, persons, personsByRound }: UnitFacts): boolean {
  return headcount !== null && Math.max(persons, ...personsByRound) > headcount;
}

/**
 * The value of one metric for one unit, rounded to the formula's decimals.
 *
 * Units   pointsMax: the most points an entry can have.
 * Source  SPEC G4, G5; domain (a5).
 */
export function measureUnit(
  metric: CollectiveMetric,
  facts: UnitFacts,
  formula: UnitFormula,
  pointsMax: number,
): Measured {
  const count = (numerator: number): Measured => ({
    ...{ metric, numerator, denominator: null, meanOfRounds: null, lowerBound: null },
    value: numerator * 10 ** formula.decimals,
  });
  const share = (
    part: { numerator: number; denominator: number; meanOfRounds: number | null },
    people: number | null,
  ) => ({
    ...{ metric, ...part },
    value: inPercent(part.numerator, part.denominator, formula.decimals),
    lowerBound: people === null ? null : boundOf(part.numerator, part.denominator, people, formula),
  });
  switch (metric) {
    case 'persons':
      return count(facts.persons + facts.citizens);
    case 'attempts':
      return count(facts.attempts);
    case 'winners':
      return count(facts.winners);
    case 'prizePoints':
      return count(facts.prizePoints);
    case 'personsRate':
      return share(rateOf(facts, formula.ratesOver), facts.headcount ?? 0);
    case 'allCorrectRate': {
      const part = { numerator: facts.allCorrect, denominator: facts.countedEntries, meanOfRounds: null };
      return share(part, facts.countedEntries);
    }
    case 'meanScore': {
      const denominator = facts.countedEntries * pointsMax;
      return share({ numerator: facts.countedPoints, denominator, meanOfRounds: null }, null);
    }
  }
}

const inPercent = (numerator: number, denominator: number, decimals: number): number =>
  roundHalfUp(numerator * 100 * 10 ** decimals, denominator);

function boundOf(
  numerator: number,
  denominator: number,
  people: number,
  { comparison, decimals }: UnitFormula,
): number | null {
  if (comparison.method !== 'wilson') return null;
  const rate = denominator === 0 ? 0 : numerator / denominator;
  return Math.round(wilsonLowerBound(rate, people, comparison.z) * 100 * 10 ** decimals);
}

/**
 * The lower end of Wilson's interval for a share: what is certain of it when it rests on few people. For 5
 * of 5 at z = 1.96 it is 56.55 %, for 880 of 900 it is 96.59 %.
 *
 *   (p + z²/2n − z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Beyond 100 % (more people than the headcount says) the same expression goes on, with a root of 0 where there is none,
 * so that more people are never worse.
 *
 * Units   rate is a share, n how many people it rests on; comes back as a share.
 * Source  E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212;
 *         SPEC G5.
 */
export function wilsonLowerBound(rate: number, n: number, z: number): number {
  if (n === 0) return 0;
  const square = z * z;
  const spread = (rate * (1 - rate)) / n + square / (4 * n * n);
  const lower = (rate + square / (2 * n) - z * Math.sqrt(Math.max(0, spread))) / (1 + square / n);
  return Math.max(0, lower);
}
