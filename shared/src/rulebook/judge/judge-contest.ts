import { assert } from '../../rules/assert.ts';
import type { Award } from '../model/award.ts';
import type { Population, Qualified } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Standing } from '../model/standing.ts';
import { Membership } from './belong.ts';
import { Calendar, type DuePeriod } from './calendar.ts';
import { Caps } from './cap.ts';
import { expandRounds, type OpenRound, roundsNamed } from './expand-rounds.ts';
import type { Facts, UnitRow } from './facts.ts';
import { type Given, givePrizes } from './give-prizes.ts';
import { IndexedFacts } from './index-facts.ts';
import { Measuring } from './measure.ts';
import { type QualifiedList, qualifyFrom } from './qualify.ts';
import { applyOrders, type Place, rankByValues } from './rank.ts';
import { isVoidWithoutPrediction } from './sit-round.ts';
import { type LeftOut, standUnits, type UnitArithmetic, type UnitGroup } from './stand-units.ts';
import { dayOf } from './zoned-time.ts';

/** One standing as it is drawn up: a list for each period, and for each group of units. */
export type List = {
  id: string;
  standing: string;
  /** The round, day, week or month that it is about; null: all of the standing's rounds. */
  period: string | null;
  group: UnitGroup | null;
  rounds: readonly OpenRound[];
  places: readonly Place[];
  leftOut: readonly LeftOut[];
  /** Of units that stand by a formula. */
  arithmetic?: ReadonlyMap<string, UnitArithmetic>;
};

export type AwardResult = Given & { id: string; award: string; list: List; taken: number };

/**
 * The whole contest out of its rulebook and the facts: lists of every standing, and awards in the order of the rules, which is
 * the order in which their rounds close, then the order in which the rulebook names them.
 *
 * Source  SPEC M10 to M15.
 */
export function judgeContest(rulebook: Rulebook, facts: Facts): { lists: List[]; awards: AwardResult[] } {
  const judge = new Judge(rulebook, new IndexedFacts(facts));
  const awards = judge.decideAwards();
  return { lists: rulebook.standings.flatMap(({ id }) => judge.listsOf(id)), awards };
}

/** The list's own name, with the award in the place of the standing. */
const resultId = (award: Award, list: List): string => `${award.id}${list.id.slice(award.from.length)}`;

const nobody: ReadonlySet<string> = new Set();

export class Judge {
  readonly rounds: readonly OpenRound[];
  readonly membership: Membership;
  readonly measuring: Measuring;
  readonly #rulebook: Rulebook;
  readonly #facts: IndexedFacts;
  readonly #calendar: Calendar;
  /** What follows from the awards decided so far; all of it begins anew with them. */
  readonly #awards: AwardResult[] = [];
  readonly #winners = new Map<string, Set<string>>();
  readonly #lists = new Map<string, List[]>();
  readonly #qualified = new Map<string, QualifiedList>();

  /** `rounds` as they were really held: one may have been closed early, or extended. */
  constructor(rulebook: Rulebook, facts: IndexedFacts, rounds: readonly OpenRound[] = expandRounds(rulebook)) {
    this.#rulebook = rulebook;
    this.#facts = facts;
    this.rounds = rounds;
    this.#calendar = new Calendar(rulebook);
    this.membership = new Membership(rulebook, facts, {
      qualified: (population, condition) => this.qualified(population, condition).ids,
      winners: (award) => this.#winners.get(award) ?? nobody,
    });
    this.measuring = new Measuring(this.rounds, facts, this.membership);
  }

  /** The lists of one standing. */
  listsOf(id: string): List[] {
    const known = this.#lists.get(id);
    if (known) return known;
    const standing = this.#standing(id);
    const lists = this.#calendar
      .periodsOf(standing)
      .flatMap((period) => this.#draw(standing, period.id, roundsNamed(this.rounds, period.roundIds)));
    this.#lists.set(id, lists);
    return lists;
  }

  #draw(standing: Standing, period: string | null, rounds: readonly OpenRound[]): List[] {
    const id = period === null ? standing.id : `${standing.id}@${period}`;
    const head = { id, standing: standing.id, period, group: null, rounds, leftOut: [] };
    // An order names its list, or of lists in groups the standing with its period.
    const ordersOf = (own: string) => this.#facts.all.orders.filter(({ list }) => list === id || list === own);
    const orders = ordersOf(id);
    const { by } = standing;
    switch (by.kind) {
      case 'committee': {
        const order = orders[0]?.ids ?? [];
        return [
          { ...head, places: order.map((each, at) => ({ id: each, rank: at + 1, decidedBy: 'order', values: [] })) },
        ];
      }
      case 'keys': {
        const rows = this.#candidates(standing, rounds).map((each) => ({
          id: each,
          values: by.keys.map((key) => this.measuring.keyValue(key, rounds, each, standing.population)),
        }));
        const places = rankByValues(
          rows,
          by.keys.map(({ order }) => order),
        );
        return [{ ...head, places: applyOrders(places, orders) }];
      }
      case 'formula': {
        const units = this.#competing(standing.population, rounds);
        const source = { facts: this.#facts, membership: this.membership, rounds, won: this.#wonIn(rounds) };
        const { lists, leftOut } = standUnits(by, units, source);
        return lists.map(({ group, places, arithmetic }) => {
          const name = [group.level, group.block, group.from].filter((part) => part !== null).join('/');
          const own = name === '' ? id : `${id}/${name}`;
          return { ...head, id: own, group, leftOut, arithmetic, places: applyOrders(places, ordersOf(own)) };
        });
      }
    }
  }

  /** Units of the population that exist while these rounds run, and are more than a heading. */
  #competing(population: string, rounds: readonly OpenRound[]): UnitRow[] {
    const { timezone } = this.#rulebook.locale;
    const first = dayOf(Math.min(...rounds.map(({ opensAtMs }) => opensAtMs)), timezone);
    const last = dayOf(Math.max(...rounds.map(({ closesAtMs }) => closesAtMs)) - 1, timezone); // the close itself is after the round
    return [...this.#facts.units.values()].filter(
      ({ code, heading = false, validFrom = null, validTo = null }) =>
        !heading &&
        (validFrom ?? last) <= last &&
        (validTo ?? first) >= first &&
        this.membership.hasUnit(population, code),
    );
  }

  /** Who has any number in these rounds, belongs to the population and meets the needs. */
  #candidates({ population, needs }: Standing, rounds: readonly OpenRound[]): string[] {
    const isOfUnits = this.#rulebook.populations.find(({ id }) => id === population)?.of === 'units';
    const moments = new Map<string, { atMs: number; ageAtMs: number }>();
    for (const round of rounds) {
      const fallback = { atMs: round.closesAtMs - 1, ageAtMs: round.opensAtMs };
      for (const id of this.#facts.broughtIn(round)) moments.set(id, fallback);
      const voids = isVoidWithoutPrediction(round) ? this.#facts.predictions(round.id) : null;
      for (const [id, sitting] of this.#facts.sittings(round)) {
        if (sitting.counted === null || voids?.has(id) === false) continue;
        moments.set(id, { atMs: sitting.atMs, ageAtMs: round.opensAtMs });
      }
    }
    return [...moments]
      .filter(([id, moment]) =>
        isOfUnits ? this.membership.hasUnit(population, id) : this.membership.hasPerson(population, id, moment),
      )
      .map(([id]) => id)
      .filter((id) => needs.every((need) => this.measuring.meets(need, rounds, id, population)));
  }

  /** Who is qualified, and the equals at the edge who wait for a decision. Source: SPEC M14. */
  qualified(population: Population, condition: Qualified): QualifiedList {
    const key = JSON.stringify([population.id, condition]);
    const known = this.#qualified.get(key);
    if (known) return known;
    const found = this.#qualify(population, condition);
    this.#qualified.set(key, found);
    return found;
  }

  #qualify(population: Population, condition: Qualified): QualifiedList {
    const declined = new Set(
      this.#facts.all.declined.filter((each) => each.population === population.id).map(({ id }) => id),
    );
    const found: QualifiedList = { ids: new Set(), undecided: [] };
    for (const list of this.listsOf(condition.standing)) {
      const places = list.places
        .filter(({ id }) => !declined.has(id))
        .map(({ id, rank }) => ({
          ...{ id, rank, unit: this.#facts.people.has(id) ? this.#facts.unitOf(id, list.rounds) : id },
        }));
      const { ids, undecided } = qualifyFrom(condition, places, this.#facts.units);
      for (const id of ids) found.ids.add(id);
      found.undecided.push(...undecided);
    }
    return found;
  }

  /** All awards in the order of the rules; or those of people alone that are due once a round has closed. Source: SPEC M15. */
  decideAwards(upTo: string | null = null): AwardResult[] {
    const caps = new Caps(this.#rulebook);
    do {
      this.#forget();
      caps.begin();
      for (const { award, period } of this.#calendar.awards()) {
        if (upTo !== null && this.#calendar.isAfter(period.dueAt, upTo)) break;
        if (upTo !== null && this.#isOfUnits(award)) continue;
        for (const result of this.#resultsOf(award, period, caps)) {
          const { list } = result;
          this.#awards.push(result);
          this.#winners.set(award.id, new Set([...(this.#winners.get(award.id) ?? []), ...result.won.keys()]));
          caps.note(award, list.period, result.won);
        }
      }
    } while (caps.barLower());
    return [...this.#awards];
  }

  /** What was decided before stands as it is, and no list of it is drawn up. */
  #resultsOf(award: Award, period: DuePeriod, caps: Caps): AwardResult[] {
    const standing = this.#standing(award.from);
    const id = period.id === null ? standing.id : `${standing.id}@${period.id}`;
    const rounds = roundsNamed(this.rounds, period.roundIds);
    const list: List = { id, standing: standing.id, period: period.id, group: null, rounds, places: [], leftOut: [] };
    const known = this.#facts.decided.find((each) => each.award === resultId(award, list));
    if (known) {
      const won = new Map(known.won.map(({ id: winner, prize }) => [winner, prize]));
      return [{ won, undecided: [], toDraw: null, id: known.award, award: award.id, list, taken: 0 }];
    }
    const lists = this.listsOf(award.from).filter((each) => each.period === period.id);
    return lists.map((each) => this.#decide(award, each, caps));
  }

  #isOfUnits({ from }: Award): boolean {
    const { population } = this.#standing(from);
    return this.#rulebook.populations.find(({ id }) => id === population)?.of === 'units';
  }

  #forget(): void {
    this.#awards.length = 0;
    for (const derived of [this.#winners, this.#lists, this.#qualified]) derived.clear();
    this.measuring.forgetTargets();
  }

  #decide(award: Award, list: List, caps: Caps): AwardResult {
    const standing = this.#standing(award.from);
    const meets = (id: string, needs: Award['needs']) =>
      needs.every((need) => this.measuring.meets(need, list.rounds, id, standing.population));
    const places = list.places.filter(({ id }) => meets(id, award.needs));
    const counts = award.prizes.map(({ count }) =>
      award.take.kind === 'share' ? Math.floor(places.length * award.take.share + 1e-9) : (count ?? places.length),
    );
    const { left, taken } = caps.cut(award, list.period, counts, () => this.#participants(list.rounds));
    const id = resultId(award, list);
    const lots = this.#facts.all.lots.find((each) => each.award === id)?.ids ?? null;
    const given = givePrizes({
      ...{ take: award.take, places, counts: left, ties: standing.ties, lots },
      mayWin: (who, prize) => caps.mayWin(award, list.period, who) && meets(who, award.prizes[prize]?.needs ?? []),
    });
    // An order is about all who share the rank, also those who may not have this prize.
    const undecided = given.undecided.map((each) => {
      const rank = list.places.find((place) => place.id === each.ids[0])?.rank;
      return { ...each, ids: list.places.filter((place) => place.rank === rank).map((place) => place.id) };
    });
    return { ...given, undecided, id, award: award.id, list, taken };
  }

  #participants(rounds: readonly OpenRound[]): number {
    return new Set(rounds.flatMap((round) => [...this.#facts.sittings(round).keys()])).size;
  }

  /** Prizes decided so far that rest on these rounds alone. */
  #wonIn(rounds: readonly OpenRound[]): ReadonlyMap<string, { prizes: number; points: number }> {
    const won = new Map<string, { prizes: number; points: number }>();
    for (const { award, list, won: winners } of this.#awards) {
      if (!list.rounds.every((round) => rounds.includes(round))) continue;
      const prizes = this.#rulebook.awards.find(({ id }) => id === award)?.prizes ?? [];
      for (const [id, prize] of winners) {
        const before = won.get(id) ?? { prizes: 0, points: 0 };
        won.set(id, { prizes: before.prizes + 1, points: before.points + (prizes[prize]?.points ?? 0) });
      }
    }
    return won;
  }

  #standing(id: string): Standing {
    const standing = this.#rulebook.standings.find((each) => each.id === id);
    assert(standing !== undefined, `the standing ${id} was checked`);
    return standing;
  }
}
