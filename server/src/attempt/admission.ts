import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { Membership, type Results } from '@hoithi/shared/rulebook/judge/belong';
import type { PersonFacts, UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import type { App } from '../app-parts.ts';
import { readListsOfPerson } from '../committee/lists-sql.ts';
import { listsOf } from '../committee/named-lists.ts';
import { takePlace } from '../committee/places.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { unitFacts } from '../contest/unit-facts.ts';
import type { Queries } from '../platform/db/database.ts';
import type { StartState } from './attempts-sql.ts';
import { readStageResults } from './stage-results.ts';

type Deps = Pick<App, 'db'>;
type Person = Pick<StartState, 'audience' | 'birthDate' | 'unitCode' | 'stated' | 'registeredAtMs'> & {
  contestantId: string;
};

/** Units by code, worked out once for each state of a contest. */
const unitsOf = new WeakMap<CachedContest, ReadonlyMap<string, UnitRow>>();

/** To which populations one person belongs now, for rounds and papers. SPEC M4, M7. */
async function belonging(db: Queries, contest: CachedContest, round: CachedRound, person: Person): Promise<Membership> {
  const units = unitsOf.get(contest) ?? new Map(unitFacts(contest.units).map((unit) => [unit.code, unit]));
  unitsOf.set(contest, units);
  const results: Results = await readStageResults(db, contest, round);
  const lists = listsOf(contest.rulebook).length === 0 ? [] : await readListsOfPerson(db, person.contestantId);
  return new Membership(
    contest.rulebook,
    { people: new Map([[person.contestantId, factsOf(contest, person, lists)]]), units },
    results,
  );
}

/**
 * Lets a person into a round: they are of its population, and where its places are counted they have one.
 *
 * Refuses  not_admitted; no_place_left, with the number among the reserves.
 * Source   SPEC M4, M7, M24.
 */
export async function admitPerson(
  { db }: Deps,
  contest: CachedContest,
  round: CachedRound,
  person: Person,
  atMs: number,
): Promise<Result<(population: string) => boolean>> {
  const settings = contest.settings(contest.rulesVersion, round.ordinal).round;
  const membership = await belonging(db, contest, round, person);
  const moment = { atMs, ageAtMs: round.opensAtMs };
  const isIn = (population: string) => membership.hasPerson(population, person.contestantId, moment);
  if (!isIn(settings.admits)) return refuse({ code: 'not_admitted', round: round.label });
  if (!settings.capacity) return accept(isIn);
  const { contestantId, unitCode } = person;
  const reserve = await takePlace(db, round, settings, { contestantId, unitCode, atMs });
  return reserve === null ? accept(isIn) : refuse({ code: 'no_place_left', round: round.label, reserve });
}

const factsOf = ({ units }: CachedContest, person: Person, rosters: readonly string[]): PersonFacts => ({
  id: person.contestantId,
  registeredAtMs: person.registeredAtMs,
  birthDate: person.birthDate,
  roles: [], // whoever has one is refused before
  rosters,
  profile: [
    {
      fromMs: 0,
      unit: person.unitCode === null ? null : (units.merged.get(person.unitCode) ?? person.unitCode),
      fields: { ...(person.audience === null ? {} : { audience: person.audience }), ...person.stated },
    },
  ],
});
