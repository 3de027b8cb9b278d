import type { OpenRound } from './expand-rounds.ts';
import type { AttemptFacts, Decided, Facts, PersonFacts, UnitRow } from './facts.ts';
import { type Sitting, sitRound } from './sit-round.ts';

type Numbers = ReadonlyMap<string, number>;
const nothing: Numbers = new Map();

/** The facts by what is looked for, each worked out once. */
export class IndexedFacts {
  readonly all: Facts;
  readonly decided: Decided;
  readonly people: ReadonlyMap<string, PersonFacts>;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly #attempts = new Map<string, AttemptFacts[]>();
  readonly #sittings = new Map<string, ReadonlyMap<string, Sitting>>();
  /** By round and source, such as `column/essay`: a number for each person or unit. */
  readonly #numbers = new Map<string, Map<string, number>>();

  constructor(facts: Facts, decided: Decided = []) {
    this.all = facts;
    this.decided = decided;
    this.people = new Map(facts.people.map((person) => [person.id, person]));
    this.units = new Map(facts.units.map((unit) => [unit.code, unit]));
    for (const attempt of facts.attempts) {
      const own = this.#attempts.get(attempt.roundId);
      if (own) own.push(attempt);
      else this.#attempts.set(attempt.roundId, [attempt]);
    }
    const signed = facts.tables.toSorted((one, other) => one.signedAtMs - other.signedAtMs); // the last one stays
    for (const { roundId, column, subject, value } of signed) this.#put(roundId, `column/${column}`, subject, value);
    for (const { roundId, showId, personId, place, points } of facts.shows) {
      this.#put(roundId, `place/${showId}`, personId, place);
      this.#put(roundId, `show-points/${showId}`, personId, points);
    }
    for (const { roundId, personId, value } of facts.predictions) this.#put(roundId, 'prediction', personId, value);
  }

  #put(roundId: string, source: string, subject: string, value: number): void {
    const key = `${roundId}/${source}`;
    const own = this.#numbers.get(key) ?? new Map<string, number>();
    this.#numbers.set(key, own.set(subject, value));
  }

  /** Everybody's sitting of a round, as it stands or as it stood at the close. */
  sittings(round: OpenRound, asClosed = false): ReadonlyMap<string, Sitting> {
    const key = `${round.id}/${asClosed}`;
    const known = this.#sittings.get(key);
    if (known) return known;
    const sittings = sitRound(round, this.#attempts.get(round.id) ?? [], asClosed);
    this.#sittings.set(key, sittings);
    return sittings;
  }

  columns = (roundId: string, column: string): Numbers => this.#numbers.get(`${roundId}/column/${column}`) ?? nothing;
  places = (roundId: string, show: string): Numbers => this.#numbers.get(`${roundId}/place/${show}`) ?? nothing;
  showPoints = (roundId: string, show: string): Numbers =>
    this.#numbers.get(`${roundId}/show-points/${show}`) ?? nothing;
  predictions = (roundId: string): Numbers => this.#numbers.get(`${roundId}/prediction`) ?? nothing;
}
