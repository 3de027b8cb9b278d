import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { unitFacts, unitsInLeaf } from '../contest/unit-facts.ts';
import type { CloseLeaf } from '../log/leaves.ts';
import { readPseudonyms } from '../log/pseudonyms-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { readSettledBasis } from '../round/standings-sql.ts';
import { bringsNumbers, broughtPeople } from './brought-people.ts';
import { type AtClose, readClosedMembers, rootOfMembers } from './close-members.ts';

type Basis = Awaited<ReturnType<typeof readSettledBasis>>;

/** What a settled round counted with: people and units as at its close. The people were saved before. SPEC Z1, Z15. */
export async function closeLeaf(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  { settledAtMs, yieldIfDue }: AtClose,
): Promise<CloseLeaf> {
  const members = await readClosedMembers(db, contest, round, yieldIfDue);
  const basis = await readSettledBasis(db, round.roundId, 1);
  const lists = await listsInLeaf(db, basis);
  return {
    v: 1,
    kind: 'close',
    at: settledAtMs,
    round: round.name,
    closesAt: round.closesAtMs,
    members: { count: members.length, root: rootOfMembers(members) },
    units: unitsAtClose(contest, basis),
    ...(bringsNumbers(contest, round) ? { brought: await broughtPeople(db, contest, round, settledAtMs) } : {}),
    ...(lists.length === 0 ? {} : { lists }),
  };
}

/** Units as the round was settled with; of one that was settled before they were saved, as they are. SPEC M26. */
const unitsAtClose = (contest: CachedContest, basis: Basis): CloseLeaf['units'] =>
  unitsInLeaf(basis?.units ?? unitFacts(contest.units));

/** Who stood on each list that populations name, by pseudonyms. SPEC M22, M26. */
export async function listsInLeaf(
  db: Queries,
  basis: Basis,
  readPseudonymsOf = readPseudonyms,
): Promise<NonNullable<CloseLeaf['lists']>> {
  const lists: NonNullable<CloseLeaf['lists']> = [];
  for (const [list, ids] of Object.entries(basis?.listed ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    lists.push([list, (await readPseudonymsOf(db, ids)).toSorted()]);
  return lists;
}
