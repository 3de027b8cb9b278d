import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { appendLeaf, listWithLeaf } from '../log/entries-sql.ts';
import { type DecisionLeaf, subjectOf, type TableLeaf } from '../log/leaves.ts';
import { readKnownPseudonyms, readPseudonyms } from '../log/pseudonyms-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { type NumberedOrder, readNumberedOrders } from './orders-sql.ts';
import { readSealedCells, readTableVersions, sealBrought } from './tables-sql.ts';

type Contest = Pick<CachedContest, 'contestId' | 'demo'>;
type Round = Pick<CachedRound, 'roundId' | 'name'>;

/** One signed version of a round's numbers: people by their pseudonyms, units by their codes. SPEC Z1, M23. */
export async function tableLeaf(
  db: Queries,
  { demo }: Contest,
  { roundId, name }: Round,
  { version, at_ms }: { version: number; at_ms: number },
): Promise<TableLeaf> {
  const cells = await readSealedCells(db, { roundId, version, demo });
  return {
    ...{ v: 1, kind: 'table', at: at_ms, round: name, no: version },
    rows: cells.map(({ column_id, id, value }) => [column_id, id, value]),
  };
}

/** Writes the leaves of a round's tables that have none yet. */
export async function appendTableLeaves(tx: Queries, contest: Contest, round: Round): Promise<void> {
  const versions = await readTableVersions(tx, round.roundId);
  if (versions.length === 0) return;
  const subjects = versions.map(({ version }) => `table/${round.name}/${version}`);
  const there = await listWithLeaf(tx, contest.contestId, subjects);
  for (const version of versions.toReversed()) {
    if (there.has(`table/${round.name}/${version.version}`)) continue;
    await sealBrought(tx, round.roundId, version.version);
    await appendLeaf(tx, contest.contestId, await tableLeaf(tx, contest, round, version));
  }
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An order that the committee gave before there was a standing, as the decision that it is. SPEC Z1, M11, M28. */
export async function orderLeaf(
  db: Queries,
  { seq, list, ids, reason, at_ms, actor }: NumberedOrder,
  readPseudonymsOf = readKnownPseudonyms,
): Promise<DecisionLeaf> {
  const named = ids.every((id) => isUuid.test(id)) ? await readPseudonymsOf(db, ids) : ids;
  return {
    ...{ v: 1, kind: 'decision', at: at_ms, no: `order-${seq}`, by: actor, reason },
    decision: { do: 'order', list, ids: named },
  };
}

/** Writes the leaves of a contest's orders that have none yet. */
export async function appendOrderLeaves(tx: Queries, { contestId }: Contest): Promise<void> {
  const orders = await readNumberedOrders(tx, contestId);
  if (orders.length === 0) return;
  const leaves = await Promise.all(orders.map((order) => orderLeaf(tx, order, readPseudonyms)));
  const there = await listWithLeaf(tx, contestId, leaves.map(subjectOf));
  for (const leaf of leaves) if (!there.has(subjectOf(leaf))) await appendLeaf(tx, contestId, leaf);
}
