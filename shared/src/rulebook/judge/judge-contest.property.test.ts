import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../rules/random.ts';
import type { RulebookFile } from '../model/rulebook.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { exampleFile, label } from '../test-rulebook.ts';
import type { Facts } from './facts.ts';
import { noFacts } from './facts.ts';
import { judgeContest } from './judge-contest.ts';
import { PlainReading, type Reference } from './test-reference.ts';

type Series = Extract<RulebookFile['rounds'][number], { kind: 'series' }>;
type StandingFile = RulebookFile['standings'][number];
type NeedFile = NonNullable<StandingFile['needs']>[number];
type KeyFile = Extract<StandingFile['by'], { kind: 'keys' }>['keys'][number];

const order = fc.constantFrom('most' as const, 'least' as const);
const metric = fc.constantFrom(
  ...(['points', 'right', 'wrong', 'allRight', 'elapsed', 'submittedAt', 'registeredAt'] as const),
  ...(['predictionError', 'attempts', 'perfectAttempts', 'column'] as const),
);
const key = fc
  .record({
    metric,
    order,
    fold: fc.constantFrom('sum', 'best', 'count' as const),
    best: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ metric: of, ...rest }): KeyFile => ({ ...rest, metric: of, ...(of === 'column' ? { column: 'essay' } : {}) }),
  );
const need = fc
  .record({ key, min: fc.integer({ min: 0, max: 2 }), upper: fc.boolean() })
  .map(({ key: { order: _order, ...measure }, min, upper }) => ({
    ...measure,
    ...(upper ? { max: min + 1 } : { min }),
  }));
const needs = fc.oneof({ weight: 3, arbitrary: fc.constant<NeedFile[]>([]) }, fc.array(need, { maxLength: 1 }));
const population = fc.constantFrom('everyone', 'officials', 'citizens');

const standing = fc.record({
  population,
  each: fc.constantFrom(undefined, 'round' as const),
  keys: fc.array(key, { minLength: 1, maxLength: 3 }),
  needs,
  ties: fc.constantFrom('shared', 'committee', 'draw' as const),
});
const counts = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 3 }), amount: fc.integer({ min: 0, max: 3 }), needs }),
  { minLength: 1, maxLength: 3 },
);
const take = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'places' as const }) },
  fc.constant({ kind: 'all' as const }),
  fc.constant({ kind: 'draw' as const }),
  fc.integer({ min: 1, max: 4 }).map((upTo) => ({ kind: 'ranks' as const, upTo })),
  fc.constantFrom(0.1, 0.29, 0.5, 1).map((share) => ({ kind: 'share' as const, share })),
);
const award = fc.record({ from: fc.integer({ min: 0, max: 2 }), take, counts, needs });
const cap = fc.record({
  over: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
  per: fc.constantFrom('round', 'contest' as const),
  max: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
  keep: fc.constantFrom('first', 'highest' as const),
  share: fc.constantFrom(undefined, undefined, 0.1, 0.5),
});
const shape = fc.record({
  rounds: fc.integer({ min: 1, max: 3 }),
  standings: fc.array(standing, { minLength: 3, maxLength: 3 }),
  awards: fc.array(award, { minLength: 1, maxLength: 4 }),
  caps: fc.array(cap, { maxLength: 2 }),
  completeOnly: fc.boolean(),
  countedBy: fc.array(
    fc.record({ metric: fc.constantFrom('points', 'elapsed', 'allRight', 'submittedAt' as const), order }),
    { minLength: 1, maxLength: 2 },
  ),
  prediction: fc.record({
    of: fc.constantFrom('allRight', 'participants', 'attempts' as const),
    population: fc.constantFrom('own', 'citizens'),
    missing: fc.constantFrom('last', 'void' as const),
    basis: fc.constantFrom('as-closed', 'after-verification' as const),
  }),
  /** A last round for the best of the first standing, or for who won in the first award. */
  final: fc.option(
    fc.record({
      won: fc.boolean(),
      top: fc.integer({ min: 1, max: 4 }),
      ties: fc.constantFrom('all', 'decide' as const),
    }),
    { nil: undefined },
  ),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function fileOf(shaped: Shape): RulebookFile {
  return exampleFile((file) => {
    const series = file.rounds[0] as Series;
    series.at = Array.from({ length: shaped.rounds }, (_, i) => ({
      opensAt: `2026-03-0${i + 1}T00:00:00+07:00`,
      closesAt: `2026-03-0${i + 2}T00:00:00+07:00`,
    }));
    series.parts.push(
      { kind: 'prediction', ...shaped.prediction },
      { kind: 'table', columns: [{ id: 'essay', label: label('Bài viết'), min: 0, max: 9 }] },
    );
    series.counted = { by: shaped.countedBy, completeOnly: shaped.completeOnly };
    file.standings = shaped.standings.map(({ population: of, each, keys, needs: asked, ties }, i) => ({
      ...{
        id: `s${i}`,
        label: label(`Bảng ${i}`),
        population: of,
        over: ['week'],
        by: { kind: 'keys' as const, keys },
        needs: asked,
        ties,
      },
      ...(each ? { each } : {}),
    }));
    file.awards = shaped.awards.map(({ from, take: taken, counts: prizes, needs: asked }, i) => {
      const isForAll = ['all', 'ranks', 'share'].includes(taken.kind);
      return {
        ...{ id: `a${i}`, label: label(`Giải ${i}`), from: `s${from}`, take: taken, needs: asked },
        prizes: (isForAll ? prizes.slice(0, 1) : prizes).map(({ count, amount, needs: own }) => ({
          ...{ label: label('giải'), count: isForAll ? null : count, needs: own },
          value: amount === 0 ? null : { kind: 'money' as const, amount },
        })),
      };
    });
    file.caps = shaped.caps.map(({ over, per, max, keep, share }) => ({
      ...{ over: over.map((at) => `a${at % shaped.awards.length}`), per, keep },
      ...(max === undefined && share === undefined ? { max: 1 } : max === undefined ? {} : { max }),
      ...(share === undefined ? {} : { shareOfParticipants: share }),
    }));
    if (shaped.final) addFinal(file, shaped.final);
  });
}

function addFinal(file: RulebookFile, { won, top, ties }: NonNullable<Shape['final']>): void {
  file.standings[0]!.ties = 'committee';
  file.populations.push({
    ...{ id: 'finalists', label: label('Người vào chung kết') },
    where: won ? { kind: 'won', award: 'a0' } : { kind: 'qualified', standing: 's0', top, ties },
  });
  const { at: _at, ...body } = file.rounds[0] as Series;
  file.rounds.push({
    ...{ ...body, kind: 'round', id: 'final', label: label('Chung kết'), admits: 'finalists' },
    window: { opensAt: '2026-03-20T08:00:00+07:00', closesAt: '2026-03-20T10:00:00+07:00' },
  });
  file.standings.push({ ...file.standings[1]!, id: 'final', population: 'finalists', over: ['final'], each: 'round' });
  file.awards.push({ ...file.awards[0]!, id: 'final-prizes', from: 'final' });
}

const day = Date.parse('2026-03-01T00:00:00+07:00');
/** A small crowd in which nearly everything is equal to something. */
function crowdOf(seed: number, rounds: number, people: number): Facts {
  const random = seededRandom(String(seed));
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  const facts = { ...structuredClone(noFacts) } as {
    -readonly [K in keyof Facts]: Facts[K][number][];
  };
  for (let n = 0; n < people; n++) {
    const id = `p${String(n).padStart(2, '0')}`;
    const audience = () => (random() < 0.5 ? 'official' : 'citizen');
    facts.people.push({
      ...{ id, registeredAtMs: day - upTo(3) * 1000, birthDate: null, rosters: [] },
      roles: random() < 0.1 ? ['JURY'] : [],
      profile: [
        { fromMs: day - 5000, unit: null, fields: { audience: audience() } },
        ...(random() < 0.2 ? [{ fromMs: day + 86_400_000, unit: null, fields: { audience: audience() } }] : []),
      ],
    });
    for (let r = 1; r <= rounds + 1; r++) {
      const isFinal = r === rounds + 1;
      const roundId = isFinal ? 'final' : `week-${r}`;
      const opens = isFinal ? Date.parse('2026-03-20T08:00:00+07:00') : day + (r - 1) * 86_400_000;
      if (random() < 0.6) facts.predictions.push({ roundId, personId: id, value: upTo(people) });
      if (random() < 0.3)
        facts.tables.push({ roundId, column: 'essay', subject: id, value: upTo(3), signedAtMs: upTo(2) });
      for (let ordinal = 1; ordinal <= upTo(2); ordinal++) {
        const [right, wrong] = [upTo(2), upTo(1)];
        facts.attempts.push({
          ...{
            personId: id,
            roundId,
            ordinal,
            right,
            wrong,
            blank: random() < 0.2 ? 1 : 0,
            points: right,
            pointsMax: 4,
          },
          startedAtMs: opens + upTo(2) * 1000,
          submittedAtMs: opens + 60_000 + upTo(2) * 1000,
          elapsedMs: 1000 + upTo(3) * 700,
          ...{ elapsedToLastChangeMs: 900, rightByLevel: {} },
          voidedAtMs: random() < 0.15 ? opens + upTo(1) * 86_400_000 : null, // before or after the close
        });
      }
    }
    if (random() < 0.1) facts.declined.push({ population: 'finalists', id });
  }
  return facts;
}

function judged(file: RulebookFile, facts: Facts): { engine: Reference; plain: Reference } | null {
  const { rulebook, problems } = readRulebook(file);
  if (!rulebook) {
    // Needs of a contest made at random may be impossible to state; anything else is a mistake of this test.
    expect(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([]);
    return null;
  }
  const engine: Reference = {};
  for (const { id, won, undecided, toDraw } of judgeContest(rulebook, facts).awards) {
    engine[id] = { won: Object.fromEntries(won), undecided: undecided.map(({ ids }) => ids.toSorted()), toDraw };
  }
  return { engine, plain: new PlainReading(rulebook, facts).judge() };
}

describe('results of any rulebook', () => {
  it('[M8, M9, M10, M12, M14, M15] winners are those of the plain reading, for random rules and random crowds', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(shape, fc.integer(), fc.integer({ min: 0, max: 14 }), (shaped, seed, people) => {
        const file = fileOf(shaped);
        const facts = crowdOf(seed, shaped.rounds, people);
        const first = judged(file, facts);
        if (!first) return;
        expect(first.engine).toEqual(first.plain);
        // What was left open is put in order and drawn; then everything is decided once more.
        const random = seededRandom(`${seed}/orders`);
        const orders = Object.entries(first.engine).flatMap(([id, { undecided }]) => {
          const award = file.awards.find((each) => id === each.id || id.startsWith(`${each.id}@`));
          const list = id.replace(award?.id ?? '', award?.from ?? '');
          return undecided.map((ids) => ({ list, ids: shuffled(ids, random) }));
        });
        const lots = Object.entries(first.engine).flatMap(([id, { toDraw }]) =>
          toDraw && random() < 0.7 ? [{ award: id, ids: shuffled(toDraw, random) }] : [],
        );
        const second = judged(file, { ...facts, orders, lots });
        expect(second?.engine).toEqual(second?.plain);
      }),
      { numRuns: 200, seed: 8127 },
    );
  });
});
