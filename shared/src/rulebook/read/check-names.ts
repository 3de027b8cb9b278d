import { countRounds } from '../judge/expand-rounds.ts';
import { rulebookLimits } from '../model/id.ts';
import type { Condition, SimpleCondition } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Measure, Standing } from '../model/standing.ts';
import { wordsOf } from '../words/words.ts';
import { type Place, type Problem, problem } from './problem.ts';

type What = 'population' | 'round' | 'standing' | 'award' | 'field' | 'choice' | 'number';
export type Reference = { what: What; id: string; place: Place; of?: string };

/** The simple conditions that a condition is made of, with their places. */
export function simpleParts(condition: Condition, place: Place): { condition: SimpleCondition; place: Place }[] {
  if (condition.kind === 'all' || condition.kind === 'any') {
    return condition.of.flatMap((each, at) => simpleParts(each, [...place, 'of', at]));
  }
  if (condition.kind === 'not') return [{ condition: condition.of, place: [...place, 'of'] }];
  return [{ condition, place }];
}

/** Names that stand for one thing each and refer to what there is, and no circle of populations and results. Source: SPEC M2. */
export function checkNames(rulebook: Rulebook): Problem[] {
  const known = listNames(rulebook);
  const twice = [...known]
    .filter(([what]) => what !== 'number')
    .flatMap(([what, ids]) =>
      ids
        .filter((each, at) => ids.findIndex(({ id }) => id === each.id) !== at)
        .map(({ id, place }) => problem('same-id', place, { what: wordsOf('names', what), id })),
    );
  const ofChoices = new Map(
    rulebook.fields.map((field) => [
      field.kind === 'known' ? field.field : field.id,
      field.kind === 'choice' ? field.choices.map(({ id }) => id) : [],
    ]),
  );
  const unknown = listReferences(rulebook)
    .filter(({ what, id, of }) =>
      what === 'choice' ? !ofChoices.get(of ?? '')?.includes(id) : !known.get(what)?.some((each) => each.id === id),
    )
    .map(({ what, id, place }) => problem('unknown-id', place, { what: wordsOf('names', what), id }));
  return [...twice, ...unknown, ...(unknown.length + twice.length === 0 ? findCycle(rulebook) : [])];
}

function listNames(rulebook: Rulebook): Map<What, { id: string; place: Place }[]> {
  const at = (list: string, items: readonly { id: string }[]) =>
    items.map(({ id }, i) => ({ id, place: [list, i, 'id'] }));
  return new Map<What, { id: string; place: Place }[]>([
    ['population', at('populations', rulebook.populations)],
    ['round', [...at('rounds', rulebook.rounds), ...rulebook.rounds.flatMap(namesInSeries)]],
    ['standing', at('standings', rulebook.standings)],
    ['award', at('awards', rulebook.awards)],
    [
      'number',
      at(
        'fields',
        rulebook.fields.filter((field) => field.kind === 'number'),
      ),
    ],
    [
      'field',
      at(
        'fields',
        rulebook.fields.map((field) => ({ id: field.kind === 'known' ? field.field : field.id })),
      ),
    ],
  ]);
}

const namesOf = (round: Rulebook['rounds'][number]): string[] => [
  round.id,
  ...namesInSeries(round, 0).map(({ id }) => id),
];

/** `week-1` and so on; of more than a rulebook may have, the first are enough. */
function namesInSeries(round: Rulebook['rounds'][number], at: number): { id: string; place: Place }[] {
  if (round.kind === 'round') return [];
  const count = Math.min(countRounds(round), rulebookLimits.roundsMax);
  return Array.from({ length: count }, (_, n) => ({ id: `${round.id}-${n + 1}`, place: ['rounds', at, 'id'] }));
}

/** Everything in a rulebook that names something else in it. */
export function listReferences(rulebook: Rulebook): Reference[] {
  return [
    ...rulebook.populations.flatMap(({ where }, i) => ofCondition(where, ['populations', i, 'where'])),
    ...rulebook.rounds.flatMap((round, i): Reference[] => [
      { what: 'population', id: round.admits, place: ['rounds', i, 'admits'] },
      ...round.parts.flatMap((part, j): Reference[] => {
        const place = ['rounds', i, 'parts', j];
        if (part.kind === 'quiz') {
          return part.papers.map((paper, k) => ({
            what: 'population',
            id: paper.for,
            place: [...place, 'papers', k, 'for'],
          }));
        }
        if (part.kind !== 'prediction' || part.population === 'own') return [];
        return [{ what: 'population', id: part.population, place: [...place, 'population'] }];
      }),
    ]),
    ...rulebook.standings.flatMap((standing, i) => ofStanding(standing, ['standings', i])),
    ...rulebook.awards.flatMap((award, i): Reference[] => [
      { what: 'standing', id: award.from, place: ['awards', i, 'from'] },
      ...ofMeasures(award.needs, ['awards', i, 'needs']),
      ...award.prizes.flatMap(({ needs }, j) => ofMeasures(needs, ['awards', i, 'prizes', j, 'needs'])),
    ]),
    ...rulebook.caps.flatMap(({ over }, i) =>
      over.map((id, j): Reference => ({ what: 'award', id, place: ['caps', i, 'over', j] })),
    ),
    ...rulebook.targets.flatMap(({ units, people }, i): Reference[] => [
      { what: 'population', id: units, place: ['targets', i, 'units'] },
      { what: 'population', id: people, place: ['targets', i, 'people'] },
    ]),
  ];
}

function ofCondition(where: Condition, at: Place): Reference[] {
  return simpleParts(where, at).flatMap(({ condition, place }): Reference[] => {
    switch (condition.kind) {
      case 'field':
        return [
          { what: 'field', id: condition.field, place: [...place, 'field'] },
          ...condition.in.map(
            (id, j): Reference => ({ what: 'choice', id, of: condition.field, place: [...place, 'in', j] }),
          ),
        ];
      case 'number':
        return [{ what: 'number', id: condition.field, place: [...place, 'field'] }];
      case 'population':
        return [{ what: 'population', id: condition.population, place: [...place, 'population'] }];
      case 'qualified':
        return [{ what: 'standing', id: condition.standing, place: [...place, 'standing'] }];
      case 'won':
        return [{ what: 'award', id: condition.award, place: [...place, 'award'] }];
      default:
        return [];
    }
  });
}

function ofStanding({ population, over, by, needs }: Standing, place: Place): Reference[] {
  const people = by.kind === 'formula' ? [by.filter.people, ...by.metrics.map((metric) => metric.people)] : [];
  return [
    { what: 'population', id: population, place: [...place, 'population'] },
    ...over.map((id, j): Reference => ({ what: 'round', id, place: [...place, 'over', j] })),
    ...ofMeasures(needs, [...place, 'needs']),
    ...(by.kind === 'keys' ? ofMeasures(by.keys, [...place, 'by', 'keys']) : []),
    ...people.map((each): Reference => ({ what: 'population', id: each.population, place: [...place, 'by'] })),
    ...(by.kind === 'formula' && by.filter.minPersonsOf !== undefined
      ? [{ what: 'population' as const, id: by.filter.minPersonsOf, place: [...place, 'by', 'filter', 'minPersonsOf'] }]
      : []),
  ];
}

const ofMeasures = (measures: readonly Measure[], place: Place): Reference[] =>
  measures.flatMap(({ over }, i) =>
    (over ?? []).map((id, j): Reference => ({ what: 'round', id, place: [...place, i, 'over', j] })),
  );

/** What each population, round, standing and award rests on; a circle among them is reported once. */
function findCycle(rulebook: Rulebook): Problem[] {
  const edges = new Map<string, Set<string>>();
  const lists = { populations: 'population', rounds: 'round', standings: 'standing', awards: 'award' } as const;
  for (const { what, id, place } of listReferences(rulebook)) {
    const [list, at] = place;
    const what0 = lists[list as keyof typeof lists];
    if (what0 === undefined || what === 'field' || what === 'choice' || what === 'number') continue;
    const from = `${what0} ${rulebook[list as keyof typeof lists][Number(at)]?.id}`;
    const to = what === 'round' ? (rulebook.rounds.find((round) => namesOf(round).includes(id))?.id ?? id) : id;
    edges.set(from, (edges.get(from) ?? new Set()).add(`${what} ${to}`));
  }
  for (const { id, by } of rulebook.standings) {
    // Units that are scored by their people's prizes rest on the awards of people.
    if (by.kind !== 'formula' || !by.metrics.some(({ metric }) => metric === 'winners' || metric === 'prizePoints'))
      continue;
    for (const award of awardsOfPeople(rulebook)) edges.get(`standing ${id}`)?.add(`award ${award}`);
  }
  const circle = walk(edges);
  if (circle === null) return [];
  const [what = '', id] = (circle[0] ?? '').split(' ');
  const list = Object.entries(lists).find(([, each]) => each === what)?.[0] ?? '';
  const at = rulebook[list as keyof typeof lists].findIndex((each) => each.id === id);
  const inWords = (locale: 'vi' | 'en') =>
    circle
      .map((node) => node.split(' '))
      .map(([kind = '', name = '']) => `${wordsOf('names', kind)[locale]} “${name}”`)
      .join(' → ');
  return [problem('cycle', [list, at], { circle: { vi: inWords('vi'), en: inWords('en') } })];
}

function awardsOfPeople({ awards, standings, populations }: Rulebook): string[] {
  return awards
    .filter(({ from }) => {
      const standing = standings.find(({ id }) => id === from);
      return populations.find(({ id }) => id === standing?.population)?.of === 'people';
    })
    .map(({ id }) => id);
}

/** The first circle on the way along the arrows; null: there is none. */
function walk(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] | null => {
    const at = way.indexOf(node);
    if (at !== -1) return [...way.slice(at), node];
    if (done.has(node)) return null;
    for (const next of edges.get(node) ?? []) {
      const circle = visit(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const circle = visit(node, []);
    if (circle) return circle;
  }
  return null;
}
