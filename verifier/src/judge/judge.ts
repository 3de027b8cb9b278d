import type { Award, Qualified, Rulebook, Standing } from '../rulebook.ts';
import { above, Belonging } from './belong.ts';
import type { Facts } from './facts.ts';
import { Measuring } from './measure.ts';
import { byRank, decideEquals, orderBy, type Place } from './order.ts';
import { CapLedger, givePrizes } from './prizes.ts';
import { listRounds, named, type Period, partOf, type Round, Timetable } from './rounds.ts';
import { standUnits } from './units.ts';

export type List = {
  id: string;
  standing: Standing;
  period: string | null;
  rounds: readonly Round[];
  places: Place[];
};
export type Result = {
  id: string;
  award: Award;
  list: List;
  won: ReadonlyMap<string, number>;
  undecided: number;
  toDraw: readonly string[] | null;
};

/** Lists and awards out of rulebook and facts. docs/proof.md, parts 6 to 9. */
export class Judge {
  readonly measuring: Measuring;
  readonly #book: Rulebook;
  readonly #facts: Facts;
  readonly #rounds: readonly Round[];
  readonly #timetable: Timetable;
  readonly #belonging: Belonging;
  readonly #results: Result[] = [];
  readonly #winners = new Map<string, Set<string>>();
  readonly #lists = new Map<string, List[]>();
  readonly #qualified = new Map<string, ReadonlySet<string>>();

  constructor(book: Rulebook, facts: Facts, closes: ReadonlyMap<string, number>) {
    this.#book = book;
    this.#facts = facts;
    this.#rounds = listRounds(book, closes);
    this.#timetable = new Timetable(book);
    this.#belonging = new Belonging(book, facts, {
      qualified: (population, condition) => this.#qualify(population, condition),
      winners: (award) => this.#winners.get(award) ?? new Set(),
    });
    this.measuring = new Measuring(facts, this.#rounds, this.#belonging);
  }

  listsOf(standing: Standing): List[] {
    const known = this.#lists.get(standing.id);
    if (known) return known;
    const lists = this.#timetable.periodsOf(standing).flatMap((period) => this.#draw(standing, period));
    this.#lists.set(standing.id, lists);
    return lists;
  }

  #draw(standing: Standing, { id: period, rounds: ids }: Period): List[] {
    const rounds = named(this.#rounds, ids);
    const id = period === null ? standing.id : `${standing.id}@${period}`;
    const ordersOf = (own: string) => this.#facts.orders.filter(({ list: named }) => named === id || named === own);
    const list = (own: string, places: Place[]): List => ({ id: own, standing, period, rounds, places });
    const { by } = standing;
    if (by.kind === 'committee')
      return [
        list(
          id,
          (ordersOf(id)[0]?.ids ?? []).map((each, at) => ({ id: each, rank: at + 1, values: [] })),
        ),
      ];
    if (by.kind === 'keys') {
      const rows = this.#candidates(standing, rounds).map((each) => ({
        id: each,
        values: by.keys.map((key) => this.measuring.keyValue(key, rounds, each, standing.population)),
      }));
      const places = orderBy(
        rows,
        by.keys.map(({ order }) => order),
      );
      return [list(id, decideEquals(places, ordersOf(id)))];
    }
    const units = [...this.#facts.units.values()].filter(({ code }) =>
      this.#belonging.hasUnit(standing.population, code),
    );
    const source = {
      facts: this.#facts,
      belonging: this.#belonging,
      measuring: this.measuring,
      rounds,
      won: this.#wonIn(rounds),
    };
    return standUnits(by, units, source).map(({ name, places }) => {
      const own = name === '' ? id : `${id}/${name}`;
      return list(own, decideEquals(places, ordersOf(own)));
    });
  }

  /** Whoever has a number in the rounds, belongs and meets the needs, by the last round that they sat. */
  #candidates({ population, needs }: Standing, rounds: readonly Round[]): string[] {
    const ofUnits = this.#belonging.isOfUnits(population);
    const digits = new Map<string, string>();
    for (const round of rounds) {
      for (const part of round.parts) {
        const sources =
          part.kind === 'show'
            ? [`place/${part.id}`]
            : part.kind === 'table'
              ? part.columns.map(({ id }) => `column/${id}`)
              : [];
        for (const source of sources)
          for (const id of this.#facts.numbers.get(`${round.id}/${source}`)?.keys() ?? []) {
            const bits = ofUnits ? '' : this.#facts.brought.get(round.id)?.get(id)?.bits;
            if (bits !== undefined) digits.set(id, bits);
          }
      }
      const needsGuess = partOf(round, 'prediction')?.missing === 'void';
      for (const [id, { counted, bits }] of this.measuring.sittings(round)) {
        if (counted === null || (needsGuess && !this.#facts.predictions.get(round.id)?.has(id))) continue;
        digits.set(id, bits);
      }
    }
    const found: string[] = [];
    for (const [id, bits] of digits) {
      const belongs = ofUnits
        ? this.#belonging.hasUnit(population, id)
        : this.#belonging.hasPerson(population, id, bits);
      if (belongs && needs.every((need) => this.measuring.meets(need, rounds, id, population))) found.push(id);
    }
    return found;
  }

  #qualify(population: string, condition: Qualified): ReadonlySet<string> {
    const key = JSON.stringify([population, condition]);
    const known = this.#qualified.get(key);
    if (known) return known;
    const standing = this.#book.standings.find(({ id }) => id === condition.standing)!;
    const declined = new Set(this.#facts.declined.filter((each) => each.population === population).map(({ id }) => id));
    const ids = new Set<string>();
    for (const list of this.listsOf(standing)) {
      const portions = new Map<string, Place[]>();
      for (const place of list.places) {
        if (declined.has(place.id)) continue;
        const name = condition.per === 'standing' ? '' : this.#portionOf(condition, place.id, list.rounds);
        if (name != null) portions.set(name, [...(portions.get(name) ?? []), place]);
      }
      for (const portion of portions.values()) {
        let left = condition.top;
        for (const group of byRank(portion)) {
          if (left <= 0) break;
          if (group.length <= left || condition.ties === 'all') for (const { id } of group) ids.add(id);
          left -= group.length;
        }
      }
    }
    this.#qualified.set(key, ids);
    return ids;
  }

  #portionOf({ per, level }: Qualified, id: string, rounds: readonly Round[]): string | null | undefined {
    const { units } = this.#facts;
    const unit = units.get(this.#facts.people.has(id) ? this.measuring.unitOf(id, rounds) : id);
    if (!unit) return undefined;
    if (per === 'block') return unit.block;
    return level === undefined ? unit.code : above(unit, units).find((each) => each.level === level)?.code;
  }

  /** All awards, or those of people that are due once a round has closed. */
  awards(upTo: string | null = null): readonly Result[] {
    const caps = new CapLedger(this.#book);
    const dated = this.#book.awards.flatMap((award) => {
      const standing = this.#book.standings.find(({ id }) => id === award.from);
      return standing ? this.#timetable.periodsOf(standing).map((period) => ({ award, standing, period })) : [];
    });
    const place = ({ period }: (typeof dated)[number]) => this.#timetable.placeOf(period.due);
    const order = [...dated.entries()].sort(([a, one], [b, other]) => place(one) - place(other) || a - b);
    do {
      this.#forget();
      caps.restart();
      for (const [, { award, standing, period }] of order) {
        if (upTo !== null && this.#timetable.placeOf(period.due) > this.#timetable.placeOf(upTo)) break;
        if (upTo !== null && this.#belonging.isOfUnits(standing.population)) continue;
        for (const list of this.listsOf(standing)) {
          if (list.period !== period.id) continue;
          const result = this.#give(award, standing, list, caps);
          this.#results.push(result);
          this.#winners.set(award.id, new Set([...(this.#winners.get(award.id) ?? []), ...result.won.keys()]));
          caps.note(award, list.period, result.won);
        }
      }
    } while (caps.barLower());
    return this.#results;
  }

  #forget(): void {
    this.#results.length = 0;
    this.#winners.clear();
    this.#lists.clear();
    this.#qualified.clear();
    this.measuring.forgetTargets();
  }

  #give(award: Award, standing: Standing, list: List, caps: CapLedger): Result {
    const id = `${award.id}${list.id.slice(award.from.length)}`;
    const decided = this.#facts.decided.get(id);
    if (decided) return { id, award, list, won: decided, undecided: 0, toDraw: null };
    const meets = (who: string, needs: Award['needs']) =>
      needs.every((need) => this.measuring.meets(need, list.rounds, who, standing.population));
    const places = list.places.filter((each) => meets(each.id, award.needs));
    const { take } = award;
    const counts = award.prizes.map(({ count }) =>
      take.kind === 'share' ? Math.floor(places.length * take.share + 1e-9) : (count ?? places.length),
    );
    const left = caps.leave(award, list.period, counts, () => this.#participants(list.rounds));
    const may = (who: string, prize: number) =>
      caps.mayWin(award, list.period, who) && meets(who, award.prizes[prize]?.needs ?? []);
    const lots = this.#facts.lots.find((each) => each.award === id)?.ids ?? null;
    return { id, award, list, ...givePrizes(take, places, left, standing.ties, may, lots) };
  }

  #participants(rounds: readonly Round[]): number {
    const people = new Set<string>();
    for (const round of rounds) for (const id of this.measuring.sittings(round).keys()) people.add(id);
    return people.size;
  }

  #wonIn(rounds: readonly Round[]): ReadonlyMap<string, { prizes: number; points: number }> {
    const won = new Map<string, { prizes: number; points: number }>();
    for (const { award, list, won: winners } of this.#results) {
      if (!list.rounds.every((round) => rounds.includes(round))) continue;
      for (const [id, prize] of winners) {
        const before = won.get(id) ?? { prizes: 0, points: 0 };
        won.set(id, { prizes: before.prizes + 1, points: before.points + (award.prizes[prize]?.points ?? 0) });
      }
    }
    return won;
  }

  /** The lists that are whole once a round has closed: by award that takes from them, or as they are. */
  due(round: string): { id: string; list: List; result: Result | null }[] {
    const results = this.awards(round);
    return this.#book.standings
      .filter(({ population }) => !this.#belonging.isOfUnits(population))
      .flatMap((standing) => {
        const due = this.#timetable.periodsOf(standing).filter((period) => period.due === round);
        if (due.length === 0) return [];
        return this.listsOf(standing)
          .filter(({ period }) => due.some(({ id }) => id === period))
          .flatMap((list): { id: string; list: List; result: Result | null }[] => {
            const own = results.filter((each) => each.list.id === list.id);
            return own.length === 0
              ? [{ id: list.id, list, result: null }]
              : own.map((result) => ({ id: result.id, list, result }));
          });
      });
  }
}
