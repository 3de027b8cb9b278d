import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import { maskName } from '@hoithi/shared/rules/mask-name';
import type { CachedContest } from '../contest/contests.ts';
import { readNameConsents } from '../people/people-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { readNamesSince, readPublishedNames } from './published-names-sql.ts';
import { readWinningRows } from './standings-sql.ts';

/** Winners as the ledger has them: by masked names. */
export const maskWinners = (winners: readonly Winner[]): Winner[] =>
  winners.map((winner) => ({ ...winner, name: maskName(winner.name) }));

type Named = { document: PublicResults; sinceMs: number };

/**
 * A published document with the names that its winners agree to now, and masked names of all others. The places of the document
 * are those of its standing, in order.
 *
 * Units   `sinceMs`: since when the names are as they are; epoch milliseconds.
 * Source  SPEC V4, S61.
 */
export async function nameResults(
  db: Queries,
  contest: Pick<CachedContest, 'rules'>,
  roundId: string,
  document: PublicResults,
): Promise<Named> {
  const ids = (await readWinningRows(db, roundId, document.standingVersion)).map((row) => row.contestant_id);
  const sinceMs = await readNamesSince(db, ids);
  const masked = maskWinners(document.winners);
  if (contest.rules.publication.names !== 'full' || ids.length !== masked.length)
    return { document: { ...document, winners: masked }, sinceMs };
  const agreed = await readNameConsents(db, ids);
  const published = new Map((await readPublishedNames(db, roundId)).map((each) => [each.contestant_id, each.name]));
  const winners = masked.map((winner, at) => {
    const id = ids[at] ?? '';
    // A document from before names stood apart has them itself.
    const whole = published.get(id) ?? document.winners[at]?.name ?? winner.name;
    return agreed.has(id) ? { ...winner, name: whole } : winner;
  });
  return { document: { ...document, winners }, sinceMs };
}
