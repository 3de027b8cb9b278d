import { assert } from '../../rules/assert.ts';
import type { Condition, Population, Qualified } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { PersonFacts, UnitRow } from './facts.ts';
import { type IndexedFacts, statedBy } from './index-facts.ts';
import { dayOf } from './zoned-time.ts';

/** When somebody is looked at: what they stated by then, and how old they were. */
export type Moment = { atMs: number; ageAtMs: number };

/** Whom and what units it looks at. */
export type Known = Pick<IndexedFacts, 'people' | 'units'>;

/** What populations take from results. */
export type Results = {
  qualified: (population: Population, condition: Qualified) => ReadonlySet<string>;
  winners: (award: string) => ReadonlySet<string>;
};

/**
 * Who belongs to a rulebook's populations. Nobody is in a population of people who is not in the first one.
 *
 * Source  SPEC M4.
 */
export class Membership {
  readonly #populations: ReadonlyMap<string, Population>;
  readonly #first: Population;
  readonly #timezone: string;
  readonly #facts: Known;
  readonly #results: Results;
  readonly #days = new Map<number, string>();

  constructor({ populations, locale }: Pick<Rulebook, 'populations' | 'locale'>, facts: Known, results: Results) {
    const [first] = populations;
    assert(first !== undefined, 'a rulebook has populations');
    this.#first = first;
    this.#populations = new Map(populations.map((population) => [population.id, population]));
    this.#timezone = locale.timezone;
    this.#facts = facts;
    this.#results = results;
  }

  hasPerson(id: string, personId: string, moment: Moment): boolean {
    const person = this.#facts.people.get(personId);
    if (!person) return false;
    const population = this.#find(id);
    if (!this.#meets(this.#first, this.#first.where, person, moment)) return false;
    return population === this.#first || this.#meets(population, population.where, person, moment);
  }

  hasUnit(id: string, code: string): boolean {
    const population = this.#find(id);
    const unit = this.#facts.units.get(code);
    return unit !== undefined && this.#unitMeets(population, population.where, unit);
  }

  #find(id: string): Population {
    const population = this.#populations.get(id);
    assert(population !== undefined, `the population ${id} was checked`);
    return population;
  }

  #meets(of: Population, condition: Condition, person: PersonFacts, moment: Moment): boolean {
    switch (condition.kind) {
      case 'everybody':
        return true;
      case 'all':
        return condition.of.every((each) => this.#meets(of, each, person, moment));
      case 'any':
        return condition.of.some((each) => this.#meets(of, each, person, moment));
      case 'not':
        return !this.#meets(of, condition.of, person, moment);
      case 'field':
        return condition.in.includes(String(statedBy(person, moment.atMs)?.fields[condition.field] ?? ''));
      case 'number':
        return isWithin(statedBy(person, moment.atMs)?.fields[condition.field], condition);
      case 'age':
        return isWithin(this.#ageOf(person, moment.ageAtMs), condition);
      case 'unit': {
        const unit = this.#facts.units.get(statedBy(person, moment.atMs)?.unit ?? '');
        return unit !== undefined && fitsUnit(condition, unit, this.#facts.units);
      }
      case 'roster':
        return person.rosters.includes(condition.roster);
      case 'role':
        return condition.in.some((role) => person.roles.includes(role));
      case 'population': {
        const named = this.#find(condition.population);
        return this.#meets(named, named.where, person, moment);
      }
      case 'qualified':
        return this.#results.qualified(of, condition).has(person.id);
      case 'won':
        return this.#results.winners(condition.award).has(person.id);
    }
  }

  #unitMeets(of: Population, condition: Condition, unit: UnitRow): boolean {
    switch (condition.kind) {
      case 'everybody':
        return true;
      case 'all':
        return condition.of.every((each) => this.#unitMeets(of, each, unit));
      case 'any':
        return condition.of.some((each) => this.#unitMeets(of, each, unit));
      case 'not':
        return !this.#unitMeets(of, condition.of, unit);
      case 'unit':
        return fitsUnit(condition, unit, this.#facts.units);
      case 'population':
        return this.hasUnit(condition.population, unit.code);
      case 'qualified':
        return this.#results.qualified(of, condition).has(unit.code);
      case 'won':
        return this.#results.winners(condition.award).has(unit.code);
      case 'field':
      case 'number':
      case 'age':
      case 'roster':
      case 'role':
        return false; // only of people; checked before
    }
  }

  #ageOf({ birthDate }: PersonFacts, atMs: number): number | undefined {
    if (birthDate === null) return undefined;
    const today = this.#days.get(atMs) ?? dayOf(atMs, this.#timezone);
    this.#days.set(atMs, today); // everybody of a round is looked at on the same day
    const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
    return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
  }
}

function isWithin(
  value: string | number | undefined,
  { min, max }: { min?: number | undefined; max?: number | undefined },
) {
  return typeof value === 'number' && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

function fitsUnit(
  { levels, blocks, codes }: Extract<Condition, { kind: 'unit' }>,
  unit: UnitRow,
  units: ReadonlyMap<string, UnitRow>,
): boolean {
  return (
    (levels?.includes(unit.level) ?? true) &&
    (blocks?.some((block) => block === unit.block) ?? true) &&
    (codes === undefined || ancestorsOf(unit, units).some(({ code }) => codes.includes(code)))
  );
}

/** The unit itself, then what it is part of, up to the top. */
export function ancestorsOf(unit: UnitRow, units: ReadonlyMap<string, UnitRow>): UnitRow[] {
  const ancestors: UnitRow[] = [];
  for (let at: UnitRow | undefined = unit; at && !ancestors.includes(at); at = units.get(at.parent ?? '')) {
    ancestors.push(at);
  }
  return ancestors;
}
