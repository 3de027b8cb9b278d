import { assert } from '../../rules/assert.ts';
import type { Award } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Standing } from '../model/standing.ts';
import { expandRounds, type OpenRound, roundsNamed } from './expand-rounds.ts';
import { periodsOf } from './periods.ts';

export type DuePeriod = {
  id: string | null;
  roundIds: readonly string[];
  /** The round with whose close the period's lists are whole. */
  dueAt: string;
};

/**
 * What is drawn up and decided when, by the rulebook's own times: a round that is closed early or extended changes no order.
 *
 * Source  SPEC M15.
 */
export class Calendar {
  readonly #rulebook: Rulebook;
  readonly #rounds: readonly OpenRound[];
  /** Rounds by their close; those that close together as the rulebook names them. */
  readonly #order: ReadonlyMap<string, number>;

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
    this.#rounds = expandRounds(rulebook);
    const byClose = this.#rounds.toSorted((one, other) => one.closesAtMs - other.closesAtMs);
    this.#order = new Map(byClose.map(({ id }, at) => [id, at]));
  }

  isAfter = (one: string, other: string): boolean => this.#placeOf(one) > this.#placeOf(other);

  periodsOf(standing: Standing): DuePeriod[] {
    const rounds = roundsNamed(this.#rounds, standing.over);
    return periodsOf(standing, rounds, this.#rulebook.locale.timezone).map((period) => {
      const roundIds = period.rounds.map(({ id }) => id);
      const [dueAt] = roundIds.toSorted((one, other) => this.#placeOf(other) - this.#placeOf(one));
      assert(dueAt !== undefined, 'a period has rounds');
      return { id: period.id, roundIds, dueAt };
    });
  }

  /** Every award with each of its periods: by the round that makes it due, then as the rulebook names the awards. */
  awards(): { award: Award; period: DuePeriod }[] {
    const dated = this.#rulebook.awards.flatMap((award) => {
      const standing = this.#rulebook.standings.find(({ id }) => id === award.from);
      return standing ? this.periodsOf(standing).map((period) => ({ award, period })) : [];
    });
    return dated.toSorted((one, other) => this.#placeOf(one.period.dueAt) - this.#placeOf(other.period.dueAt));
  }

  #placeOf(roundId: string): number {
    const place = this.#order.get(roundId);
    assert(place !== undefined, `the round ${roundId} was checked`);
    return place;
  }
}
