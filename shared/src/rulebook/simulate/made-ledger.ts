import type { OpenRound } from '../judge/expand-rounds.ts';
import type { AttemptFacts, Facts, PersonFacts, UnitRow } from '../judge/facts.ts';
import { IndexedFacts } from '../judge/index-facts.ts';
import { Judge } from '../judge/judge-contest.ts';
import type { Rulebook } from '../model/rulebook.ts';

/** The ledger of a made-up contest while it grows, round after round. */
export class MadeLedger {
  readonly timezone: string;
  readonly attempts: AttemptFacts[] = [];
  readonly predictions: Facts['predictions'][number][] = [];
  readonly shows: Facts['shows'][number][] = [];
  readonly tables: Facts['tables'][number][] = [];
  readonly #rulebook: Rulebook;
  readonly #people: readonly PersonFacts[];
  readonly #units: readonly UnitRow[];
  readonly #used = new Map<string, { roundId: string; submittedAtMs: number }[]>();
  #judge: Judge;

  constructor(rulebook: Rulebook, people: readonly PersonFacts[], units: readonly UnitRow[]) {
    this.timezone = rulebook.locale.timezone;
    this.#rulebook = rulebook;
    this.#people = people;
    this.#units = units;
    this.#judge = new Judge(rulebook, new IndexedFacts(this.facts()));
  }

  facts = (): Facts => ({
    ...{ people: this.#people, units: this.#units, attempts: this.attempts, predictions: this.predictions },
    ...{ shows: this.shows, tables: this.tables, declined: [], orders: [], lots: [] },
  });

  /** What has happened so far decides who is qualified from now on. */
  settle(): void {
    this.#judge = new Judge(this.#rulebook, new IndexedFacts(this.facts()));
    this.#judge.decideAwards();
  }

  isIn = (population: string, personId: string, round: OpenRound): boolean =>
    this.#judge.membership.hasPerson(population, personId, { atMs: round.opensAtMs, ageAtMs: round.opensAtMs });

  usedBy = (personId: string): readonly { roundId: string; submittedAtMs: number }[] => this.#used.get(personId) ?? [];

  addAttempt(attempt: AttemptFacts): void {
    this.attempts.push(attempt);
    const own = this.#used.get(attempt.personId);
    if (own) own.push(attempt);
    else this.#used.set(attempt.personId, [attempt]);
  }
}
