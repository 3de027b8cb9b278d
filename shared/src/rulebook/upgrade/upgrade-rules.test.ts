import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectiveAward } from '../../contract/collective.ts';
import { type PresetId, presetIds } from '../../contract/organizer.ts';
import { ladderKeys, type PrizeRank, Rules } from '../../contract/rules.ts';
import { judgeAward } from '../../rules/collective/judge-award.ts';
import type { UnitFacts } from '../../rules/collective/unit-facts.ts';
import { countedEntries } from '../../rules/counted.ts';
import type { Entry } from '../../rules/entry.ts';
import { exampleRules } from '../../rules/example-rules.ts';
import { mayWin, rankEntries } from '../../rules/ladder.ts';
import { applyAnswers } from '../../rules/open-questions.ts';
import { predictionTarget } from '../../rules/prediction.ts';
import { presetOf } from '../../rules/presets/preset-of.ts';
import { wordsOfPrizeRank } from '../../rules/printed-rules/value-words.ts';
import { awardPrizes } from '../../rules/prizes.ts';
import { seededRandom } from '../../rules/random.ts';
import { readRules } from '../../rules/read-rules.ts';
import { exampleAnswers } from '../../rules/test-example-answers.ts';
import { citizensApart } from '../../rules/units/citizens-apart.ts';
import type { Facts, UnitRow } from '../judge/facts.ts';
import { judgeContest } from '../judge/judge-contest.ts';
import { printRulebook } from '../print/print-rulebook.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { attempt, person, unit } from '../test-facts.ts';
import { upgradeRules } from './upgrade-rules.ts';
import { storedHeadcount } from './upgrade-units.ts';

const units: UnitRow[] = [
  ['a', 'AGENCY', 'Sở', null],
  ['a-1', 'DEPARTMENT', null, 'a'],
  ['b', 'AGENCY', 'Sở', null],
  ['h', 'DISTRICT', null, null],
  ['x', 'COMMUNE', null, 'h'],
  ['y', 'COMMUNE', 'Xã', null],
].map(([code, level, block, parent], n) => {
  const headcounts = code === 'y' ? [] : [{ kind: storedHeadcount, people: 6 + n, date: '2023-01-01' }];
  return unit(code!, { level: level!, block: block!, parent: parent!, headcounts });
});

/** A seeded ledger of a contest: who took part when, with what, in a crowd in which much is equal. */
function ledgerOf(rules: Rules, seed: string, size: number) {
  const random = seededRandom(seed);
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  const { count } = rules.questions;
  const people = Array.from({ length: size }, (_, n) => ({
    id: `p${String(n).padStart(2, '0')}`,
    registeredAtMs: upTo(3) * 1000,
    unit: units[upTo(units.length - 1)]!.code,
    audience: rules.eligibility.audiences[upTo(rules.eligibility.audiences.length - 1)]!,
  }));
  const attempts = rules.rounds.flatMap((round) =>
    people.flatMap(({ id, registeredAtMs }) => {
      const prediction = random() < 0.8 ? upTo(size) : null;
      return Array.from({ length: upTo(Math.min(3, rules.attempts.max ?? 3)) }, (_, n) => {
        const right = random() < 0.5 ? count : count - upTo(2);
        const blank = random() < 0.3 ? upTo(count - right) : 0;
        const startedAtMs = Date.parse(round.opensAt) + upTo(2) * 1000 + n * 60_000;
        return {
          ...{ round, personId: id, registeredAtMs, prediction, ordinal: n + 1, right, blank, startedAtMs },
          ...{ submittedAtMs: startedAtMs + 20_000 + upTo(1) * 1000, elapsedMs: 20_000 + upTo(3) * 400 },
        };
      });
    }),
  );
  return { people, attempts };
}
type Ledger = ReturnType<typeof ledgerOf>;

function factsOf(rules: Rules, { people, attempts }: Ledger): Facts {
  const { count } = rules.questions;
  return {
    ...{ units, shows: [], tables: [], declined: [], orders: [], lots: [] },
    people: people.map(({ id, registeredAtMs, unit: code, audience }) =>
      person(id, { registeredAtMs, unit: code, fields: { audience } }),
    ),
    attempts: attempts.map(({ round, right, blank, ...own }) =>
      attempt(own.personId, `round-${round.ordinal}`, right, round.opensAt, {
        ...{
          ordinal: own.ordinal,
          startedAtMs: own.startedAtMs,
          submittedAtMs: own.submittedAtMs,
          elapsedMs: own.elapsedMs,
        },
        ...{
          blank,
          wrong: count - right - blank,
          points: right * rules.points.perQuestion,
          pointsMax: count * rules.points.perQuestion,
        },
      }),
    ),
    predictions: attempts.flatMap(({ personId, round, prediction }) =>
      prediction === null ? [] : [{ personId, roundId: `round-${round.ordinal}`, value: prediction }],
    ),
  };
}

/** Rounds as the server of today settles them, one after the other. */
function settleToday(rules: Rules, { people, attempts }: Ledger) {
  const { count } = rules.questions;
  const wonBefore = new Map<string, number>();
  return rules.rounds.map((round) => {
    const own = attempts.filter((each) => each.round === round);
    const isPerfect = ({ right }: (typeof own)[number]) => right === count;
    const entries: Entry[] = own.map((each, n) => ({
      ...{
        attemptId: String(n),
        contestantId: each.personId,
        ordinal: each.ordinal,
        right: each.right,
        questionCount: count,
      },
      ...{ points: each.right * rules.points.perQuestion, answered: count - each.blank, prediction: each.prediction },
      ...{ elapsedMs: each.elapsedMs, startedAtMs: each.startedAtMs, submittedAtMs: each.submittedAtMs },
      attemptsInRound: own.filter(({ personId }) => personId === each.personId).length,
      perfectAttempts: own.filter((other) => other.personId === each.personId && isPerfect(other)).length,
      registeredAtMs: each.registeredAtMs,
    }));
    const persons = (some: typeof own) => new Set(some.map(({ personId }) => personId)).size;
    const counts = {
      allCorrectPersons: persons(own.filter(isPerfect)),
      roundPersons: persons(own),
      attempts: own.length,
    };
    const counted = countedEntries(entries, rules);
    const target = rules.prediction === null ? null : predictionTarget(rules.prediction.kind, counts);
    const placed = rankEntries(counted, rules, target);
    const awards = awardPrizes(placed, rules, { participants: counts.roundPersons, wonBefore: new Map(wonBefore) });
    const won = new Map<string, { rank: PrizeRank; amountVnd: number | null }>();
    const open = new Set<string>();
    for (const [at, { prize, amountVnd, toDecide }] of awards.entries()) {
      const id = placed[at]!.entry.contestantId;
      if (prize) won.set(id, { rank: prize, amountVnd });
      if (toDecide) open.add(id);
    }
    const mayHave = new Set(
      placed
        .filter(
          ({ entry }) =>
            mayWin(entry, rules) && (wonBefore.get(entry.contestantId) ?? 0) < (rules.caps.perPersonMax ?? Infinity),
        )
        .map(({ entry }) => entry.contestantId),
    );
    for (const id of won.keys()) wonBefore.set(id, (wonBefore.get(id) ?? 0) + 1);
    return { round, counted, won, open, mayHave, people };
  });
}
type Settled = ReturnType<typeof settleToday>;

/** What the collective award of today is given: counts by unit, those below included. */
function unitFactsOf(
  rules: Rules,
  award: CollectiveAward,
  { people, attempts }: Ledger,
  settled: Settled,
): UnitFacts[] {
  const { judging } = award;
  const rounds = rules.rounds.filter(
    ({ ordinal }) => judging.by === 'committee' || judging.rounds === null || judging.rounds.includes(ordinal),
  );
  const isBelow = (code: string, of: string): boolean =>
    code === of || units.find((each) => each.code === code)?.parent === of;
  return units.map(({ code, name, level, block, headcounts }) => {
    const own = people.filter((each) => isBelow(each.unit, code));
    const isBeside = (id: string) =>
      citizensApart(rules) && people.find((each) => each.id === id)?.audience === 'CITIZEN';
    const sat = (id: string, some: Rules['rounds']) =>
      attempts.some((each) => each.personId === id && some.includes(each.round));
    const done = settled.filter(({ round }) => rounds.includes(round));
    const entries = done.flatMap(({ counted }) =>
      counted.filter(({ contestantId }) => own.some(({ id }) => id === contestantId)),
    );
    const wins = done.flatMap(({ won }) => [...won].filter(([id]) => own.some((each) => each.id === id)));
    const took = own.filter(({ id }) => sat(id, rounds));
    return {
      ...{ code, name, level, block, groups: [] },
      headcount: headcounts[0]?.people ?? null,
      headcountDate: headcounts[0]?.date ?? null,
      persons: took.filter(({ id }) => !isBeside(id)).length,
      citizens: took.filter(({ id }) => isBeside(id)).length,
      personsByRound: rounds.map((round) => own.filter(({ id }) => !isBeside(id) && sat(id, [round])).length),
      attempts: attempts.filter((each) => rounds.includes(each.round) && own.some(({ id }) => id === each.personId))
        .length,
      countedEntries: entries.length,
      countedPoints: entries.reduce((sum, { points }) => sum + points, 0),
      allCorrect: entries.filter(({ right, questionCount }) => right === questionCount).length,
      winners: new Set(wins.map(([id]) => id)).size,
      prizes: Object.fromEntries(
        (['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'] as const).map((rank) => [
          rank,
          wins.filter(([, prize]) => prize.rank === rank).length,
        ]),
      ) as Record<PrizeRank, number>,
    };
  });
}

/** Winners, those to decide, and places of units: the same by both engines. */
function expectSame(rules: Rules, seed: string, size: number): void {
  const rulebook = upgradeRules(rules);
  const { rulebook: read, problems } = readRulebook(JSON.parse(JSON.stringify(rulebook)));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(read).toEqual(rulebook);
  const ledger = ledgerOf(rules, seed, size);
  const settled = settleToday(rules, ledger);
  const { awards, lists } = judgeContest(rulebook, factsOf(rules, ledger));
  for (const { round, won, open, mayHave } of settled) {
    const now = awards.find(({ id }) => id === `round-prizes@round-${round.ordinal}`);
    const prizes = rulebook.awards.find(({ id }) => id === 'round-prizes')?.prizes ?? [];
    const given = [...(now?.won ?? [])].map(([id, prize]) => [
      id,
      prizes[prize]!.label.vi,
      prizes[prize]!.value?.kind === 'money' ? prizes[prize]!.value : null,
    ]);
    const before = [...won].map(([id, { rank, amountVnd }]) => [
      id,
      wordsOfPrizeRank[rank].vi,
      amountVnd === null ? null : { kind: 'money', amount: amountVnd },
    ]);
    expect(given.sort()).toEqual(before.sort());
    const undecided = (now?.undecided ?? []).flatMap(({ ids }) => ids).filter((id) => mayHave.has(id));
    expect(undecided.sort()).toEqual([...open].sort());
  }
  for (const [at, award] of rules.prizes.collective.entries()) {
    if (award.judging.by === 'committee') continue;
    const pointsMax = rules.questions.count * rules.points.perQuestion;
    const judged = judgeAward(award, unitFactsOf(rules, award, ledger, settled), pointsMax);
    const before = judged.groups.map(({ places }) => places.map(({ code, rank, total }) => [code, rank, total]));
    const now = lists.filter(({ standing }) => standing === `collective-${at + 1}`);
    expect(now.map(({ places }) => places.map(({ id, rank, values }) => [id, rank, values[0]]))).toEqual(before);
    expect(now[0]?.leftOut.map(({ code, reason }) => [code, reason]) ?? []).toEqual(
      now[0] ? judged.leftOut.map(({ code, reason }) => [code, reason]) : [],
    );
    const winners = awards
      .filter(({ award: id }) => id === `collective-${at + 1}-prizes`)
      .flatMap(({ won }) => [...won.keys()]);
    expect(winners.sort()).toEqual(
      judged.groups.flatMap(({ places }) => places.filter(({ prize }) => prize).map(({ code }) => code)).sort(),
    );
  }
}

/** A plan with its open points answered by examples; `formula` has its collective prizes judged by a formula. */
function planned(id: PresetId): Rules {
  const preset = presetOf(id);
  const { draft } = applyAnswers(preset.draft, exampleAnswers(preset));
  const read = readRules(draft);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

const ladder = fc.shuffledSubarray([...ladderKeys], { minLength: 1, maxLength: 4 });
const metric = fc.constantFrom(
  'persons',
  'attempts',
  'personsRate',
  'meanScore',
  'allCorrectRate',
  'winners',
  'prizePoints' as const,
);
const changes = fc.record({
  keys: ladder,
  last: fc.constantFrom('committee', 'draw', 'sudden-death' as const),
  counted: fc.constantFrom('best', 'first', 'last' as const),
  completeOnly: fc.boolean(),
  max: fc.integer({ min: 1, max: 3 }),
  prediction: fc.option(
    fc.record({
      kind: fc.constantFrom('ALL_CORRECT_PERSONS', 'PARTICIPANT_PERSONS', 'ATTEMPTS' as const),
      role: fc.constantFrom('tie-break', 'qualifier' as const),
      missing: fc.constantFrom('ranks-last', 'voids-entry' as const),
      targetBasis: fc.constantFrom('as-closed', 'after-verification' as const),
    }),
  ),
  perPersonMax: fc.option(fc.integer({ min: 1, max: 2 })),
  shareOfParticipantsMax: fc.option(fc.constantFrom(0.1, 0.29, 0.5)),
  metrics: fc.uniqueArray(
    fc.record({ metric, weight: fc.constantFrom(0.3, 1, 2), scale: fc.constantFrom('own', 'best' as const) }),
    { minLength: 1, maxLength: 3, selector: (each) => each.metric },
  ),
  comparison: fc.constantFrom<Extract<CollectiveAward['judging'], { by: 'formula' }>['comparison']>(
    { method: 'plain' },
    { method: 'wilson', z: 1.96 },
    { method: 'size-bands', bounds: [8] },
  ),
  grouping: fc.constantFrom('together', 'level', 'block' as const),
  levels: fc.constantFrom<string[] | null>(null, ['AGENCY', 'COMMUNE']),
  minPersons: fc.integer({ min: 1, max: 3 }),
  minRate: fc.constantFrom(null, 0.2),
  ratesOver: fc.constantFrom('contest', 'mean-of-rounds' as const),
  rounds: fc.constantFrom<number[] | null>(null, [2, 3]),
});

describe('stored rules in the model', () => {
  it.each(presetIds)('[M17] the plan %s gives the same winners as before, and is printed', (id) => {
    const rules = planned(id);
    for (const seed of ['một', 'hai', 'ba', 'bốn']) expectSame(rules, `${id} ${seed}`, 30);
    const printed = printRulebook(upgradeRules(rules));
    expect(printed.sections.length).toBeGreaterThan(rules.rounds.length);
    expect(JSON.stringify(printed)).not.toMatch(/undefined|\{\w/);
  });

  it('[M17] so do random rules on random ledgers, people and units', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(changes, fc.integer(), fc.integer({ min: 0, max: 20 }), (changed, seed, size) => {
        const rules = exampleRules((own) => {
          own.ladder = {
            keys: changed.keys.filter((key) => changed.prediction !== null || key !== 'predictionError'),
            last: changed.last,
          };
          if (own.ladder.keys.length === 0) own.ladder.keys = ['score'];
          own.attempts = {
            ...own.attempts,
            max: changed.max,
            counted: changed.counted,
            completeOnly: changed.completeOnly,
          };
          own.prediction = changed.prediction;
          own.caps = { perPersonMax: changed.perPersonMax, shareOfParticipantsMax: changed.shareOfParticipantsMax };
          const [award] = own.prizes.collective;
          if (award?.judging.by !== 'formula') return;
          award.grouping = changed.grouping;
          award.compete.levels = changed.levels;
          Object.assign(award.judging, {
            metrics: changed.metrics,
            comparison: changed.comparison,
            ratesOver: changed.ratesOver,
            rounds: changed.rounds,
          });
          Object.assign(award.judging.filter, { minPersons: changed.minPersons, minRate: changed.minRate });
        });
        expectSame(Rules.parse(rules), String(seed), size);
      }),
      { numRuns: 150, seed: 8127 },
    );
  });

  it('[M17] targets that name their units in words reach the levels that these words reached', () => {
    const rules = exampleRules((own) => {
      own.unitTargets = [
        { group: { vi: 'Sở, ban, ngành', en: 'Departments' }, minRate: 0.9 },
        { group: { vi: 'Xã, phường', en: 'Communes' }, minRate: 0.5 },
      ];
    });
    const { targets, populations } = upgradeRules(rules);
    const whereOf = (id: string) => populations.find((each) => each.id === id)?.where;
    expect(targets.map(({ minRate, people, units: id }) => [minRate, people, whereOf(id)])).toEqual([
      [0.9, 'covered', { kind: 'unit', levels: ['AGENCY'] }],
      [0.5, 'covered', { kind: 'unit', levels: ['COMMUNE'] }],
    ]);
  });
});
