import type { LocalText } from '../../contract/text.ts';
import { partOf } from '../judge/expand-rounds.ts';
import type { Population } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { simpleParts } from '../read/check-names.ts';

/**
 * What a rulebook says that the model judges and no server holds yet, each by its own label: lists of people, counted places, shows and tables, levels of questions, the time until the last change, prizes of
 * units, and lots. No contest is made of a rulebook that has any: a clause that nothing executes is refused, never ignored.
 *
 * Source  SPEC M21.
 */
export function listNotRun(rulebook: Rulebook): LocalText[] {
  const { populations, standings, awards } = rulebook;
  const isOfUnits = (id: string) => populations.find((each) => each.id === id)?.of === 'units';
  const found = [
    ...populations.filter(hasRoster).map(({ label }) => label),
    ...rulebook.rounds.filter(isBeyond).map(({ label }) => label),
    ...standings.filter(({ population, by }) => isOfUnits(population) || by.kind !== 'keys').map(({ label }) => label),
    ...awards.filter(({ take }) => take.kind === 'draw').map(({ label }) => label),
  ];
  return found.filter((label, at) => found.findIndex(({ vi }) => vi === label.vi) === at);
}

const hasRoster = ({ where }: Population): boolean =>
  simpleParts(where, []).some(({ condition }) => condition.kind === 'roster');

function isBeyond(round: Rulebook['rounds'][number]): boolean {
  const quiz = partOf(round, 'quiz');
  const hasLevels =
    quiz !== undefined &&
    (Object.keys(quiz.points.byLevel).length > 0 ||
      quiz.points.start !== 0 ||
      quiz.papers.some(({ draw }) => draw.kind === 'bank' && draw.perLevel.length > 0));
  const isSat = quiz !== undefined && round.parts.every(({ kind }) => kind === 'quiz' || kind === 'prediction');
  return !isSat || hasLevels || round.capacity !== undefined || round.time.elapsed === 'last-change';
}
