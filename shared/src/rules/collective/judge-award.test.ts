import { describe, expect, it } from 'vitest';
import { type CollectiveFormula, collectiveMetrics } from '../../contract/collective.ts';
import type { CollectivePlace, JudgedAward, TieDecision } from '../../contract/collective-standing.ts';
import { seededRandom, shuffled } from '../random.ts';
import { explainPlace } from './explain-place.ts';
import { judgeAward } from './judge-award.ts';
import { listTies } from './list-ties.ts';
import { awardOf, formula, randomUnits, unitFacts } from './test-units.ts';
import type { UnitFacts } from './unit-facts.ts';

const pointsMax = 150;
const small = unitFacts({ code: 'nho', headcount: 5, persons: 5 });
const large = unitFacts({ code: 'lon', headcount: 900, persons: 880 });
const allPlaces = (judged: JudgedAward): CollectivePlace[] => judged.groups.flatMap((group) => group.places);
const ranks = (judged: JudgedAward) => allPlaces(judged).map(({ code, rank }) => [code, rank]);
const judge = (changed: Partial<CollectiveFormula>, units: readonly UnitFacts[]) =>
  judgeAward(awardOf(formula(changed)), units, pointsMax);

describe('5 of 5 against 880 of 900', () => {
  it('[G5] by the plain rate the small unit is first', () => {
    expect(ranks(judge({ comparison: { method: 'plain' } }, [large, small]))).toEqual([
      ['nho', 1],
      ['lon', 2],
    ]);
  });

  it('[G5] in size bands each is the first of its own band, with its own prize', () => {
    const judged = judge({ comparison: { method: 'size-bands', bounds: [50, 200] } }, [large, small]);
    expect(judged.groups.map(({ band }) => band)).toEqual([
      { from: 1, under: 50 },
      { from: 200, under: null },
    ]);
    expect(allPlaces(judged).map(({ rank, prize }) => [rank, prize?.rank])).toEqual([
      [1, 'FIRST'],
      [1, 'FIRST'],
    ]);
  });

  it('[G5] by the Wilson lower bound the large unit is first', () => {
    const judged = judge({ comparison: { method: 'wilson', z: 1.96 } }, [large, small]);
    expect(ranks(judged)).toEqual([
      ['lon', 1],
      ['nho', 2],
    ]);
    expect(allPlaces(judged).map(({ terms }) => terms[0]?.lowerBound)).toEqual([96.59, 56.55]);
  });
});

describe('the arithmetic of a place', () => {
  it('[G7] 5,945 of 25,980 prints 22.88 %, with numerator, denominator, weight and sum', () => {
    const metrics: CollectiveFormula['metrics'] = [
      { metric: 'personsRate', weight: 0.6, scale: 'own' },
      { metric: 'meanScore', weight: 0.4, scale: 'own' },
    ];
    const unit = unitFacts({
      code: 'a',
      headcount: 25_980,
      persons: 5_945,
      countedEntries: 100,
      countedPoints: 12_000,
    });
    const [place] = allPlaces(judge({ metrics }, [unit]));
    expect(place && explainPlace(place, 2)).toEqual({
      vi: '22,88\u00a0% (5.945/25.980) × 0,6 + 80,00\u00a0% (12.000/15.000) × 0,4 = 13,73 + 32,00 = 45,73',
      en: '22.88\u00a0% (5,945/25,980) × 0.6 + 80.00\u00a0% (12,000/15,000) × 0.4 = 13.73 + 32.00 = 45.73',
    });
  });

  it('[G7] points in proportion to the best, lower bounds and means of rounds say what they come from', () => {
    const metrics: CollectiveFormula['metrics'] = [{ metric: 'persons', weight: 0.5, scale: 'best' }];
    const people = [unitFacts({ code: 'a', persons: 40 }), unitFacts({ code: 'b', persons: 50 })];
    const explained = (changed: Partial<CollectiveFormula>, units: UnitFacts[]) =>
      allPlaces(judge(changed, units)).map((place) => explainPlace(place, 2).vi);
    expect(explained({ metrics }, people)[1]).toBe('80,00 (40 của mức cao nhất 50; 40 người) × 0,5 = 40,00');
    expect(explained({ comparison: { method: 'wilson', z: 1.96 } }, [large])).toEqual([
      '96,59\u00a0% [cận dưới của 97,78\u00a0% (880/900)] × 1 = 96,59',
    ]);
    const rounds = unitFacts({ code: 'c', persons: 60, personsByRound: [50, 40] });
    expect(explained({ ratesOver: 'mean-of-rounds' }, [rounds])).toEqual(['45,00\u00a0% (90/(100 × 2)) × 1 = 45,00']);
  });

  it('[G4] prize points and winners come from individual prizes by the table', () => {
    const metrics: CollectiveFormula['metrics'] = [
      { metric: 'prizePoints', weight: 1, scale: 'own' },
      { metric: 'winners', weight: 0, scale: 'own' },
    ];
    const prizes = { FIRST: 1, SECOND: 0, THIRD: 2, CONSOLATION: 1 };
    const [place] = allPlaces(judge({ metrics }, [unitFacts({ code: 'a', persons: 9, prizes, winners: 3 })]));
    expect(place?.terms.map(({ numerator, product }) => [numerator, product])).toEqual([
      [26, 26],
      [3, 0],
    ]);
  });

  it('[G4] what rounds to the same is equal: the printed numbers decide, and nothing behind them', () => {
    const close = [
      unitFacts({ code: 'a', headcount: 100_000, persons: 50_001 }),
      unitFacts({ code: 'b', headcount: 100_000, persons: 50_000 }),
    ];
    expect(ranks(judge({ decimals: 2 }, close)).map(([, rank]) => rank)).toEqual([1, 1]);
    expect(ranks(judge({ decimals: 3 }, close)).map(([, rank]) => rank)).toEqual([1, 2]);
  });

  it('[C2] a rate over 100 % is flagged and never cut', () => {
    const over = unitFacts({ code: 'a', headcount: 10, persons: 12 });
    const [place] = allPlaces(judge({}, [over]));
    expect([place?.terms[0]?.value, place?.overHeadcount]).toEqual([120, true]);
    const bounds = [10, 11, 12, 13].map((persons) => {
      const wilson = judge({ comparison: { method: 'wilson', z: 1.96 } }, [{ ...over, persons }]);
      return allPlaces(wilson)[0]!.total;
    });
    expect(bounds).toEqual(bounds.toSorted((one, other) => one - other));
    expect(new Set(bounds).size).toBe(4);
  });
});

describe('groups and prizes', () => {
  const equals = ['a', 'b', 'c', 'd'].map((code) => unitFacts({ code, persons: code === 'd' ? 10 : 20 }));

  it('[G6] [L2] equals share a rank, as many are skipped, and a prize they cannot share is to decide', () => {
    const places = allPlaces(judge({}, equals));
    expect(places.map(({ rank, prize, toDecide }) => [rank, prize, toDecide])).toEqual([
      [1, null, true],
      [1, null, true],
      [1, null, true],
      [4, null, false],
    ]);
  });

  it('[G6] equals who all fit into equal prizes get them', () => {
    const award = awardOf(formula(), { ladder: [{ rank: null, count: 3, amountVnd: null }] });
    expect(allPlaces(judgeAward(award, equals, pointsMax)).map(({ prize }) => prize !== null)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('[G6] equals of whom only some would win are to decide', () => {
    const award = awardOf(formula(), { ladder: [{ rank: 'FIRST', count: 2, amountVnd: 5 }] });
    const places = allPlaces(judgeAward(award, equals, pointsMax));
    expect(places.map(({ prize, toDecide }) => [prize, toDecide])).toEqual([
      [null, true],
      [null, true],
      [null, true],
      [null, false],
    ]);
  });

  describe('[G13] ties that the committee has decided', () => {
    const decide = (units: string[], total = 20, reason = 'Theo biên bản họp'): TieDecision => ({
      units,
      total,
      reason,
      decidedAtMs: 7,
    });
    const outcomeOf = (decisions: TieDecision[], units = equals) =>
      allPlaces(judgeAward(awardOf(formula()), units, pointsMax, decisions)).map(
        ({ code, rank, prize, toDecide, decided }) => [
          code,
          rank,
          prize?.rank ?? null,
          toDecide,
          decided?.reason ?? null,
        ],
      );

    it('[G13] equals stand in the committee’s order, each with the prize of its place and the reason; others as before', () => {
      const why = 'Theo biên bản họp';
      expect(outcomeOf([decide(['c', 'a', 'b'])])).toEqual([
        ['c', 1, 'FIRST', false, why],
        ['a', 2, 'SECOND', false, why],
        ['b', 3, 'THIRD', false, why],
        ['d', 4, null, false, null],
      ]);
    });

    it('[G13] the newest decision counts', () => {
      const decisions = [decide(['b', 'a', 'c'], 20, 'Quyết định sau'), decide(['c', 'a', 'b'])];
      expect(outcomeOf(decisions).map(([code, , , , reason]) => [code, reason])).toEqual([
        ['b', 'Quyết định sau'],
        ['a', 'Quyết định sau'],
        ['c', 'Quyết định sau'],
        ['d', null],
      ]);
    });

    it('[G13] it holds for these very units at this total, and for no others', () => {
      const open = outcomeOf([]);
      expect(outcomeOf([decide(['a', 'b'])])).toEqual(open);
      expect(outcomeOf([decide(['a', 'b', 'c', 'd'])])).toEqual(open);
      expect(outcomeOf([decide(['a', 'b', 'd'])])).toEqual(open);
      expect(outcomeOf([decide(['a', 'b', 'c'], 19)])).toEqual(open);
    });

    it('[G13] where equals share a prize nobody has to decide, and what was decided changes nothing', () => {
      const award = awardOf(formula(), { ladder: [{ rank: null, count: 3, amountVnd: null }] });
      const judged = judgeAward(award, equals, pointsMax);
      expect(judgeAward(award, equals, pointsMax, [decide(['c', 'b', 'a'])])).toEqual(judged);
      expect(listTies(judged)).toEqual([]);
    });

    it('[G13] a tie is listed with its units, before and after it was decided', () => {
      const codes = (decisions: TieDecision[]) =>
        listTies(judgeAward(awardOf(formula()), equals, pointsMax, decisions)).map(({ total, places, decided }) => [
          total,
          places.map(({ code }) => code),
          decided?.decidedAtMs ?? null,
        ]);
      expect(codes([])).toEqual([[20, ['a', 'b', 'c'], null]]);
      expect(codes([decide(['c', 'a', 'b'])])).toEqual([[20, ['c', 'a', 'b'], 7]]);
    });
  });

  it('[G3] levels and blocks choose who competes, and each group has a ladder of its own', () => {
    const units = [
      unitFacts({ code: 'a', level: 'DISTRICT', block: 'I', persons: 3 }),
      unitFacts({ code: 'b', level: 'COMMUNE', block: 'I', persons: 2 }),
      unitFacts({ code: 'c', level: 'COMMUNE', block: null, persons: 1 }),
    ];
    const codes = (changed: Parameters<typeof awardOf>[1]) => {
      const judged = judgeAward(awardOf(formula(), changed), units, pointsMax);
      return [judged.groups.map(({ places }) => places.map(({ code }) => code)), judged.leftOut];
    };
    expect(codes({ compete: { levels: ['COMMUNE'], blocks: null } })).toEqual([[['b', 'c']], []]);
    expect(codes({ compete: { levels: null, blocks: ['I'] } })).toEqual([[['a', 'b']], []]);
    expect(codes({ grouping: 'level' })).toEqual([[['b', 'c'], ['a']], []]);
    expect(codes({ grouping: 'block' })).toEqual([
      [['a', 'b']],
      [{ code: 'c', name: 'Đơn vị c', level: 'COMMUNE', reason: { why: 'no-block' } }],
    ]);
  });
});

const seeds = Array.from({ length: 60 }, (_, at) => `tap-the-${at}`);

/** A formula of every kind, from a seed. */
function randomFormula(seed: string): CollectiveFormula {
  const random = seededRandom(`cong-thuc ${seed}`);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const metrics = shuffled(collectiveMetrics, random).slice(0, 1 + Math.floor(random() * 4));
  return formula({
    metrics: metrics.map((metric) => ({ metric, weight: pick([0.25, 0.5, 1]), scale: pick(['own', 'best'] as const) })),
    comparison: pick([
      { method: 'plain' },
      { method: 'wilson', z: 1.96 },
      { method: 'size-bands', bounds: [10, 25] },
    ] as const) as CollectiveFormula['comparison'],
    ratesOver: pick(['contest', 'mean-of-rounds'] as const),
    decimals: pick([0, 2, 4]),
    filter: { minPersons: 1, minRate: pick([null, 0.3]), minRateBySize: [], mandatory: [] },
  });
}

describe('properties over random units', () => {
  it.each(seeds)('[G6] %s: the order in which units are given changes nothing', (seed) => {
    const units = randomUnits(seed, 25);
    const award = awardOf(randomFormula(seed), { grouping: 'block' });
    const mixed = shuffled(units, seededRandom(seed));
    expect(judgeAward(award, mixed, pointsMax)).toEqual(judgeAward(award, units, pointsMax));
  });

  it.each(seeds)('[G6] %s: equals are treated alike', (seed) => {
    const units = randomUnits(seed, 12);
    const twins = units.map((unit) => ({ ...unit, code: `${unit.code}-2` }));
    const judged = judgeAward(awardOf(randomFormula(seed)), [...units, ...twins], pointsMax);
    const places = new Map(allPlaces(judged).map((place) => [place.code, place]));
    for (const unit of units) {
      const [one, other] = [places.get(unit.code), places.get(`${unit.code}-2`)];
      expect([one?.rank, one?.total, one?.prize, one?.toDecide]).toEqual([
        other?.rank,
        other?.total,
        other?.prize,
        other?.toDecide,
      ]);
    }
  });

  it.each(seeds)('[G6] %s: more of anything with a weight never costs a place', (seed) => {
    const units = randomUnits(seed, 15);
    const award = awardOf(randomFormula(seed));
    const before = new Map(allPlaces(judgeAward(award, units, pointsMax)).map(({ code, rank }) => [code, rank]));
    for (const [at, unit] of units.entries()) {
      const rankBefore = before.get(unit.code);
      if (rankBefore === undefined) continue;
      for (const more of improvements(unit)) {
        const after = allPlaces(judgeAward(award, units.with(at, more), pointsMax));
        expect(after.find(({ code }) => code === unit.code)?.rank).toBeLessThanOrEqual(rankBefore);
      }
    }
  });
});

function improvements(unit: UnitFacts): UnitFacts[] {
  return [
    { ...unit, persons: unit.persons + 2, personsByRound: unit.personsByRound.map((persons) => persons + 1) },
    { ...unit, citizens: unit.citizens + 3 },
    { ...unit, attempts: unit.attempts + 5 },
    { ...unit, countedPoints: unit.countedPoints + 90 },
    { ...unit, allCorrect: unit.allCorrect + (unit.allCorrect < unit.countedEntries ? 1 : 0) },
    { ...unit, winners: unit.winners + 1 },
    { ...unit, prizes: { ...unit.prizes, THIRD: unit.prizes.THIRD + 1 } },
  ];
}
