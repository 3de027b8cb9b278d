import { describe, expect, it } from 'vitest';
import type { CollectiveFormula } from '../../contract/collective.ts';
import { checkRules } from '../check-rules.ts';
import { exampleRules } from '../example-rules.ts';
import { readRules } from '../read-rules.ts';

type Award = ReturnType<typeof exampleRules>['prizes']['collective'][number];

function rulesWith(change: (award: Award, formula: CollectiveFormula) => void) {
  return exampleRules((rules) => {
    const [award] = rules.prizes.collective;
    if (award?.judging.by !== 'formula') throw new Error('the example has a formula');
    change(award, award.judging);
  });
}
const noticesOf = (change: Parameters<typeof rulesWith>[0]) =>
  checkRules(rulesWith(change))
    .map(({ id }) => id)
    .filter((id) => id.startsWith('collective.'));
const issuesOf = (change: Parameters<typeof rulesWith>[0]) => {
  const read = readRules(rulesWith(change));
  return read.ok || read.refusal.code !== 'rules_invalid' ? [] : read.refusal.issues;
};

describe('notices on collective awards', () => {
  it('[R4] an award in order brings none', () => {
    expect(noticesOf(() => undefined)).toEqual([]);
  });

  it('[R4] weights that do not add up to 100 % are reported; plain sums of points are not meant to', () => {
    expect(noticesOf((_award, formula) => (formula.metrics[0]!.weight = 0.5))).toEqual(['collective.weights-sum']);
    expect(
      noticesOf((_award, formula) => {
        for (const metric of formula.metrics) metric.weight = 1;
      }),
    ).toEqual([]);
  });

  it('[R4] a metric that can never matter is reported', () => {
    expect(
      noticesOf((_award, formula) => {
        formula.metrics[0]!.weight = 1;
        formula.metrics[1]!.weight = 0;
      }),
    ).toEqual(['collective.never.meanScore']);
    expect(
      noticesOf((_award, formula) => {
        formula.metrics[1] = { metric: 'prizePoints', weight: 0.4, scale: 'own' };
        formula.prizePoints = { FIRST: 0, SECOND: 0, THIRD: 0, CONSOLATION: 5 };
      }),
    ).toEqual(['collective.never.prizePoints']);
  });

  it('[R4] all levels together, counts alone, prizes a band, groups and the committee’s own judgement are reported', () => {
    expect(noticesOf((award) => (award.compete.levels = null))).toEqual(['collective.levels-together']);
    expect(
      noticesOf((_award, formula) => (formula.metrics = [{ metric: 'persons', weight: 1, scale: 'own' }])),
    ).toEqual(['collective.counts-only']);
    expect(noticesOf((_award, formula) => (formula.comparison = { method: 'size-bands', bounds: [50, 200] }))).toEqual([
      'collective.prizes-per-band',
    ]);
    expect(
      noticesOf((_award, formula) => {
        formula.filter.mandatory = [{ name: 'Lãnh đạo', atLeast: { unit: 'persons', persons: 1 } }];
      }),
    ).toEqual(['collective.groups-need-table']);
    expect(noticesOf((award) => (award.judging = { by: 'committee' }))).toEqual(['collective.no-formula']);
  });
});

describe('collective awards against themselves', () => {
  it('[R6] tiers and bounds must rise, metrics stand once, rounds exist', () => {
    expect(issuesOf(() => undefined)).toEqual([]);
    const tiers = [
      { under: null, minRate: 0.3 },
      { under: 50, minRate: 0.2 },
    ];
    expect(issuesOf((_award, formula) => (formula.filter.minRateBySize = tiers))).toHaveLength(1);
    expect(
      issuesOf((_award, formula) => (formula.comparison = { method: 'size-bands', bounds: [200, 50] })),
    ).toHaveLength(1);
    expect(issuesOf((_award, formula) => (formula.metrics[1]!.metric = 'personsRate'))).toEqual([
      'Giải tập thể: chỉ số “personsRate” có hai lần.',
    ]);
    expect(issuesOf((_award, formula) => (formula.rounds = [1, 9]))).toHaveLength(1);
    expect(
      issuesOf((_award, formula) => {
        for (const metric of formula.metrics) metric.weight = 0;
      }),
    ).toHaveLength(1);
  });
});
