import { countRounds, expandRounds, type OpenRound, partOf, roundsNamed } from '../judge/expand-rounds.ts';
import { isTimezone } from '../judge/zoned-time.ts';
import { rulebookLimits } from '../model/id.ts';
import type { Quiz } from '../model/round.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { simpleParts } from './check-names.ts';
import { isEmpty } from './emptiness.ts';
import { type Place, type Problem, problem } from './problem.ts';

const readingSeconds = 6; // of a short question with four options

type AnyRound = Rulebook['rounds'][number];

/** What has to hold before any round can be opened: a timezone, and not too many rounds. Source: SPEC M2. */
export const checkBasis = (rulebook: Rulebook): Problem[] => [...checkLocale(rulebook), ...checkCount(rulebook)];

/** Populations and rounds: what cannot be executed, and what will surprise somebody. Source: SPEC M3. */
export function checkRounds(rulebook: Rulebook): Problem[] {
  const rounds = expandRounds(rulebook);
  return [
    ...checkPopulations(rulebook),
    ...rulebook.rounds.flatMap((round, at) => [
      ...checkWindows(roundsNamed(rounds, [round.id]), ['rounds', at]),
      ...checkParts(round, ['rounds', at], rulebook),
      ...checkAdmission(round, ['rounds', at], rulebook),
    ]),
    ...checkStages(rulebook, rounds),
    ...checkAnswers(rulebook, rounds),
  ];
}

function checkLocale({ locale: { timezone, currency } }: Rulebook): Problem[] {
  const zones = isTimezone(timezone) ? [] : [problem('unknown-timezone', ['locale', 'timezone'], { timezone })];
  const known = Intl.supportedValuesOf('currency').includes(currency);
  return known ? zones : [...zones, problem('unknown-currency', ['locale', 'currency'], { currency })];
}

function checkCount({ rounds }: Rulebook): Problem[] {
  const max = rulebookLimits.roundsMax;
  const counts = rounds.map(countRounds);
  const none = counts.flatMap((count, at) => (count === 0 ? [problem('window-empty', ['rounds', at, 'at'])] : []));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all > max ? [...none, problem('too-many-rounds', ['rounds'], { count: all, max })] : none;
}

function checkPopulations({ populations }: Rulebook): Problem[] {
  return populations.flatMap(({ where, of }, at) => {
    const place = ['populations', at, 'where'];
    const parts = simpleParts(where, place);
    const foreign =
      of === 'units'
        ? parts.filter(({ condition }) => ['field', 'number', 'age', 'roster', 'role'].includes(condition.kind))
        : [];
    return [
      ...(isEmpty([where], populations) ? [problem('population-empty', place)] : []),
      ...(at === 0 && of === 'units' ? [problem('population-of-units', ['populations', 0, 'of'])] : []),
      ...foreign.map((each) => problem('population-of-units', each.place)),
    ];
  });
}

function checkWindows(rounds: readonly OpenRound[], place: Place): Problem[] {
  if (rounds.some(({ opensAtMs, closesAtMs }) => closesAtMs <= opensAtMs)) return [problem('window-empty', place)];
  const early = rounds.some(({ publishAtMs, closesAtMs }) => publishAtMs !== null && publishAtMs < closesAtMs);
  return early ? [problem('published-before-close', [...place, 'publish'])] : [];
}

function checkParts(round: AnyRound, place: Place, rulebook: Rulebook): Problem[] {
  const problems: Problem[] = [];
  for (const kind of ['quiz', 'prediction'] as const) {
    if (round.parts.filter((part) => part.kind === kind).length > 1)
      problems.push(problem('part-twice', [...place, 'parts']));
  }
  const limits = round.attempts.limits.map(({ per }) => per);
  if (new Set(limits).size < limits.length) problems.push(problem('limit-twice', [...place, 'attempts', 'limits']));
  for (const [at, part] of round.parts.entries()) {
    const here = [...place, 'parts', at];
    if (part.kind === 'quiz') problems.push(...checkQuiz(part, round, here, rulebook));
    if (part.kind === 'table') {
      problems.push(
        ...part.columns.flatMap(({ min, max }, i) =>
          min > max ? [problem('bounds-crossed', [...here, 'columns', i])] : [],
        ),
      );
    }
    if (
      part.kind === 'prediction' &&
      part.of === 'attempts' &&
      !limits.some((_per, i) => round.attempts.limits[i]?.max === 1)
    ) {
      problems.push(problem('prediction-movable', here));
    }
  }
  return problems;
}

function checkQuiz(quiz: Quiz, round: AnyRound, place: Place, { populations }: Rulebook): Problem[] {
  const problems: Problem[] = [];
  for (const [at, { draw, count }] of quiz.papers.entries()) {
    const here = [...place, 'papers', at];
    if (draw.kind === 'fixed') {
      if (draw.questionIds.length !== count)
        problems.push(problem('fixed-count', here, { count, have: draw.questionIds.length }));
    } else {
      const asked = [...draw.perTopic, ...draw.perLevel].reduce((sum, each) => sum + each.count, 0);
      const strange = draw.perTopic.some(({ topic }) => !draw.topics.includes(topic));
      if (asked > count || strange) problems.push(problem('quotas-too-large', here, { count }));
    }
    const seconds = Math.min(quiz.questionSeconds ?? Infinity, (round.time.limitSeconds ?? Infinity) / count);
    if (seconds < readingSeconds)
      problems.push(problem('seconds-below-reading', here, { seconds: Math.floor(seconds), readingSeconds }));
  }
  if (quiz.questionSeconds !== null && quiz.pacing === 'paper')
    problems.push(problem('seconds-need-one-by-one', place));
  const marks = [quiz.points.default, ...Object.values(quiz.points.byLevel)];
  if (quiz.points.several === 'share' && marks.some(({ wrong }) => wrong !== 0))
    problems.push(problem('share-and-minus', place));
  const first = populations[0]?.id ?? '';
  const named = [first, round.admits].map((population) => ({ kind: 'population' as const, population }));
  const without = quiz.papers.map((paper) => ({
    kind: 'not' as const,
    of: { kind: 'population' as const, population: paper.for },
  }));
  const isCovered = isEmpty([...named, ...without], populations);
  return isCovered ? problems : [...problems, problem('paper-may-be-missing', [...place, 'papers'])];
}

function checkAdmission(round: AnyRound, place: Place, { populations }: Rulebook): Problem[] {
  const [first] = populations;
  const admitted = populations.find(({ id }) => id === round.admits);
  if (!admitted || !first) return [];
  if (admitted.of === 'units') return [problem('teams-as-entrants', [...place, 'admits'])];
  const nobody = isEmpty([first.where, admitted.where], populations);
  return nobody ? [problem('round-admits-nobody', [...place, 'admits'])] : [];
}

/** A stage opens once what it rests on has closed. */
function checkStages(
  { rounds: all, populations, standings, awards }: Rulebook,
  rounds: readonly OpenRound[],
): Problem[] {
  const closes = (ids: readonly string[]) => Math.max(...roundsNamed(rounds, ids).map(({ closesAtMs }) => closesAtMs));
  return all.flatMap((round, at) => {
    const opensAtMs = Math.min(...roundsNamed(rounds, [round.id]).map((each) => each.opensAtMs));
    const where = populations.find(({ id }) => id === round.admits)?.where;
    const sources = (where ? simpleParts(where, []) : []).flatMap(({ condition }) => {
      const from = condition.kind === 'won' ? awards.find(({ id }) => id === condition.award)?.from : undefined;
      return condition.kind === 'qualified' ? [condition.standing] : from === undefined ? [] : [from];
    });
    const early = sources.some((id) => closes(standings.find((each) => each.id === id)?.over ?? []) > opensAtMs);
    return early ? [problem('stage-too-early', ['rounds', at, 'window'])] : [];
  });
}

/** Questions that are published while another round may draw them. */
function checkAnswers({ publication, rounds: all }: Rulebook, rounds: readonly OpenRound[]): Problem[] {
  if (publication.answers === 'never') return [];
  const publishedMs = (round: OpenRound) =>
    publication.answers === 'after-close' ? round.closesAtMs : (round.publishAtMs ?? round.closesAtMs);
  return all.flatMap((each, at) => {
    const later = roundsNamed(rounds, [each.id]).flatMap((round) =>
      rounds.filter(
        (other) => other !== round && other.closesAtMs > publishedMs(round) && shareQuestions(round, other),
      ),
    );
    const [first] = later;
    return first ? [problem('answers-while-drawn', ['rounds', at], { other: first.label })] : [];
  });
}

function shareQuestions(one: OpenRound, other: OpenRound): boolean {
  const sources = (round: OpenRound) =>
    (partOf(round, 'quiz')?.papers ?? []).flatMap(({ draw }) =>
      draw.kind === 'fixed' ? draw.questionIds : draw.topics,
    );
  const mine = sources(one);
  return sources(other).some((source) => mine.includes(source));
}
