import type { OpenRound } from './expand-rounds.ts';
import type { AttemptFacts, Decided, DecidedFacts, Facts, PersonFacts, UnitRow } from './facts.ts';
import { type Sitting, sitRound } from './sit-round.ts';

type Numbers = ReadonlyMap<string, number>;
const nothing: Numbers = new Map();

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const own = lists.get(key);
  if (own) own.push(value);
  else lists.set(key, [value]);
}

/** What a person had stated by an instant; before the first statement, the first. */
export const statedBy = ({ profile }: PersonFacts, atMs: number): PersonFacts['profile'][number] | undefined =>
  profile.findLast(({ fromMs }) => fromMs <= atMs) ?? profile[0];

/** The facts by what is looked for, each worked out once. */
export class IndexedFacts {
  readonly all: Facts;
  readonly decided: Decided;
  readonly people: ReadonlyMap<string, PersonFacts>;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly #attempts = new Map<string, AttemptFacts[]>();
  readonly #atClose: Map<string, AttemptFacts[]>;
  readonly #sittings = new Map<string, ReadonlyMap<string, Sitting>>();
  readonly #brought = new Map<string, ReadonlySet<string>>();
  /** By round and source, such as `column/essay`: a number for each person or unit. */
  readonly #numbers = new Map<string, Map<string, number>>();

  constructor(facts: DecidedFacts, decided: Decided = []) {
    this.all = facts;
    this.decided = decided;
    this.people = new Map(facts.people.map((person) => [person.id, person]));
    this.units = new Map(facts.units.map((unit) => [unit.code, unit]));
    for (const attempt of facts.attempts) addTo(this.#attempts, attempt.roundId, attempt);
    this.#atClose = facts.attemptsAtClose ? new Map() : this.#attempts;
    for (const attempt of facts.attemptsAtClose ?? []) addTo(this.#atClose, attempt.roundId, attempt);
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
    const sittings = sitRound(round, (asClosed ? this.#atClose : this.#attempts).get(round.id) ?? [], asClosed);
    this.#sittings.set(key, sittings);
    return sittings;
  }

  /** The unit of a person at the close of the last of these rounds that they sat, else of one that a table or a show gives them a number in. SPEC M13. */
  unitOf(personId: string, rounds: readonly OpenRound[]): string {
    const person = this.people.get(personId);
    const sat = rounds.filter((round) => this.sittings(round).has(personId));
    const brought = sat.length > 0 ? [] : rounds.filter((round) => this.broughtIn(round).has(personId));
    const own = [sat, brought, rounds].find((each) => each.length > 0) ?? rounds;
    const closes = own.map(({ closesAtMs }) => closesAtMs);
    return (person && statedBy(person, Math.max(...closes) - 1)?.unit) ?? '';
  }

  /** Whom a show or a table of the round gives a number. */
  broughtIn(round: OpenRound): ReadonlySet<string> {
    const known = this.#brought.get(round.id);
    if (known) return known;
    const ids = round.parts.flatMap((part) => {
      if (part.kind === 'show') return [...this.places(round.id, part.id).keys()];
      if (part.kind !== 'table') return [];
      return part.columns.flatMap(({ id }) => [...this.columns(round.id, id).keys()]);
    });
    const brought = new Set(ids);
    this.#brought.set(round.id, brought);
    return brought;
  }

  columns = (roundId: string, column: string): Numbers => this.#numbers.get(`${roundId}/column/${column}`) ?? nothing;
  places = (roundId: string, show: string): Numbers => this.#numbers.get(`${roundId}/place/${show}`) ?? nothing;
  showPoints = (roundId: string, show: string): Numbers =>
    this.#numbers.get(`${roundId}/show-points/${show}`) ?? nothing;
  predictions = (roundId: string): Numbers => this.#numbers.get(`${roundId}/prediction`) ?? nothing;
}
