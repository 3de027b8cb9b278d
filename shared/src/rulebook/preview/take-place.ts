import { expandRounds, type OpenRound, partOf } from '../judge/expand-rounds.ts';
import { paperFor } from '../judge/paper-for.ts';
import type { Quiz } from '../model/round.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { Chance } from '../simulate/chance.ts';
import { Crowd } from '../simulate/crowd.ts';
import type { MadeLedger } from '../simulate/made-ledger.ts';
import { playRounds } from '../simulate/play-rounds.ts';

/** The place of one made-up person, which somebody takes to see what a contestant sees. Nothing of it is stored. SPEC J22. */
export type PreviewPlace = {
  rulebook: Rulebook;
  /** As the rulebook opens it, and its number from 1. */
  round: OpenRound;
  ordinal: number;
  quiz: Quiz;
  paper: Quiz['papers'][number];
  ledger: MadeLedger;
  /** Whose place it is. */
  personId: string;
};

/** Enough that a stage for the best has somebody, few enough to be there at once. */
const crowd = Crowd.parse({ people: 60, takePart: 1, attempts: 1, units: 12 });
const seed = 'xem-thu';

/** The rounds of a rulebook that have questions to sit. */
export const roundsToPreview = (rounds: readonly OpenRound[]): OpenRound[] =>
  rounds.filter((round) => partOf(round, 'quiz') !== undefined);

/**
 * A place in a round among a made-up crowd that has played everything before it; null: nobody of the population is admitted.
 *
 * Source  SPEC J22, M20.
 */
export function takePlace(rulebook: Rulebook, roundId: string, population: string | null): PreviewPlace | null {
  const playing = playRounds(rulebook, crowd, new Chance(seed), roundId);
  let step = playing.next();
  while (!step.done) step = playing.next();
  const { people, ledger } = step.value;
  const rounds = expandRounds(rulebook);
  const ordinal = rounds.findIndex(({ id }) => id === roundId) + 1;
  const round = rounds[ordinal - 1];
  const quiz = round && partOf(round, 'quiz');
  if (!round || !quiz) return null;
  for (const { facts } of people) {
    const isIn = (each: string) => ledger.isIn(each, facts.id, round);
    const paper = paperFor(quiz, isIn);
    if (!paper || !isIn(round.admits) || (population !== null && !isIn(population))) continue;
    return { rulebook, round, ordinal, quiz, paper, ledger, personId: facts.id };
  }
  return null;
}
