import type { Award } from '../model/award.ts';
import type { Condition } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Measure, Standing } from '../model/standing.ts';
import { expandRounds, type OpenRound } from './expand-rounds.ts';
import type { AttemptFacts, Facts, PersonFacts } from './facts.ts';

/**
 * The slow, obvious reading of a rulebook for tests: loops over everybody for every question, nothing stored, nothing sorted.
 * Of people alone; units by formula have tests of their own.
 */
export type Reference = Record<string, { won: Record<string, number>; undecided: string[][]; toDraw: string[] | null }>;

export class PlainReading {
  readonly rulebook: Rulebook;
  readonly facts: Facts;
  readonly rounds: OpenRound[];
  won: { award: string; list: string; period: string | null; id: string; prize: number }[] = [];

  constructor(rulebook: Rulebook, facts: Facts) {
    this.rulebook = rulebook;
    this.facts = facts;
    this.rounds = expandRounds(rulebook);
  }

  roundsOf = (ids: readonly string[]): OpenRound[] =>
    this.rounds.filter((round) => ids.includes(round.id) || ids.includes(String(round.series)));

  countedOf(person: string, round: OpenRound, asClosed = false): AttemptFacts | null {
    let best: AttemptFacts | null = null;
    for (const attempt of this.attemptsOf(person, round, asClosed)) {
      if (round.counted.completeOnly && attempt.blank > 0) continue;
      if (best === null || this.isBetter(attempt, best, round)) best = attempt;
    }
    return best;
  }

  isBetter(one: AttemptFacts, other: AttemptFacts, round: OpenRound): boolean {
    for (const { metric, order } of round.counted.by) {
      const [a, b] = [one, other].map((attempt) => {
        if (metric === 'elapsed') return Math.floor(attempt.elapsedMs / 1000);
        if (metric === 'allRight') return attempt.wrong + attempt.blank === 0 ? 1 : 0;
        if (metric === 'submittedAt') return attempt.submittedAtMs;
        if (metric === 'startedAt') return attempt.startedAtMs;
        return attempt[metric];
      }) as [number, number];
      if (a !== b) return order === 'most' ? a > b : a < b;
    }
    return one.ordinal < other.ordinal;
  }

  attemptsOf = (person: string, round: OpenRound, asClosed = false): AttemptFacts[] =>
    this.facts.attempts.filter(({ personId, roundId, voidedAtMs }) => {
      if (personId !== person || roundId !== round.id) return false;
      return voidedAtMs === null || (asClosed && voidedAtMs >= round.closesAtMs);
    });

  /** When a person is looked at in a round. */
  momentOf(person: string, round: OpenRound, asClosed = false): number {
    const counted = this.countedOf(person, round, asClosed);
    if (counted) return counted.submittedAtMs;
    let last = Number.NEGATIVE_INFINITY;
    for (const { submittedAtMs } of this.attemptsOf(person, round, asClosed)) last = Math.max(last, submittedAtMs);
    return last;
  }

  isIn(population: string, person: PersonFacts, atMs: number): boolean {
    const [first] = this.rulebook.populations;
    const named = this.rulebook.populations.find(({ id }) => id === population);
    return this.meets(first!.where, first!.id, person, atMs) && this.meets(named!.where, named!.id, person, atMs);
  }

  meets(condition: Condition, of: string, person: PersonFacts, atMs: number): boolean {
    const stated = person.profile.filter(({ fromMs }) => fromMs <= atMs).at(-1) ?? person.profile[0];
    if (condition.kind === 'everybody') return true;
    if (condition.kind === 'all') return condition.of.every((each) => this.meets(each, of, person, atMs));
    if (condition.kind === 'any') return condition.of.some((each) => this.meets(each, of, person, atMs));
    if (condition.kind === 'not') return !this.meets(condition.of, of, person, atMs);
    if (condition.kind === 'field') return condition.in.some((choice) => stated?.fields[condition.field] === choice);
    if (condition.kind === 'role') return person.roles.some((role) => condition.in.includes(role));
    if (condition.kind === 'roster') return person.rosters.includes(condition.roster);
    if (condition.kind === 'won')
      return this.won.some((each) => each.award === condition.award && each.id === person.id);
    if (condition.kind !== 'qualified') throw new Error(condition.kind);
    // One after another down the standing: whoever is willing takes a place while there is one.
    const declined = this.facts.declined.filter((each) => each.population === of).map(({ id }) => id);
    for (const { ranks } of this.listsOf(condition.standing)) {
      const willing = [...ranks].filter(([id]) => !declined.includes(id));
      const mine = ranks.get(person.id);
      if (mine === undefined || declined.includes(person.id)) continue;
      const ahead = willing.filter(([, rank]) => rank < mine).length;
      const equal = willing.filter(([, rank]) => rank === mine).length;
      if (condition.ties === 'all' ? ahead < condition.top : ahead + equal <= condition.top) return true;
    }
    return false;
  }

  numberOf(measure: Measure, round: OpenRound, person: PersonFacts, population: string): number | null {
    const counted = this.countedOf(person.id, round);
    const attempts = this.attemptsOf(person.id, round);
    switch (measure.metric) {
      case 'registeredAt':
        return person.registeredAtMs;
      case 'column': {
        let value: number | null = null;
        let signed = Number.NEGATIVE_INFINITY;
        for (const row of this.facts.tables) {
          if (row.roundId !== round.id || row.column !== measure.column || row.subject !== person.id) continue;
          if (row.signedAtMs >= signed) [value, signed] = [row.value, row.signedAtMs];
        }
        return value;
      }
      case 'attempts':
        return attempts.length === 0 ? null : attempts.length;
      case 'perfectAttempts':
        return attempts.length === 0 ? null : attempts.filter(({ wrong, blank }) => wrong + blank === 0).length;
      case 'predictionError':
        return this.errorOf(round, person, population);
      case 'place':
        return null;
      default: {
        if (counted === null) return null;
        const { points, right, wrong, blank, submittedAtMs: submittedAt, startedAtMs: startedAt } = counted;
        const elapsed = Math.floor(counted.elapsedMs / 1000) * 1000;
        return { points, right, wrong, allRight: wrong + blank === 0 ? 1 : 0, elapsed, submittedAt, startedAt }[
          measure.metric
        ];
      }
    }
  }

  errorOf(round: OpenRound, person: PersonFacts, population: string): number | null {
    const part = round.parts.find(({ kind }) => kind === 'prediction');
    const guess = this.facts.predictions.find((each) => each.roundId === round.id && each.personId === person.id);
    if (part?.kind !== 'prediction' || !guess) return null;
    const whose = part.population === 'own' ? population : part.population;
    const asClosed = part.basis === 'as-closed';
    let target = 0;
    for (const each of this.facts.people) {
      const attempts = this.attemptsOf(each.id, round, asClosed);
      if (attempts.length === 0 || !this.isIn(whose, each, this.momentOf(each.id, round, asClosed))) continue;
      if (part.of === 'attempts') target += attempts.length;
      else if (part.of === 'participants') target += 1;
      else if (attempts.some(({ wrong, blank }) => wrong + blank === 0)) target += 1;
    }
    return Math.abs(guess.value - target);
  }

  folded(measure: Measure, rounds: OpenRound[], person: PersonFacts, population: string, order: string): number | null {
    const over = measure.over ? this.roundsOf(measure.over) : rounds;
    const values: number[] = [];
    for (const round of over) {
      const value = this.numberOf(measure, round, person, population);
      if (value !== null) values.push(value);
    }
    if (measure.fold === 'count') return values.filter((value) => value > 0).length;
    if (values.length === 0) return null;
    if (measure.fold === 'only') return values[0]!;
    const wanted = measure.fold === 'sum' ? over.length : measure.best;
    if (order === 'least' && values.length < wanted) return null;
    let sum = 0;
    for (let n = 0; n < wanted && values.length > 0; n++) {
      const next = order === 'most' ? Math.max(...values) : Math.min(...values);
      values.splice(values.indexOf(next), 1);
      sum += next;
    }
    return sum;
  }

  fulfils(needs: Award['needs'], rounds: OpenRound[], person: PersonFacts, population: string): boolean {
    return needs.every((need) => {
      const value = this.folded(need, rounds, person, population, need.min === undefined ? 'least' : 'most');
      return value !== null && value >= (need.min ?? value) && value <= (need.max ?? value);
    });
  }

  /** Ranks: one more than there are people ahead. */
  listsOf(id: string): { period: string | null; rounds: OpenRound[]; ranks: Map<string, number> }[] {
    const standing = this.rulebook.standings.find((each) => each.id === id)!;
    const all = this.roundsOf(standing.over);
    const periods =
      standing.each === 'round'
        ? all.map((round) => ({ period: round.id, rounds: [round] }))
        : [{ period: null, rounds: all }];
    return periods.map(({ period, rounds }) => ({ period, rounds, ranks: this.ranksOf(standing, rounds, period) }));
  }

  ranksOf(standing: Standing, rounds: OpenRound[], period: string | null): Map<string, number> {
    const { population, by } = standing;
    if (by.kind !== 'keys') throw new Error(by.kind);
    const present = this.facts.people.filter((person) => {
      let atMs: number | null = null;
      for (const round of rounds) {
        const prediction = round.parts.find(({ kind }) => kind === 'prediction');
        const guessed = this.facts.predictions.some((each) => each.roundId === round.id && each.personId === person.id);
        const isVoid = prediction?.kind === 'prediction' && prediction.missing === 'void' && !guessed;
        if (this.countedOf(person.id, round) && !isVoid) atMs = this.momentOf(person.id, round);
        else if (this.facts.tables.some((row) => row.roundId === round.id && row.subject === person.id))
          atMs = round.closesAtMs - 1;
      }
      return (
        atMs !== null && this.isIn(population, person, atMs) && this.fulfils(standing.needs, rounds, person, population)
      );
    });
    const rows = present.map((person) => ({
      id: person.id,
      values: by.keys.map((key) => this.folded(key, rounds, person, population, key.order)),
    }));
    const isAhead = (one: (number | null)[], other: (number | null)[]): boolean => {
      for (const [at, { order }] of by.keys.entries()) {
        const [a, b] = [one[at]!, other[at]!];
        if (a === b) continue;
        if (a === null || b === null) return b === null;
        return order === 'most' ? a > b : a < b;
      }
      return false;
    };
    const ranks = new Map(
      rows.map(({ id, values }) => [id, 1 + rows.filter((other) => isAhead(other.values, values)).length]),
    );
    const list = period === null ? standing.id : `${standing.id}@${period}`;
    for (const order of this.facts.orders.filter((each) => each.list === list).toReversed()) {
      // The newest order about exactly these equals; older ones are written over.
      const rank = rows.find(({ id }) => id === order.ids[0]);
      if (!rank) continue;
      const equals = rows.filter(({ values }) => !isAhead(values, rank.values) && !isAhead(rank.values, values));
      if (equals.length !== order.ids.length || !equals.every(({ id }) => order.ids.includes(id))) continue;
      const first = 1 + rows.filter(({ values }) => isAhead(values, rank.values)).length;
      for (const [at, id] of order.ids.entries()) ranks.set(id, first + at);
    }
    return ranks;
  }

  judge(): Reference {
    const barred: { award: string; period: string | null; id: string }[] = [];
    for (;;) {
      const found = this.judgeOnce(barred);
      const before = barred.length;
      for (const cap of this.rulebook.caps) {
        if (cap.keep !== 'highest' || cap.max === undefined) continue;
        for (const win of this.won) {
          const under = this.won.filter(
            (each) =>
              each.id === win.id &&
              cap.over.includes(each.award) &&
              (cap.per === 'contest' || each.period === win.period),
          );
          if (!under.includes(win)) continue;
          const higher = under.filter((each) => this.heightOf(each) < this.heightOf(win)).length;
          const isBarred = barred.some(
            (each) => each.award === win.award && each.period === win.period && each.id === win.id,
          );
          if (higher >= cap.max && !isBarred) barred.push(win);
        }
      }
      if (barred.length === before) return found;
    }
  }

  /** Lower is higher: money, then the place of the prize in its award, then the award, then when it was decided. */
  heightOf(win: PlainReading['won'][number]): number {
    const at = this.rulebook.awards.findIndex(({ id }) => id === win.award);
    const value = this.rulebook.awards[at]!.prizes[win.prize]!.value;
    const money = value?.kind === 'money' ? value.amount : 0;
    return -money * 1e6 + win.prize * 1e4 + at * 100 + this.won.indexOf(win) / 1e4;
  }

  judgeOnce(barred: { award: string; period: string | null; id: string }[]): Reference {
    this.won = [];
    const found: Reference = {};
    const dated = this.rulebook.awards.flatMap((award, at) => {
      const standing = this.rulebook.standings.find(({ id }) => id === award.from)!;
      const rounds = this.roundsOf(standing.over);
      const closes = (some: OpenRound[]) => Math.max(...some.map(({ closesAtMs }) => closesAtMs));
      if (standing.each === undefined)
        return [{ award, at, period: null as string | null, closesAtMs: closes(rounds) }];
      return rounds.map((round) => ({ award, at, period: round.id as string | null, closesAtMs: round.closesAtMs }));
    });
    dated.sort((one, other) => one.closesAtMs - other.closesAtMs || one.at - other.at);
    const given = new Map<string, number>(); // prizes handed out under caps by participants
    for (const { award, period } of dated) {
      const id = period === null ? award.id : `${award.id}@${period}`;
      found[id] = this.giveOne(award, period, id, barred, given);
    }
    return found;
  }

  giveOne(
    award: Award,
    period: string | null,
    id: string,
    barred: { award: string; period: string | null; id: string }[],
    given: Map<string, number>,
  ) {
    const standing = this.rulebook.standings.find((each) => each.id === award.from)!;
    const { ranks, rounds } = this.listsOf(award.from).find((list) => list.period === period)!;
    const person = (who: string) => this.facts.people.find((each) => each.id === who)!;
    const fit = [...ranks].filter(([who]) => this.fulfils(award.needs, rounds, person(who), standing.population));
    const may = (who: string, prize: number): boolean =>
      this.fulfils(award.prizes[prize]!.needs, rounds, person(who), standing.population) &&
      !barred.some((each) => each.award === award.id && each.period === period && each.id === who) &&
      this.rulebook.caps.every((cap) => {
        if (!cap.over.includes(award.id) || cap.max === undefined || cap.keep === 'highest') return true;
        const had = this.won.filter(
          (each) =>
            each.id === who && cap.over.includes(each.award) && (cap.per === 'contest' || each.period === period),
        );
        return had.length < cap.max;
      });

    // The prizes one by one, as far as caps by participants leave any.
    let slots = award.prizes.flatMap(({ count }, prize) => {
      const all =
        award.take.kind === 'share' ? Math.floor(fit.length * award.take.share + 1e-9) : (count ?? fit.length);
      return Array.from({ length: all }, () => prize);
    });
    const participants = this.facts.people.filter(({ id: who }) =>
      rounds.some((round) => this.attemptsOf(who, round).length > 0),
    );
    for (const [at, cap] of this.rulebook.caps.entries()) {
      if (!cap.over.includes(award.id) || cap.shareOfParticipants === undefined) continue;
      const bucket = `${at} ${cap.per === 'round' ? period : ''}`;
      const room = Math.floor(participants.length * cap.shareOfParticipants + 1e-9) - (given.get(bucket) ?? 0);
      slots = slots.slice(0, Math.max(0, room));
    }
    for (const [at, cap] of this.rulebook.caps.entries()) {
      if (!cap.over.includes(award.id)) continue;
      const bucket = `${at} ${cap.per === 'round' ? period : ''}`;
      given.set(bucket, (given.get(bucket) ?? 0) + slots.length);
    }

    const result: Reference[string] = { won: {}, undecided: [], toDraw: null };
    let order = new Map(fit);
    if (award.take.kind === 'draw') {
      const list = fit.map(([who]) => who).filter((who) => award.prizes.some((_prize, prize) => may(who, prize)));
      const lots = this.facts.lots.find((each) => each.award === id);
      if (!lots) return { ...result, toDraw: list.sort() };
      order = new Map(lots.ids.filter((who) => list.includes(who)).map((who, at) => [who, at]));
    }
    if (award.take.kind === 'ranks') {
      const { upTo } = award.take;
      order = new Map([...order].filter(([, rank]) => rank <= upTo));
    }
    const waiting: string[] = [];
    for (let at = 0; at < slots.length; ) {
      const prize = slots[at]!;
      const open = [...order].filter(([who]) => !(who in result.won) && !waiting.includes(who) && may(who, prize));
      if (open.length === 0) {
        while (slots[at] === prize) at += 1; // nobody is left for this prize
        continue;
      }
      const first = Math.min(...open.map(([, rank]) => rank));
      const group = open.filter(([, rank]) => rank === first).map(([who]) => who);
      const room = slots.slice(at).filter((each) => each === prize).length;
      if (group.length <= room || standing.ties === 'shared') for (const who of group) result.won[who] = prize;
      else {
        waiting.push(...group);
        result.undecided.push(
          [...ranks]
            .filter(([, rank]) => rank === first)
            .map(([who]) => who)
            .sort(),
        );
      }
      at += group.length;
    }
    for (const [who, prize] of Object.entries(result.won))
      this.won.push({ award: award.id, list: id, period, id: who, prize });
    return result;
  }
}
