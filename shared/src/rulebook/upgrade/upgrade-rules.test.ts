import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { collectiveMetrics } from '../../contract/collective.ts';
import { ladderKeys } from '../../contract/rules.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { seededRandom, shuffled } from '../../rules/random.ts';
import type { Facts, UnitRow } from '../judge/facts.ts';
import { judgeContest } from '../judge/judge-contest.ts';
import { printRulebook } from '../print/print-rulebook.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { attempt, person, unit } from '../test-facts.ts';
import { StoredRules } from './stored-rules.ts';
import plans from './test-plans.json' with { type: 'json' };
import { exampleStored } from './test-stored.ts';
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
function ledgerOf(rules: StoredRules, seed: string, size: number) {
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

function factsOf(rules: StoredRules, { people, attempts }: Ledger): Facts {
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

/** Winners and those to decide of every award, and the places of units, as plain text. */
function outcomeOf(rules: StoredRules, seed: string, size: number): string {
  const rulebook = upgradeRules(rules);
  const { rulebook: read, problems } = readRulebook(JSON.parse(JSON.stringify(rulebook)));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(read).toEqual(rulebook);
  const { awards, lists } = judgeContest(rulebook, factsOf(rules, ledgerOf(rules, seed, size)));
  return canonicalJson({
    awards: awards.map(({ id, award, won, undecided }) => {
      const prizes = rulebook.awards.find((each) => each.id === award)?.prizes ?? [];
      const named = [...won].map(([who, prize]) => [who, prizes[prize]?.label.vi ?? '', prizes[prize]?.value ?? null]);
      return { id, won: named.sort(), open: undecided.flatMap(({ ids }) => ids).sort() };
    }),
    units: lists
      .filter(({ standing }) => standing.startsWith('collective'))
      .map(({ id, places, leftOut }) => ({
        id,
        places: places.map(({ id: unit, rank, values }) => [unit, rank, values[0] ?? null]),
        leftOut: leftOut.map(({ code, reason }) => [code, reason]),
      })),
  });
}

/** Rules as a committee might have stored them, one a seed. */
function randomStored(seed: string): StoredRules {
  const random = seededRandom(seed);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  return StoredRules.parse(
    exampleStored((own) => {
      own.prediction = pick(
        null,
        ...(['ALL_CORRECT_PERSONS', 'PARTICIPANT_PERSONS', 'ATTEMPTS'] as const).map((kind) => ({
          ...{ kind, role: pick<'tie-break' | 'qualifier'>('tie-break', 'qualifier') },
          missing: pick<'ranks-last' | 'voids-entry'>('ranks-last', 'voids-entry'),
          targetBasis: pick<'as-closed' | 'after-verification'>('as-closed', 'after-verification'),
        })),
      );
      const keys = shuffled(ladderKeys, random)
        .slice(0, pick(1, 2, 3, 4))
        .filter((key) => own.prediction !== null || key !== 'predictionError');
      own.ladder = { keys: keys.length === 0 ? ['score'] : keys, last: pick('committee', 'draw', 'sudden-death') };
      const counted = pick('best', 'first', 'last' as const);
      own.attempts = { ...own.attempts, max: pick(1, 2, 3), counted, completeOnly: pick(true, false) };
      own.caps = { perPersonMax: pick(null, 1, 2), shareOfParticipantsMax: pick(null, 0.1, 0.29, 0.5) };
      const [award] = own.prizes.collective;
      if (award?.judging.by !== 'formula') return;
      award.grouping = pick('together', 'level', 'block');
      award.compete.levels = pick(null, ['AGENCY', 'COMMUNE']);
      const metrics = shuffled(collectiveMetrics, random).slice(0, pick(1, 2, 3));
      award.judging = {
        ...award.judging,
        metrics: metrics.map((metric) => ({ metric, weight: pick(0.3, 1, 2), scale: pick('own', 'best') })),
        comparison: pick({ method: 'plain' }, { method: 'wilson', z: 1.96 }, { method: 'size-bands', bounds: [8] }),
        ...{ ratesOver: pick('contest', 'mean-of-rounds'), rounds: pick(null, [2, 3]) },
        filter: { ...award.judging.filter, minPersons: pick(1, 2, 3), minRate: pick(null, 0.2) },
      };
    }),
  );
}

/** What came of each seeded contest by the engine that contests ran by before there were rulebooks, as SHA-256. */
const recorded = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(new URL('test-outcomes.json', import.meta.url), 'utf8'));
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

describe('stored rules in the model', () => {
  it.each(Object.entries(plans))(
    '[M17] the plan %s gives the same winners as before, and is printed',
    async (id, stored) => {
      const rules = StoredRules.parse(stored);
      const before = await recorded();
      for (const seed of ['một', 'hai', 'ba', 'bốn'])
        expect(digest(outcomeOf(rules, `${id} ${seed}`, 30)), seed).toBe(before[`${id} ${seed}`]);
      const printed = printRulebook(upgradeRules(rules));
      expect(printed.sections.length).toBeGreaterThan(rules.rounds.length);
      expect(JSON.stringify(printed)).not.toMatch(/undefined|\{\w/);
    },
  );

  it('[M17] so do random rules on random ledgers, people and units', { timeout: 60_000 }, async () => {
    const before = await recorded();
    for (let n = 0; n < 60; n++)
      expect(digest(outcomeOf(randomStored(`rules ${n}`), `ledger ${n}`, n % 20)), `contest ${n}`).toBe(
        before[`random ${n}`],
      );
  });

  it('[M17] targets that name their units in words reach the levels that these words reached', () => {
    const rules = exampleStored((own) => {
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
