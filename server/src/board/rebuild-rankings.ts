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
    `select count(distinct s.contestant_id)::int as persons from submissions s join contestants c on c.id = s.contestant_id
     join rounds r on r.id = s.round_id join contests k on k.id = r.contest_id
     where s.round_id = $1 and not s.practice and (k.demo or not c.simulated) and (not $2 or s.answered = s.question_count)`,
    [roundId, rules.attempts.completeOnly],
  );
  return rows[0]?.persons ?? 0;
}
