import type { UnitFormula } from '../../contract/collective.ts';
import type { LeftOutReason } from '../../contract/collective-standing.ts';
import { foldText } from '../fold.ts';
import { rateOf } from './measure-unit.ts';
import type { UnitFacts } from './unit-facts.ts';

const hair = 1e-6; // 0.07 × 100 is a hair above 7 in binary, and people are whole

/** Whether a formula needs a unit's headcount anywhere. Source: SPEC G3. */
export function needsHeadcount({ filter, comparison, metrics }: UnitFormula): boolean {
  return (
    filter.minRate !== null ||
    filter.minRateBySize.length > 0 ||
    comparison.method === 'size-bands' ||
    metrics.some(({ metric, weight }) => metric === 'personsRate' && weight > 0)
  );
}

/**
 * Why a unit that competes is left without a place; null: it is placed. Rates are compared before any rounding and
 * beyond 100 % as they are.
 *
 * Source  SPEC G3; domain (a2) 18, 22, (a5).
 */
export function filterUnit(
  facts: UnitFacts,
  award: { grouping: 'together' | 'level' | 'block' },
  formula: UnitFormula,
): LeftOutReason | null {
  const { filter } = formula;
  if (award.grouping === 'block' && facts.block === null) return { why: 'no-block' };
  if (needsHeadcount(formula) && (facts.headcount === null || facts.headcount === 0)) return { why: 'no-headcount' };
  const everybody = facts.persons + facts.citizens;
  if (everybody < filter.minPersons) return { why: 'too-few-persons', persons: everybody, min: filter.minPersons };
  return findLowRate(facts, formula) ?? findMissingGroup(facts, formula);
}

function findLowRate(facts: UnitFacts, formula: UnitFormula): LeftOutReason | null {
  const { headcount } = facts;
  if (headcount === null) return null;
  const tier = formula.filter.minRateBySize.find(({ under }) => under === null || headcount < under);
  const minRate = Math.max(formula.filter.minRate ?? 0, tier?.minRate ?? 0);
  const { numerator, denominator, meanOfRounds } = rateOf(facts, formula.ratesOver);
  if (numerator >= minRate * denominator - hair) return null;
  return { why: 'rate-too-low', persons: numerator, headcount, rounds: meanOfRounds, minRate };
}

function findMissingGroup(facts: UnitFacts, { filter }: UnitFormula): LeftOutReason | null {
  for (const { name, atLeast } of filter.mandatory) {
    const group = facts.groups.find((each) => foldText(each.name) === foldText(name));
    if (!group) return { why: 'group-unknown', group: name };
    const needed = atLeast.unit === 'persons' ? atLeast.persons : Math.ceil(atLeast.share * group.total - hair);
    if (group.done < needed)
      return { why: 'group-incomplete', group: name, done: group.done, total: group.total, needed };
  }
  return null;
}
