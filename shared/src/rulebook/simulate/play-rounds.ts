import { expandRounds, type OpenRound } from '../judge/expand-rounds.ts';
import type { UnitRow } from '../judge/facts.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { simpleParts } from '../read/check-names.ts';
import type { Chance } from './chance.ts';
import type { Crowd } from './crowd.ts';
import { MadeLedger } from './made-ledger.ts';
import { type MadePerson, makePerson, makeUnits } from './make-people.ts';
import { sitMadeRound } from './sit-made-round.ts';

export type Played = {
  people: readonly MadePerson[];
  units: readonly UnitRow[];
  /** In the order of their opening. */
  rounds: readonly OpenRound[];
  ledger: MadeLedger;
};
export type Playing = { step: 'people' | 'round'; done: number; of: number };

/**
 * A made-up crowd sits the rounds of a rulebook: all; or the one named, after those before it where they decide who may come.
 * Every `yield` is a place to pause.
 *
 * Source  SPEC M20.
 */
export function* playRounds(
  rulebook: Rulebook,
  crowd: Crowd,
  chance: Chance,
  named: string | null = null,
): Generator<Playing, Played> {
  const units = makeUnits(rulebook, crowd);
  const people = Array.from({ length: crowd.people }, (_, n) => makePerson(n, rulebook, units, crowd, chance));
  yield { step: 'people', done: crowd.people, of: crowd.people };
  const ledger = new MadeLedger(
    rulebook,
    people.map(({ facts }) => facts),
    units,
  );
  const rounds = expandRounds(rulebook).toSorted((one, other) => one.opensAtMs - other.opensAtMs);
  const played = named === null ? rounds : roundsFor(rulebook, rounds, named);
  for (const [at, round] of played.entries()) {
    if (isStage(round, rulebook)) ledger.settle();
    const admitted = people.filter(({ facts }) => ledger.isIn(round.admits, facts.id, round));
    for (const _pause of sitMadeRound(round, admitted, ledger, crowd, chance))
      yield { step: 'round', done: at, of: played.length };
    yield { step: 'round', done: at + 1, of: played.length };
  }
  return { people, units, rounds, ledger };
}

function roundsFor(rulebook: Rulebook, rounds: readonly OpenRound[], named: string): readonly OpenRound[] {
  const at = rounds.findIndex(({ id }) => id === named);
  const round = rounds[at];
  if (!round) return [];
  return isStage(round, rulebook) ? rounds.slice(0, at + 1) : [round];
}

/** Whether results decide who may come. */
function isStage({ admits }: OpenRound, { populations }: Rulebook): boolean {
  const where = populations.find(({ id }) => id === admits)?.where;
  return (
    where !== undefined &&
    simpleParts(where, []).some(({ condition }) => ['qualified', 'won', 'population'].includes(condition.kind))
  );
}
