import { expandRounds, type OpenRound, partOf, roundsNamed } from '../judge/expand-rounds.ts';
import { periodsOf } from '../judge/periods.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Key, Measure, Standing } from '../model/standing.ts';
import { simpleParts } from './check-names.ts';
import { isEmpty } from './emptiness.ts';
import { type Place, type Problem, problem } from './problem.ts';

/** Standings: numbers that their rounds give, keys that decide, a rule for equals wherever one is needed. Source: SPEC M3. */
export function checkStandings(rulebook: Rulebook): Problem[] {
  const rounds = expandRounds(rulebook);
  return [
    ...rulebook.standings.flatMap((standing, at) => checkStanding(standing, ['standings', at], rulebook, rounds)),
    ...rulebook.awards.flatMap((award, at) => {
      const standing = rulebook.standings.find(({ id }) => id === award.from);
      if (!standing) return [];
      const measures = [...award.needs, ...award.prizes.flatMap(({ needs }) => needs)];
      return measures.flatMap((need) => checkMeasure(need, ['awards', at], standing, rulebook, rounds));
    }),
    ...checkTieRules(rulebook),
  ];
}

function checkStanding(standing: Standing, place: Place, rulebook: Rulebook, rounds: readonly OpenRound[]): Problem[] {
  const own = roundsNamed(rounds, standing.over);
  const of = populationOf(standing, rulebook)?.of;
  const keys = standing.by.kind === 'keys' ? standing.by.keys : [];
  const measures: { measure: Measure; at: Place }[] = [
    ...keys.map((measure, i) => ({ measure, at: [...place, 'by', 'keys', i] })),
    ...standing.needs.map((measure, i) => ({ measure, at: [...place, 'needs', i] })),
  ];
  return [
    ...checkReach(standing, place, rulebook, own),
    ...(standing.by.kind === 'formula' && of === 'people'
      ? [problem('population-of-people', [...place, 'population'])]
      : []),
    ...(standing.by.kind === 'formula'
      ? [standing.by.filter.people, ...standing.by.metrics.map(({ people }) => people)]
          .filter(({ population }) => rulebook.populations.find(({ id }) => id === population)?.of === 'units')
          .map(() => problem('population-of-units', [...place, 'by']))
      : []),
    ...measures.flatMap(({ measure, at }) => checkMeasure(measure, at, standing, rulebook, rounds)),
    ...checkKeys(keys, [...place, 'by', 'keys'], (key) => (key.over ? roundsNamed(rounds, key.over) : own)),
  ];
}

const populationOf = ({ population }: Standing, { populations }: Rulebook) =>
  populations.find(({ id }) => id === population);

/** Whether anybody of the standing's population can be in its rounds at all. */
function checkReach(standing: Standing, place: Place, rulebook: Rulebook, rounds: readonly OpenRound[]): Problem[] {
  const population = populationOf(standing, rulebook);
  const [first] = rulebook.populations;
  if (!population || !first || population.of === 'units') return [];
  const reached = rounds.some((round) => {
    const admitted = rulebook.populations.find(({ id }) => id === round.admits);
    return admitted && !isEmpty([first.where, admitted.where, population.where], rulebook.populations);
  });
  return reached ? [] : [problem('standing-over-nobody', place)];
}

function checkMeasure(
  measure: Measure,
  place: Place,
  standing: Standing,
  rulebook: Rulebook,
  rounds: readonly OpenRound[],
): Problem[] {
  const problems: Problem[] = [];
  const own = roundsNamed(rounds, standing.over);
  const reached = measure.over ? roundsNamed(rounds, measure.over) : own;
  const isOfUnits = populationOf(standing, rulebook)?.of === 'units';
  if (isOfUnits && measure.metric !== 'column')
    problems.push(problem('metric-without-part', place, { metric: measure.metric }));
  else if (!reached.some((round) => hasPartFor(measure, round))) {
    problems.push(problem('metric-without-part', place, { metric: measure.metric }));
  }
  const wanting = { place: measure.show, column: measure.column, right: '' }[measure.metric as string];
  const idle =
    (measure.level !== undefined && measure.metric !== 'right') ||
    (measure.show !== undefined && measure.metric !== 'place');
  if ((measure.metric === 'place' || measure.metric === 'column') && wanting === undefined)
    problems.push(problem('metric-incomplete', place));
  if (idle || (measure.column !== undefined && measure.metric !== 'column'))
    problems.push(problem('metric-incomplete', place));
  const most = measure.over
    ? reached.length
    : Math.max(0, ...periodsOf(standing, own, rulebook.locale.timezone).map((period) => period.rounds.length));
  if (measure.fold === 'only' && most > 1 && measure.metric !== 'registeredAt')
    problems.push(problem('fold-needed', place, { rounds: most }));
  return problems;
}

/** Whether a round gives this number at all. */
function hasPartFor({ metric, show, column }: Measure, { parts }: OpenRound): boolean {
  switch (metric) {
    case 'registeredAt':
      return true;
    case 'predictionError':
      return parts.some(({ kind }) => kind === 'prediction');
    case 'place':
      return parts.some((part) => part.kind === 'show' && part.id === show);
    case 'column':
      return parts.some((part) => part.kind === 'table' && part.columns.some(({ id }) => id === column));
    case 'points':
      return parts.some(({ kind }) => kind === 'quiz' || kind === 'show');
    default:
      return parts.some(({ kind }) => kind === 'quiz');
  }
}

/** Keys that can never decide anything behind those before them. Source: domain (a3), dead keys. */
function checkKeys(keys: readonly Key[], place: Place, roundsOf: (key: Key) => readonly OpenRound[]): Problem[] {
  const never = (at: number) =>
    problem('key-never-decides', [...place, at], { metric: keys[at]?.metric ?? '', n: at + 1 });
  return keys.flatMap((key, at) => {
    const before = keys.slice(0, at);
    const rounds = roundsOf(key);
    const sameRounds = (other: Key) =>
      JSON.stringify([other.over, other.fold]) === JSON.stringify([key.over, key.fold]);
    const isAgain = before.some(
      (other) => JSON.stringify({ ...other, order: '' }) === JSON.stringify({ ...key, order: '' }),
    );
    const isAfterUnique = before.some((other) => isUnique(other, roundsOf(other)));
    const onceOnly = rounds.every(({ attempts }) => attempts.limits.some(({ max, per }) => max === 1 && per !== 'day'));
    const isConstant = key.metric === 'attempts' && onceOnly;
    const isImplied =
      ['right', 'allRight', 'wrong'].includes(key.metric) &&
      key.level === undefined &&
      before.some(({ metric, level }) => (metric === 'points' || metric === 'right') && level === undefined) &&
      before.some(sameRounds) &&
      (key.metric !== 'wrong' || before.some(({ metric }) => metric === 'points')) &&
      rounds.every(isRightAlone);
    return isAgain || isAfterUnique || isConstant || isImplied ? [never(at)] : [];
  });
}

/** A time to the millisecond: two people are never equal on it in practice. */
const isUnique = ({ metric, fold }: Key, rounds: readonly OpenRound[]): boolean =>
  fold !== 'count' &&
  (['submittedAt', 'startedAt', 'registeredAt'].includes(metric) ||
    (metric === 'elapsed' && rounds.every(({ time }) => time.resolution === 'millisecond')));

/** Whether the points of a round say no more than how many answers were right. */
function isRightAlone(round: OpenRound): boolean {
  const quiz = partOf(round, 'quiz');
  if (!quiz) return false;
  const { points, papers } = quiz;
  const isPlain = points.default.wrong === 0 && points.default.blank === 0 && points.several === 'all-or-nothing';
  return isPlain && Object.keys(points.byLevel).length === 0 && new Set(papers.map(({ count }) => count)).size === 1;
}

/** Wherever equals may stand at an edge, the rules say what puts them in order. */
function checkTieRules({ populations, standings, awards }: Rulebook): Problem[] {
  const find = (id: string) => standings.find((each) => each.id === id);
  const stages = populations.flatMap(({ where }, at) =>
    simpleParts(where, ['populations', at, 'where']).flatMap(({ condition, place }) => {
      if (condition.kind !== 'qualified' || condition.ties === 'all') return [];
      const ties = find(condition.standing)?.ties;
      return ties === undefined || ties === 'shared' ? [problem('stage-without-tie-rule', place)] : [];
    }),
  );
  const prizes = awards.flatMap(({ from, take }, at) => {
    const standing = find(from);
    const hasEdge = take.kind === 'places' || take.kind === 'share';
    const isOpen = hasEdge && standing?.by.kind !== 'committee' && standing?.ties === undefined;
    return isOpen ? [problem('no-tie-rule', ['awards', at, 'from'])] : [];
  });
  return [...stages, ...prizes];
}
