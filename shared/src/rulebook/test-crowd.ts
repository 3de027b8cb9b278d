import { seededRandom, shuffled } from '../rules/random.ts';
import { expandRounds } from './judge/expand-rounds.ts';
import { type Facts, noFacts, type UnitRow } from './judge/facts.ts';
import type { Rulebook } from './model/rulebook.ts';
import { simpleParts } from './read/check-names.ts';

/** Facts as they are put together. */
export type Growing = { -readonly [K in keyof Facts]: Facts[K][number][] };

const unitRows: readonly [code: string, level: string, block: string | null][] = [
  ['so-1', 'AGENCY', 'Trong Quân đội'],
  ['so-2', 'AGENCY', 'Trong Quân đội'],
  ['so-3', 'AGENCY', 'Hành chính'],
  ['vien-1', 'đơn vị sự nghiệp', 'Sự nghiệp'],
  ['xa-1', 'COMMUNE', 'Xã'],
  ['xa-2', 'COMMUNE', 'Xã'],
  ['truong-1', 'SCHOOL', null],
  ['truong-2', 'SCHOOL', null],
];

/**
 * A seeded crowd that takes part in every round of a rulebook, whatever it asks. Whoever has many right answers is slow by
 * chance; no two people have the same time, prediction or mark, so that equals are equal by answers alone.
 */
export function crowdOf(rulebook: Rulebook, seed: string, people: number): Growing {
  const random = seededRandom(seed);
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length - 1)]!;
  const facts = structuredClone(noFacts) as Growing;
  const conditions = rulebook.populations.flatMap(({ where }) =>
    simpleParts(where, []).map(({ condition }) => condition),
  );
  const rosters = conditions.flatMap((condition) => (condition.kind === 'roster' ? [condition.roster] : []));
  const roles = conditions.flatMap((condition) => (condition.kind === 'role' ? condition.in : []));
  for (const [code, level, block] of unitRows) facts.units.push(unitRow(code, level, block, upTo));
  for (let n = 0; n < people; n++) {
    const fields: Record<string, string | number> = {};
    for (const field of rulebook.fields) {
      if (field.kind === 'choice') fields[field.id] = pick(field.choices).id;
      if (field.kind === 'number') fields[field.id] = field.min + upTo(field.max - field.min);
    }
    facts.people.push({
      ...{ id: `p${String(n).padStart(3, '0')}`, registeredAtMs: n },
      birthDate: `${1960 + upTo(55)}-0${1 + upTo(8)}-1${upTo(9)}`,
      roles: roles.length > 0 && random() < 0.1 ? [pick(roles)] : [],
      rosters: rosters.filter(() => random() < 0.8),
      profile: [{ fromMs: 0, unit: pick(unitRows)[0], fields }],
    });
  }
  for (const round of expandRounds(rulebook)) addRound(round, facts, random);
  return facts;
}

const unitRow = (code: string, level: string, block: string | null, upTo: (max: number) => number): UnitRow => ({
  ...{ code, name: code, level, block, parent: null, groups: [] },
  headcounts: ['officials', 'everybody', 'pupils'].map((kind) => ({ kind, people: 20 + upTo(20), date: '2020-01-01' })),
});

function addRound(round: ReturnType<typeof expandRounds>[number], facts: Growing, random: () => number): void {
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  const mixed = shuffled(facts.people, random);
  for (const part of round.parts) {
    if (part.kind === 'show') {
      for (const [at, { id }] of mixed.entries()) {
        facts.shows.push({
          roundId: round.id,
          showId: part.id,
          personId: id,
          place: at + 1,
          points: mixed.length - at,
        });
      }
    }
    if (part.kind === 'prediction') {
      for (const [at, { id }] of mixed.entries())
        facts.predictions.push({ roundId: round.id, personId: id, value: 1000 + at });
    }
    for (const column of part.kind === 'table' ? part.columns : []) {
      const subjects = shuffled([...facts.people.map(({ id }) => id), ...facts.units.map(({ code }) => code)], random);
      for (const [at, subject] of subjects.entries()) {
        const isFlag = column.min === 0 && column.max === 1;
        const value =
          isFlag && subject.startsWith('p')
            ? at === 0
              ? 1
              : 0
            : column.min + ((column.max - column.min) * at) / subjects.length;
        facts.tables.push({ roundId: round.id, column: column.id, subject, value, signedAtMs: round.closesAtMs });
      }
    }
    if (part.kind !== 'quiz') continue;
    const max = Math.min(3, ...round.attempts.limits.map((limit) => limit.max));
    const times = shuffled(
      Array.from({ length: mixed.length * max }, (_, i) => i),
      random,
    );
    for (const { id } of mixed) {
      const attempts = random() < 0.9 ? 1 + upTo(max - 1) : 0;
      for (let ordinal = 1; ordinal <= attempts; ordinal++) {
        const time = times.pop() ?? 0;
        const count = part.papers[0]?.count ?? 0;
        const right = random() < 0.4 ? count : upTo(count);
        const wrong = upTo(count - right);
        const startedAtMs = round.opensAtMs + 1000 * (upTo(900) * 1000 + time);
        facts.attempts.push({
          ...{ personId: id, roundId: round.id, ordinal, startedAtMs, submittedAtMs: startedAtMs + 60_000 },
          ...{ elapsedMs: 60_000 + time * 1000, elapsedToLastChangeMs: 50_000 + ((time * 7919) % 9973) * 1000 },
          ...{
            right,
            wrong,
            blank: count - right - wrong,
            rightByLevel: {},
            points: right,
            pointsMax: count,
            voidedAtMs: null,
          },
        });
      }
    }
  }
}
