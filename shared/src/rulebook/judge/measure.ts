import { type PredictedCounts, predictionError, predictionTarget } from '../../rules/prediction.ts';
import type { PredictionPart } from '../model/round.ts';
import type { Key, Measure, Need } from '../model/standing.ts';
import type { Membership } from './belong.ts';
import { type OpenRound, partOf, roundsNamed } from './expand-rounds.ts';
import type { AttemptFacts } from './facts.ts';
import type { IndexedFacts } from './index-facts.ts';
import { elapsedOf, isPerfect } from './sit-round.ts';

const rightOf = ({ right, rightByLevel }: AttemptFacts, level: string | undefined): number =>
  level === undefined ? right : (rightByLevel[level] ?? 0);

const kinds = { allRight: 'ALL_CORRECT_PERSONS', participants: 'PARTICIPANT_PERSONS', attempts: 'ATTEMPTS' } as const;

/**
 * Reads numbers of people and units out of the facts, and folds them over rounds.
 *
 * Units   times in milliseconds, elapsed times at the round's resolution; null: there is no such number.
 * Source  SPEC M8, M9.
 */
export class Measuring {
  readonly #rounds: readonly OpenRound[];
  readonly #facts: IndexedFacts;
  readonly #membership: Membership;
  readonly #targets = new Map<string, number>();

  constructor(rounds: readonly OpenRound[], facts: IndexedFacts, membership: Membership) {
    this.#rounds = rounds;
    this.#facts = facts;
    this.#membership = membership;
  }

  /** The rounds that a key or a need is about. */
  roundsOf = ({ over }: Pick<Measure, 'over'>, own: readonly OpenRound[]): readonly OpenRound[] =>
    over ? roundsNamed(this.#rounds, over) : own;

  /** A key's value; where the least is ahead, whoever lacks one of the rounds has none. */
  keyValue(key: Key, rounds: readonly OpenRound[], id: string, population: string): number | null {
    return this.#fold(key, this.roundsOf(key, rounds), id, population, key.order);
  }

  meets(need: Need, rounds: readonly OpenRound[], id: string, population: string): boolean {
    const order = need.min === undefined ? 'least' : 'most';
    const value = this.#fold(need, this.roundsOf(need, rounds), id, population, order);
    return value !== null && value >= (need.min ?? -Infinity) && value <= (need.max ?? Infinity);
  }

  #fold(
    measure: Measure,
    rounds: readonly OpenRound[],
    id: string,
    population: string,
    order: Key['order'],
  ): number | null {
    const values = rounds
      .map((round) => this.read(measure, round, id, population))
      .filter((value): value is number => value !== null);
    if (measure.fold === 'count') return values.filter((value) => value > 0).length;
    const wanted = { only: 1, sum: rounds.length, best: measure.best }[measure.fold];
    if (values.length === 0 || (order === 'least' && values.length < wanted)) return null;
    const best = values.toSorted((one, other) => (order === 'most' ? other - one : one - other)).slice(0, wanted);
    return best.reduce((sum, value) => sum + value, 0);
  }

  /** One number of one round. */
  read(measure: Measure, round: OpenRound, id: string, population: string): number | null {
    const sitting = this.#facts.sittings(round).get(id);
    const counted = sitting?.counted ?? null;
    switch (measure.metric) {
      case 'points':
        return this.#points(round, id, counted?.points ?? null);
      case 'right':
        return counted && rightOf(counted, measure.level);
      case 'wrong':
        return counted?.wrong ?? null;
      case 'allRight':
        return counted && (isPerfect(counted) ? 1 : 0);
      case 'elapsed':
        return counted && elapsedOf(counted, round.time);
      case 'submittedAt':
        return counted?.submittedAtMs ?? null;
      case 'startedAt':
        return counted?.startedAtMs ?? null;
      case 'registeredAt':
        return this.#facts.people.get(id)?.registeredAtMs ?? null;
      case 'predictionError':
        return this.#predictionError(round, id, population);
      case 'attempts':
        return sitting?.attempts ?? null;
      case 'perfectAttempts':
        return sitting?.perfectAttempts ?? null;
      case 'place':
        return this.#facts.places(round.id, measure.show ?? '').get(id) ?? null;
      case 'column':
        return this.#facts.columns(round.id, measure.column ?? '').get(id) ?? null;
    }
  }

  #points(round: OpenRound, id: string, ofQuiz: number | null): number | null {
    const parts = round.parts.map((part) =>
      part.kind === 'show' ? (this.#facts.showPoints(round.id, part.id).get(id) ?? null) : null,
    );
    const known = [ofQuiz, ...parts].filter((points): points is number => points !== null);
    return known.length === 0 ? null : known.reduce((sum, points) => sum + points, 0);
  }

  #predictionError(round: OpenRound, id: string, population: string): number | null {
    const part = partOf(round, 'prediction');
    if (!part) return null;
    const guess = this.#facts.predictions(round.id).get(id) ?? null;
    return predictionError(guess, this.target(round, part, population));
  }

  forgetTargets = (): void => this.#targets.clear();

  /** The true number that people had to guess. `own` is the population that the standing orders. Source: SPEC M8, P1. */
  target(round: OpenRound, part: PredictionPart, own: string): number {
    const population = part.population === 'own' ? own : part.population;
    const key = `${round.id}/${population}`;
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const counts: PredictedCounts = { allCorrectPersons: 0, roundPersons: 0, attempts: 0 };
    for (const [personId, sitting] of this.#facts.sittings(round, part.basis === 'as-closed')) {
      const moment = { atMs: sitting.atMs, ageAtMs: round.opensAtMs };
      if (!this.#membership.hasPerson(population, personId, moment)) continue;
      counts.roundPersons += 1;
      counts.attempts += sitting.attempts;
      if (sitting.perfectAttempts > 0) counts.allCorrectPersons += 1;
    }
    const target = predictionTarget(kinds[part.of], counts);
    this.#targets.set(key, target);
    return target;
  }
}
