import type { UnitFormula } from '../../contract/collective.ts';
import type { CollectiveTerm } from '../../contract/collective-standing.ts';
import { type Measured, measureUnit, roundHalfUp } from './measure-unit.ts';
import type { UnitFacts } from './unit-facts.ts';

/** `total` is a whole number of the last decimal, so that equal means equal. */
export type Scored = { facts: UnitFacts; terms: CollectiveTerm[]; total: number };

const weightSteps = 10_000; // weights have four decimals at most

/**
 * The weighted score of every unit of one group. A value, its points and its product are each rounded half up to the
 * formula's decimals, so the sum of what is printed is what decides.
 *
 * Source  SPEC G4, G6.
 */
export function scoreGroup(units: readonly UnitFacts[], formula: UnitFormula, pointsMax: number): Scored[] {
  const measured = units.map((facts) =>
    formula.metrics.map(({ metric }) => measureUnit(metric, facts, formula, pointsMax)),
  );
  const bests = formula.metrics.map((_metric, at) =>
    measured.reduce((best, own) => Math.max(best, scoredValue(own[at])), 0),
  );
  return units.map((facts, unitAt) => {
    const terms = formula.metrics.map((scored, at) => {
      const own = measured[unitAt]![at]!;
      const best = scored.scale === 'best' ? bests[at]! : null;
      const points =
        best === null ? scoredValue(own) : roundHalfUp(scoredValue(own) * 100 * 10 ** formula.decimals, best);
      const product = roundHalfUp(points * Math.round(scored.weight * weightSteps), weightSteps);
      return { own, best, points, weight: scored.weight, product };
    });
    const total = terms.reduce((sum, { product }) => sum + product, 0);
    return { facts, total, terms: terms.map((term) => describeTerm(term, formula.decimals)) };
  });
}

/** A whole number of the last decimal as the decimal number that it stands for. */
export const fromSteps = (steps: number, decimals: number): number => steps / 10 ** decimals;

const scoredValue = (measured: Measured | undefined): number => measured?.lowerBound ?? measured?.value ?? 0;

function describeTerm(
  term: { own: Measured; best: number | null; points: number; weight: number; product: number },
  decimals: number,
): CollectiveTerm {
  const { metric, numerator, denominator, meanOfRounds, value, lowerBound } = term.own;
  const rounded = (steps: number) => fromSteps(steps, decimals);
  return {
    metric,
    numerator,
    denominator,
    meanOfRounds,
    value: rounded(value),
    lowerBound: lowerBound === null ? null : rounded(lowerBound),
    best: term.best === null ? null : rounded(term.best),
    points: rounded(term.points),
    weight: term.weight,
    product: rounded(term.product),
  };
}
