import type { Json } from '@hoithi/shared/contract/json';
import { asFields, asList, asText, freeId, idOf, type Maybe, nameOf } from './draft-value.ts';

/** What one press makes: whole things that hold together, which the committee then changes. */

const byPointsThenTime: Json = [
  { metric: 'points', order: 'most' },
  { metric: 'elapsed', order: 'least' },
];
const counted: Json = {
  by: [
    { metric: 'points', order: 'most' },
    { metric: 'elapsed', order: 'least' },
    { metric: 'submittedAt', order: 'least' },
  ],
};

const firstPopulation = (rulebook: Maybe): string => idOf(asList(asFields(rulebook).populations)[0]) || 'everyone';
export const roundIds = (rulebook: Maybe): string[] => asList(asFields(rulebook).rounds).map((each) => idOf(each));

export const newQuiz = (population: string, topics: readonly string[] = []): Json => ({
  kind: 'quiz',
  papers: [{ for: population, draw: { kind: 'bank', topics: [...topics] }, count: 15 }],
  pacing: 'one-by-one',
  points: { default: { right: 1 } },
});

/** A round or a series with one attempt, fifteen questions, fifteen minutes. */
export function newRound(rulebook: Maybe, vi: string, kind: 'round' | 'series'): Json {
  const admits = firstPopulation(rulebook);
  const topics = asList(asFields(rulebook).rounds)
    .flatMap((round) => topicsOf(round))
    .slice(0, 1)
    .flat();
  return {
    kind,
    id: freeId(kind === 'series' ? 'week' : 'round', asList(asFields(rulebook).rounds)),
    label: { vi },
    admits,
    parts: [newQuiz(admits, topics)],
    time: { limitSeconds: 900 },
    attempts: { limits: [{ max: 1, per: 'round' }] },
    counted,
    ...(kind === 'series' ? { at: [] } : {}),
    publish: { kind: 'days-after', days: 1, clock: '08:00' },
  };
}

const topicsOf = (round: Json): string[][] =>
  asList(asFields(round).parts).flatMap((part) =>
    asList(asFields(part).papers).map((paper) => asList(asFields(asFields(paper).draw).topics).map(String)),
  );

/** A standing over every round there is: the points of several rounds are added up. */
export function newStanding(rulebook: Maybe, vi: string, population = firstPopulation(rulebook)): Json {
  const rounds = asList(asFields(rulebook).rounds);
  const over = roundIds(rulebook);
  const several = rounds.length > 1 || rounds.some((each) => asFields(each).kind === 'series');
  const keys = several ? asList(byPointsThenTime).map((key) => ({ ...asFields(key), fold: 'sum' })) : byPointsThenTime;
  return {
    id: freeId('standing', asList(asFields(rulebook).standings)),
    label: { vi },
    population,
    ...(over.length > 0 ? { over } : {}),
    by: { kind: 'keys', keys },
    ties: 'committee',
  };
}

export const usualPrizes = (): Json[] => [
  { label: { vi: 'giải Nhất', en: 'first prize' }, count: 1, certificate: true },
  { label: { vi: 'giải Nhì', en: 'second prize' }, count: 2, certificate: true },
  { label: { vi: 'giải Ba', en: 'third prize' }, count: 3, certificate: true },
  { label: { vi: 'giải Khuyến khích', en: 'consolation prize' }, count: 5, certificate: true },
];

export const newAward = (rulebook: Maybe, vi: string, from: string): Json => ({
  id: freeId('award', asList(asFields(rulebook).awards)),
  label: { vi },
  from,
  take: { kind: 'places' },
  prizes: usualPrizes(),
});

export type SplitWords = { standing: (of: string) => string; award: (of: string) => string };

/** A group, a standing and prizes for each choice of a field. What stands there under the same name is left alone. */
export function splitByChoices(rulebook: Maybe, field: Json, words: SplitWords): Json {
  const { id, choices } = asFields(field);
  return asList(choices).reduce<Json>((before, choice) => {
    const book = asFields(before);
    const vi = nameOf(choice);
    const populations = asList(book.populations);
    const isThere = populations.some((each) => {
      const where = asFields(asFields(each).where);
      return where.kind === 'field' && where.field === id && asList(where.in).map(asText).join() === idOf(choice);
    });
    if (isThere) return before;
    const population = freeId('group', populations);
    const where = { kind: 'field', field: id ?? '', in: [asFields(choice).id ?? ''] };
    const grouped = { ...book, populations: [...populations, { id: population, label: { vi }, where }] };
    const standing = newStanding(grouped, words.standing(vi), population);
    const ranked = { ...grouped, standings: [...asList(book.standings), standing] };
    const award = newAward(ranked, words.award(vi), idOf(standing));
    return { ...ranked, awards: [...asList(book.awards), award] };
  }, rulebook ?? {});
}

export type FinalOf = {
  label: string;
  finalists: string;
  standing: string;
  award: string;
  top: number;
  per: 'standing' | 'unit' | 'block';
};

/** A last round for the best of a standing, with its own standing and prizes. */
export function addFinal(rulebook: Maybe, from: string, words: FinalOf): Json {
  const book = asFields(rulebook);
  const finalists = freeId('finalists', asList(book.populations));
  const populations = [
    ...asList(book.populations),
    {
      id: finalists,
      label: { vi: words.finalists },
      where: { kind: 'qualified', standing: from, top: words.top, per: words.per, ties: 'all' },
    },
  ];
  const round = {
    ...asFields(newRound(book, words.label, 'round')),
    id: freeId('final', asList(book.rounds)),
    admits: finalists,
  };
  const quiz = newQuiz(finalists, asList(book.rounds).flatMap(topicsOf).slice(0, 1).flat());
  const rounds = [...asList(book.rounds), { ...round, parts: [quiz] }];
  const withRound = { ...book, populations, rounds };
  const standing = {
    ...asFields(newStanding(withRound, words.standing, finalists)),
    over: [round.id],
    by: { kind: 'keys', keys: byPointsThenTime },
  };
  const withStanding = { ...withRound, standings: [...asList(book.standings), standing] };
  const award = newAward(withStanding, words.award, idOf(standing));
  return { ...withStanding, awards: [...asList(book.awards), award] };
}
