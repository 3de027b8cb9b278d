import { addDays, dayOf, instant, weekday } from '../days.ts';
import type { Part, RoundRule, Rulebook, Standing } from '../rulebook.ts';

/** A round as it was held. */
export type Round = Pick<RoundRule, 'admits' | 'parts' | 'time' | 'counted'> & {
  id: string;
  series: string | null;
  opensAt: number;
  closesAt: number;
};

/** All rounds, series spread out; `closes`: when they were really closed. */
export function listRounds({ rounds, locale }: Rulebook, closes: ReadonlyMap<string, number> = new Map()): Round[] {
  const all = rounds.flatMap((rule) => {
    const { admits, parts, time, counted } = rule;
    const held = (id: string, series: string | null, opensAt: number, closesAt: number): Round => ({
      ...{ admits, parts, time, counted, id, series, opensAt },
      closesAt: closes.get(id) ?? closesAt,
    });
    if (rule.kind === 'round')
      return [held(rule.id, null, Date.parse(rule.window.opensAt), Date.parse(rule.window.closesAt))];
    return windowsOf(rule, locale.timezone).map(([opensAt, closesAt], at) =>
      held(`${rule.id}-${at + 1}`, rule.id, opensAt, closesAt),
    );
  });
  return all;
}

function windowsOf({ at }: Extract<RoundRule, { kind: 'series' }>, zone: string): [number, number][] {
  if (Array.isArray(at)) return at.map(({ opensAt, closesAt }) => [Date.parse(opensAt), Date.parse(closesAt)]);
  const windows: [number, number][] = [];
  for (let day = at.from; day <= at.to; day = addDays(day, 1)) {
    if (!at.weekdays.includes(weekday(day))) continue;
    const { opens, closes } = at.hours;
    windows.push([instant(day, opens, zone), instant(closes <= opens ? addDays(day, 1) : day, closes, zone)]);
  }
  return windows;
}

export const named = (rounds: readonly Round[], ids: readonly string[]): Round[] =>
  rounds.filter(({ id, series }) => ids.includes(id) || (series !== null && ids.includes(series)));

export const partOf = <K extends Part['kind']>(round: Round, kind: K) =>
  round.parts.find((part): part is Extract<Part, { kind: K }> => part.kind === kind);

export type Period = { id: string | null; rounds: string[]; due: string };

/** When what is drawn up, by the rulebook's own times. */
export class Timetable {
  readonly rounds: readonly Round[];
  readonly #place: ReadonlyMap<string, number>;
  readonly #zone: string;

  constructor(rulebook: Rulebook) {
    this.rounds = listRounds(rulebook);
    this.#zone = rulebook.locale.timezone;
    const order = [...this.rounds.entries()].sort(([a, one], [b, other]) => one.closesAt - other.closesAt || a - b);
    this.#place = new Map(order.map(([, { id }], at) => [id, at]));
  }

  placeOf = (round: string): number => this.#place.get(round) ?? -1;

  periodsOf(standing: Standing): Period[] {
    const groups = new Map<string | null, string[]>();
    for (const { id, closesAt } of named(this.rounds, standing.over)) {
      const day = dayOf(closesAt - 1, this.#zone);
      const key =
        standing.each === undefined
          ? null
          : { round: id, day, week: addDays(day, 1 - weekday(day)), month: day.slice(0, 7) }[standing.each];
      groups.set(key, [...(groups.get(key) ?? []), id]);
    }
    return [...groups].map(([id, rounds]) => ({
      id,
      rounds,
      due: rounds.reduce((last, each) => (this.placeOf(each) > this.placeOf(last) ? each : last)),
    }));
  }
}
