import { appendLeaves, listWithLeaf } from '../log/entries-sql.ts';
import { type ShowLeaf, subjectOf } from '../log/leaves.ts';
import type { Queries } from '../platform/db/database.ts';
import { type CachedContest, heldRounds } from './contests.ts';
import { readEndedRuns, readSealedPlaces, sealShowPlaces } from './show-places-sql.ts';

type Contest = Pick<CachedContest, 'contestId' | 'demo' | 'rulebook' | 'rounds'>;

/** The shows that are a part of rounds. */
const partsOf = ({ rulebook, rounds }: Contest): { round: string; show: string }[] =>
  heldRounds(rulebook, rounds).flatMap(({ id: round, parts }) =>
    parts.flatMap((part) => (part.kind === 'show' ? [{ round, show: part.id }] : [])),
  );

/** What every run that ended came to, for each round that its show is a part of: people by their pseudonyms. SPEC Z1, M25. */
export async function showLeaves(db: Queries, contest: Contest): Promise<ShowLeaf[]> {
  const leaves: ShowLeaf[] = [];
  for (const leaf of await emptyLeaves(db, contest)) leaves.push(await filled(db, contest, leaf));
  return leaves;
}

/** Writes those that have none yet. */
export async function appendShowLeaves(tx: Queries, contest: Contest): Promise<void> {
  const leaves = await emptyLeaves(tx, contest);
  if (leaves.length === 0) return;
  const { contestId } = contest;
  const there = await listWithLeaf(tx, contestId, leaves.map(subjectOf));
  for (const leaf of leaves.filter((each) => !there.has(subjectOf(each)))) {
    await sealShowPlaces(tx, leaf.run);
    await appendLeaves(tx, [{ contestId, leaf: await filled(tx, contest, leaf) }]);
  }
}

async function emptyLeaves(db: Queries, contest: Contest): Promise<ShowLeaf[]> {
  const parts = partsOf(contest);
  if (parts.length === 0) return [];
  const runs = await readEndedRuns(db, contest.contestId, [...new Set(parts.map(({ show }) => show))]);
  return runs.flatMap(({ run_id: run, show, at_ms: at }) =>
    parts
      .filter((part) => part.show === show)
      .map(({ round }): ShowLeaf => ({ v: 1, kind: 'show', at, round, show, run, rows: [] })),
  );
}

async function filled(db: Queries, { demo }: Contest, leaf: ShowLeaf): Promise<ShowLeaf> {
  const places = await readSealedPlaces(db, leaf.run, demo);
  return { ...leaf, rows: places.map(({ pseudonym, place, points }) => [pseudonym, place, points]) };
}
