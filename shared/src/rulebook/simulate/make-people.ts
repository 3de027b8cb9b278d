import type { PersonFacts, UnitRow } from '../judge/facts.ts';
import type { SimpleCondition } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { simpleParts } from '../read/check-names.ts';
import type { Chance } from './chance.ts';
import type { Crowd } from './crowd.ts';

/** A made-up person: what the ledger knows, and what it never does. */
export type MadePerson = { facts: PersonFacts; skill: number; pace: number };

/** Units of every level and block that the rulebook speaks of, each with every kind of headcount. */
export function makeUnits(rulebook: Rulebook, { units, people }: Crowd): UnitRow[] {
  const named = conditionsOf(rulebook).flatMap((condition) => (condition.kind === 'unit' ? [condition] : []));
  const levels = [...new Set(named.flatMap((each) => each.levels ?? []))];
  const isByBlock = rulebook.standings.some(({ by }) => by.kind === 'formula' && by.grouping === 'block');
  const namedBlocks = named.flatMap((each) => each.blocks ?? []);
  const blocks = namedBlocks.length > 0 ? [...new Set(namedBlocks)] : isByBlock ? ['1', '2', '3'] : [null];
  const codes = named.flatMap((each) => each.codes ?? []);
  const kinds = rulebook.standings.flatMap(({ by }) =>
    by.kind === 'formula' ? [by.filter.people.headcount, ...by.metrics.map((metric) => metric.people.headcount)] : [],
  );
  const headcounts = [...new Set([...kinds, ...rulebook.targets.map(({ headcount }) => headcount)])];
  const size = Math.max(1, Math.ceil((people * 1.3) / units));
  return Array.from({ length: units }, (_, n): UnitRow => {
    const code = codes[n] ?? `unit-${n + 1}`;
    return {
      ...{ code, name: code, parent: null, groups: [] },
      level: levels[n % levels.length] ?? 'AGENCY',
      block: blocks[n % blocks.length] ?? null,
      headcounts: headcounts.map((kind) => ({
        kind,
        people: Math.ceil(size * (0.5 + (n % 11) / 10)),
        date: '2000-01-01',
      })),
    };
  });
}

const conditionsOf = ({ populations }: Rulebook): SimpleCondition[] =>
  populations.flatMap(({ where }) => simpleParts(where, []).map(({ condition }) => condition));

/** One person: every choice alike often, of 16 to 65 years, on every list that lets people in, in no role that keeps them out. */
export function makePerson(
  n: number,
  rulebook: Rulebook,
  units: readonly UnitRow[],
  crowd: Crowd,
  chance: Chance,
): MadePerson {
  const fields: Record<string, string | number> = {};
  for (const field of rulebook.fields) {
    if (field.kind === 'choice') fields[field.id] = chance.pick(field.choices).id;
    if (field.kind === 'number') fields[field.id] = field.min + chance.below(Math.floor(field.max - field.min) + 1);
  }
  const year = Number(firstDay(rulebook).slice(0, 4)) - 16 - chance.below(50);
  return {
    skill: Math.min(1, Math.max(0, crowd.skill + crowd.spread * chance.normal())),
    pace: Math.exp(0.3 * chance.normal()),
    facts: {
      ...{ id: `p${n}`, registeredAtMs: n, roles: [] },
      birthDate: `${year}-0${1 + chance.below(9)}-1${chance.below(10)}`,
      rosters: openRosters(rulebook),
      profile: [{ fromMs: 0, unit: chance.pick(units).code, fields }],
    },
  };
}

const firstDay = ({ rounds }: Rulebook): string => {
  const [first] = rounds;
  if (first?.kind === 'round') return first.window.opensAt;
  return first === undefined ? '' : Array.isArray(first.at) ? (first.at[0]?.opensAt ?? '') : first.at.from;
};

/** Lists that let people in; those under a "not" keep people out. */
function openRosters({ populations }: Rulebook): string[] {
  const closed = populations.flatMap(
    ({ where }) => JSON.stringify(where).match(/"not","of":\{"kind":"roster","roster":"[^"]+/g) ?? [],
  );
  return populations
    .flatMap(({ where }) => simpleParts(where, []))
    .flatMap(({ condition }) => (condition.kind === 'roster' ? [condition.roster] : []))
    .filter((roster) => !closed.some((text) => text.endsWith(`"${roster}`)));
}
