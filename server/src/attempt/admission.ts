import { Membership, type Results } from '@hoithi/shared/rulebook/judge/belong';
import type { PersonFacts, UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { unitFacts } from '../contest/unit-facts.ts';
import type { Queries } from '../platform/db/database.ts';
import type { StartState } from './attempts-sql.ts';
import { readStageResults } from './stage-results.ts';

type Person = Pick<StartState, 'audience' | 'birthDate' | 'unitCode' | 'stated' | 'registeredAtMs'> & {
  contestantId: string;
};

/** Units by code, worked out once for each state of a contest. */
const unitsOf = new WeakMap<CachedContest, ReadonlyMap<string, UnitRow>>();

/** To which populations one person belongs now, for rounds and papers. SPEC M4, M7. */
export async function belonging(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  person: Person,
): Promise<Membership> {
  const units = unitsOf.get(contest) ?? new Map(unitFacts(contest.units).map((unit) => [unit.code, unit]));
  unitsOf.set(contest, units);
  const results: Results = await readStageResults(db, contest, round);
  return new Membership(
    contest.rulebook,
    { people: new Map([[person.contestantId, factsOf(contest, person)]]), units },
    results,
  );
}

const factsOf = ({ units }: CachedContest, person: Person): PersonFacts => ({
  id: person.contestantId,
  registeredAtMs: person.registeredAtMs,
  birthDate: person.birthDate,
  roles: [], // whoever has one is refused before
  rosters: [],
  profile: [
    {
      fromMs: 0,
      unit: person.unitCode === null ? null : (units.merged.get(person.unitCode) ?? person.unitCode),
      fields: { ...(person.audience === null ? {} : { audience: person.audience }), ...person.stated },
    },
  ],
});
