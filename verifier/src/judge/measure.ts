import type { Key, Measure, Need } from '../rulebook.ts';
import type { Belonging } from './belong.ts';
import { elapsedOf, type Facts, isPerfect, markOf, type Sitting, sittingsOf } from './facts.ts';
import { named, partOf, type Round } from './rounds.ts';

/** Numbers of people and units, and how they are put together over rounds. docs/proof.md, part 7. */
export class Measuring {
  readonly #facts: Facts;
  readonly #rounds: readonly Round[];
  readonly #belonging: Belonging;
  readonly #sittings = new Map<string, Map<string, Sitting>>();
  readonly #targets = new Map<string, number>();

  constructor(facts: Facts, rounds: readonly Round[], belonging: Belonging) {
    this.#facts = facts;
    this.#rounds = rounds;
    this.#belonging = belonging;
  }

  sittings(round: Round, atClose = false): Map<string, Sitting> {
    const key = `${round.id}/${atClose}`;
    const known = this.#sittings.get(key) ?? sittingsOf(round, this.#facts, atClose);
    this.#sittings.set(key, known);
    return known;
  }

  /** The unit of a person at the close of the last of these rounds that they sat. docs/proof.md, part 9. */
  unitOf(person: string, rounds: readonly Round[]): string {
    const sat = rounds.filter((round) => this.sittings(round).has(person));
    const own = sat.length > 0 ? sat : rounds.filter((round) => this.#facts.brought.get(round.id)?.has(person));
    const [last] = [...own].sort((one, other) => other.closesAt - one.closesAt);
    return (last && this.#facts.unitAt(last.id, person)) ?? '';
  }

  forgetTargets = (): void => this.#targets.clear();

  keyValue = (key: Key, rounds: readonly Round[], id: string, population: string): number | null =>
    this.#fold(key, rounds, id, population, key.order);

  meets(need: Need, rounds: readonly Round[], id: string, population: string): boolean {
    const value = this.#fold(need, rounds, id, population, need.min === undefined ? 'least' : 'most');
    return value !== null && value >= (need.min ?? -Infinity) && value <= (need.max ?? Infinity);
  }

  #fold(
    measure: Measure,
    own: readonly Round[],
    id: string,
    population: string,
    order: 'most' | 'least',
  ): number | null {
    const rounds = measure.over ? named(this.#rounds, measure.over) : own;
    const values: number[] = [];
    for (const round of rounds) {
      const value = this.read(measure, round, id, population);
      if (value !== null) values.push(value);
    }
    if (measure.fold === 'count') return values.filter((value) => value > 0).length;
    const wanted = measure.fold === 'only' ? 1 : measure.fold === 'sum' ? rounds.length : measure.best;
    if (values.length === 0 || (order === 'least' && values.length < wanted)) return null;
    values.sort((one, other) => (order === 'most' ? other - one : one - other));
    return values.slice(0, wanted).reduce((sum, value) => sum + value, 0);
  }

  read(
    measure: Pick<Measure, 'metric' | 'level' | 'show' | 'column'>,
    round: Round,
    id: string,
    population: string,
  ): number | null {
    const sitting = this.sittings(round).get(id);
    const counted = sitting?.counted ?? null;
    const mark = counted && markOf(counted, this.#facts.epoch);
    const numbers = (source: string) => this.#facts.numbers.get(`${round.id}/${source}`)?.get(id) ?? null;
    switch (measure.metric) {
      case 'points': {
        const shows = round.parts.map((part) => (part.kind === 'show' ? numbers(`points/${part.id}`) : null));
        const known = [mark?.points ?? null, ...shows].filter((each) => each !== null);
        return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
      }
      case 'right':
        return mark && (measure.level === undefined ? mark.right : (mark.rightByLevel?.[measure.level] ?? 0));
      case 'wrong':
        return mark?.wrong ?? null;
      case 'allRight':
        return mark && (isPerfect(mark) ? 1 : 0);
      case 'elapsed':
        return counted && elapsedOf(counted, round.time);
      case 'submittedAt':
        return counted?.submittedAt ?? null;
      case 'startedAt':
        return counted?.startedAt ?? null;
      case 'registeredAt':
        return this.#facts.people.get(id)?.registeredAt ?? null;
      case 'attempts':
        return sitting?.attempts ?? null;
      case 'perfectAttempts':
        return sitting?.perfect ?? null;
      case 'place':
        return numbers(`place/${measure.show ?? ''}`);
      case 'column':
        return numbers(`column/${measure.column ?? ''}`);
      case 'predictionError': {
        const guess = this.#facts.predictions.get(round.id)?.get(id) ?? null;
        const target = this.target(round, population);
        return guess === null || target === null ? null : Math.abs(guess - target);
      }
      default:
        return null;
    }
  }

  /** What people had to guess in a round; null: the round asks for no prediction. */
  target(round: Round, own: string): number | null {
    const part = partOf(round, 'prediction');
    if (!part) return null;
    const population = part.population === 'own' ? own : part.population;
    const key = `${round.id}/${population}`;
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    let target = 0;
    for (const [person, sitting] of this.sittings(round, part.basis === 'as-closed')) {
      if (!this.#belonging.hasPerson(population, person, sitting.bits)) continue;
      if (part.of === 'attempts') target += sitting.attempts;
      else if (part.of === 'participants' || sitting.perfect > 0) target += 1;
    }
    this.#targets.set(key, target);
    return target;
  }
}
