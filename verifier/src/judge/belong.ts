import { type Condition, countDigits, digitsOf, type Population, type Qualified, type Rulebook } from '../rulebook.ts';
import type { Facts, Unit } from './facts.ts';

export type Results = {
  qualified: (population: string, condition: Qualified) => ReadonlySet<string>;
  winners: (award: string) => ReadonlySet<string>;
};

/** Who belongs to a population: by the digits in the leaf of the counted submission, and by results. docs/proof.md, part 6. */
export class Belonging {
  readonly #populations: ReadonlyMap<string, Population>;
  readonly #starts: ReadonlyMap<string, number>;
  readonly #first: Population;
  readonly #units: ReadonlyMap<string, Unit>;
  readonly #lists: Facts['lists'];
  readonly #results: Results;

  constructor({ populations }: Rulebook, { units, lists }: Pick<Facts, 'units' | 'lists'>, results: Results) {
    this.#lists = lists;
    this.#populations = new Map(populations.map((each) => [each.id, each]));
    this.#starts = countDigits(populations);
    this.#first = populations[0]!;
    this.#units = units;
    this.#results = results;
  }

  isOfUnits = (id: string): boolean => this.#populations.get(id)?.of === 'units';

  hasPerson(id: string, person: string, bits: string): boolean {
    return this.#has(this.#first.id, person, bits) && (id === this.#first.id || this.#has(id, person, bits));
  }

  #has(id: string, person: string, bits: string): boolean {
    const population = this.#populations.get(id);
    if (!population) return false;
    return this.#meets(population, population.where, person, bits, { at: this.#starts.get(id) ?? 0 });
  }

  /** `digit` moves on by the conditions that were passed, also where the answer is known before the last of them. */
  #meets(of: Population, condition: Condition, person: string, bits: string, digit: { at: number }): boolean {
    switch (condition.kind) {
      case 'everybody':
        return true;
      case 'all':
      case 'any': {
        const each = condition.of.map((inner) => this.#meets(of, inner, person, bits, digit));
        return condition.kind === 'all' ? each.every(Boolean) : each.some(Boolean);
      }
      case 'not':
        return !this.#meets(of, condition.of, person, bits, digit);
      case 'population':
        return this.#has(condition.population, person, bits);
      case 'qualified':
        return this.#results.qualified(of.id, condition).has(person);
      case 'won':
        return this.#results.winners(condition.award).has(person);
      case 'roster':
        digit.at += digitsOf(condition);
        return this.#lists.get(condition.roster)?.has(person) ?? false;
      default: {
        const at = digit.at;
        digit.at += digitsOf(condition);
        return bits[at] === '1';
      }
    }
  }

  hasUnit(id: string, code: string): boolean {
    const population = this.#populations.get(id);
    const unit = this.#units.get(code);
    return population !== undefined && unit !== undefined && this.#unitMeets(population, population.where, unit);
  }

  #unitMeets(of: Population, condition: Condition, unit: Unit): boolean {
    switch (condition.kind) {
      case 'everybody':
        return true;
      case 'all':
        return condition.of.every((each) => this.#unitMeets(of, each, unit));
      case 'any':
        return condition.of.some((each) => this.#unitMeets(of, each, unit));
      case 'not':
        return !this.#unitMeets(of, condition.of, unit);
      case 'unit': {
        const { levels, blocks, codes } = condition;
        return (
          (levels?.includes(unit.level) ?? true) &&
          (blocks === undefined || (unit.block !== null && blocks.includes(unit.block))) &&
          (codes === undefined || above(unit, this.#units).some(({ code }) => codes.includes(code)))
        );
      }
      case 'population':
        return this.hasUnit(condition.population, unit.code);
      case 'qualified':
        return this.#results.qualified(of.id, condition).has(unit.code);
      case 'won':
        return this.#results.winners(condition.award).has(unit.code);
      default:
        return false;
    }
  }
}

/** The unit and what it is part of. */
export function above(unit: Unit, units: ReadonlyMap<string, Unit>): Unit[] {
  const all = [unit];
  for (let next = units.get(unit.parent ?? ''); next && !all.includes(next); next = units.get(next.parent ?? ''))
    all.push(next);
  return all;
}
