import { strict as assert } from 'node:assert';
import { countedEntry } from '@hoithi/shared/rules/counted';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { forEachPersonsEntries } from '../ledger/standings.ts';
import { boardOf, type RankingDeps } from './rank-contestants.ts';

/** Makes a round's ranking again from the ledger. SPEC K3. */
export async function rebuildRankings({ db, rankings, contests }: RankingDeps, roundId: string): Promise<void> {
  const rules = contests.byRound(roundId)?.contest.rules;
  assert(rules, 'a round that is ranked belongs to a contest of the house');
  const keys = new Map<string, number>();
  await forEachPersonsEntries(db, roundId, (entries) => {
    const counted = countedEntry(entries, rules);
    if (counted) keys.set(counted.contestantId, rankKeyOf(counted.points, counted.elapsedMs, rules.time.resolution));
  });
  await rankings.wipe(boardOf(roundId));
  const pageSize = 5_000;
  const all = [...keys];
  for (let from = 0; from < all.length; from += pageSize) {
    await rankings.put(boardOf(roundId), new Map(all.slice(from, from + pageSize)));
  }
}

/** How many people a complete ranking of the round holds now. */
export async function countRankable({ db, contests }: RankingDeps, roundId: string): Promise<number> {
  const rules = contests.byRound(roundId)?.contest.rules;
  assert(rules, 'a round that is ranked belongs to a contest of the house');
  const rows = await db.query<{ persons: number }>(
    `select count(distinct contestant_id)::int as persons from counted_submissions
     where round_id = $1 and (not $2 or answered = question_count)`,
    [roundId, rules.attempts.completeOnly],
  );
  return rows[0]?.persons ?? 0;
}
