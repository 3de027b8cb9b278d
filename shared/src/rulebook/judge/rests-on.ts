import type { Rulebook } from '../model/rulebook.ts';
import type { Measure, Standing } from '../model/standing.ts';
import { simpleParts } from '../read/check-names.ts';
import { Calendar } from './calendar.ts';
import { expandRounds, partOf, roundsNamed } from './expand-rounds.ts';

export type RestsOn = {
  /** Rounds whose attempts are read to settle the round, itself among them. */
  attempts: readonly string[];
  /** Earlier rounds whose prizes decide who may win in it: they come first, whoever clicks when. */
  prizes: readonly string[];
};

/**
 * What the results of a round rest on: the rounds that its lists order, those that their keys name, and those that choose whom
 * their populations admit; and prizes under a common cap, or that admit somebody.
 *
 * Source  SPEC M15a.
 */
export function restsOn(rulebook: Rulebook, roundId: string, of: 'people' | 'units' = 'people'): RestsOn {
  const calendar = new Calendar(rulebook);
  const search = new Search(rulebook);
  const populations = new Set(rulebook.populations.filter((each) => each.of === of).map(({ id }) => id));
  for (const standing of rulebook.standings.filter(({ population }) => populations.has(population))) {
    const due = calendar.periodsOf(standing).filter(({ dueAt }) => dueAt === roundId);
    if (due.length > 0)
      search.addStanding(
        standing,
        due.flatMap(({ roundIds }) => roundIds),
      );
  }
  return {
    attempts: [...new Set([roundId, ...search.rounds])],
    prizes: prizesBefore(rulebook, calendar, roundId, search.awards),
  };
}

function prizesBefore(
  rulebook: Rulebook,
  calendar: Calendar,
  roundId: string,
  admitting: ReadonlySet<string>,
): string[] {
  const awards = calendar.awards();
  const own = awards.filter(({ period }) => period.dueAt === roundId).map(({ award }) => award.id);
  const capped = rulebook.caps
    .filter(({ per, over }) => per === 'contest' && own.some((id) => over.includes(id)))
    .flatMap(({ over }) => over);
  const before = awards.filter(
    ({ award, period }) =>
      (capped.includes(award.id) || admitting.has(award.id)) && calendar.isAfter(roundId, period.dueAt),
  );
  return [...new Set(before.map(({ period }) => period.dueAt))];
}

class Search {
  readonly rounds = new Set<string>();
  readonly awards = new Set<string>();
  readonly #rulebook: Rulebook;
  readonly #populations = new Set<string>();

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
    const [first] = rulebook.populations;
    if (first) this.#addPopulation(first.id);
  }

  addStanding(standing: Standing, roundIds: readonly string[]): void {
    for (const id of roundIds) this.rounds.add(id);
    this.#addPopulation(standing.population);
    if (standing.by.kind === 'formula') {
      const { filter, metrics } = standing.by;
      for (const { people } of [filter, ...metrics]) this.#addPopulation(people.population);
      if (filter.minPersonsOf !== undefined) this.#addPopulation(filter.minPersonsOf);
    }
    const awards = this.#rulebook.awards.filter(({ from }) => from === standing.id);
    const measures: Measure[] = [
      ...(standing.by.kind === 'keys' ? standing.by.keys : []),
      ...standing.needs,
      ...awards.flatMap(({ needs, prizes }) => [...needs, ...prizes.flatMap((prize) => prize.needs)]),
    ];
    const all = expandRounds(this.#rulebook);
    for (const { id } of measures.flatMap(({ over }) => (over ? roundsNamed(all, over) : []))) this.rounds.add(id);
    for (const round of all.filter(({ id }) => this.rounds.has(id))) {
      const predicted = partOf(round, 'prediction')?.population;
      if (predicted !== undefined && predicted !== 'own') this.#addPopulation(predicted);
    }
  }

  #addPopulation(id: string): void {
    const population = this.#rulebook.populations.find((each) => each.id === id);
    if (!population || this.#populations.has(id)) return;
    this.#populations.add(id);
    for (const { condition } of simpleParts(population.where, [])) {
      if (condition.kind === 'population') this.#addPopulation(condition.population);
      if (condition.kind === 'won') this.awards.add(condition.award);
      const source =
        condition.kind === 'qualified' && this.#rulebook.standings.find((each) => each.id === condition.standing);
      if (source)
        this.addStanding(
          source,
          roundsNamed(expandRounds(this.#rulebook), source.over).map((round) => round.id),
        );
    }
  }
}

/** The rounds whose attempts the standings of units rest on. Source: SPEC M13. */
export function restsOnOfUnits(rulebook: Rulebook): string[] {
  const dues = new Set(new Calendar(rulebook).awards().map(({ period }) => period.dueAt));
  const named = [...dues].flatMap((roundId) =>
    restsOn(rulebook, roundId, 'units').attempts.filter((id) => id !== roundId),
  );
  const direct = rulebook.standings.filter(({ population }) =>
    rulebook.populations.some(({ id, of }) => id === population && of === 'units'),
  );
  return [
    ...new Set([
      ...named,
      ...roundsNamed(
        expandRounds(rulebook),
        direct.flatMap(({ over }) => over),
      ).map(({ id }) => id),
    ]),
  ];
}

/** What the populations of a rulebook look at of a person. */
export function askedOfPeople({ populations, standings }: Pick<Rulebook, 'populations' | 'standings'>): {
  units: boolean;
  roles: boolean;
  ages: boolean;
  fields: boolean;
} {
  const conditions = populations.flatMap(({ where }) => simpleParts(where, [])).map(({ condition }) => condition);
  return {
    units:
      standings.some(({ by }) => by.kind === 'formula') ||
      conditions.some(({ kind, ...rest }) => kind === 'unit' || ('per' in rest && rest.per !== 'standing')),
    roles: conditions.some(({ kind }) => kind === 'role'),
    fields: conditions.some(({ kind }) => kind === 'field' || kind === 'number'),
    ages: conditions.some(({ kind }) => kind === 'age'),
  };
}
