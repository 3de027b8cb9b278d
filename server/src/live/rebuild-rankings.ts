import { strict as assert } from 'node:assert';
import type { Rules } from '@hoithi/shared/contract/rules';
import { countedEntry } from '@hoithi/shared/rules/counted';
import type { Entry } from '@hoithi/shared/rules/entry';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { forEachPersonsEntries } from '../attempt/person-entries-sql.ts';
import { createYielder } from '../platform/jobs/background-jobs.ts';
import { boardOf, type RankingDeps } from './rank-contestants.ts';

const pageSize = 5_000;

/** Makes a round's ranking again from the ledger, while people go on submitting. SPEC K3. */
export async function rebuildRankings({ db, rankings, contests }: RankingDeps, roundId: string): Promise<void> {
  const rules = contests.byRound(roundId)?.contest.rules;
  assert(rules, 'a round that is ranked belongs to a contest of the house');
  await rankings.wipe(boardOf(roundId));
  let known = new Map<string, number>();
  // Read twice: whoever submitted while the first picture was on its way would otherwise be left with an older key.
  for (let pass = 0; pass < 2; pass++) {
    const keys = await readKeys(db, roundId, rules);
    const changed = [...keys].filter(([who, key]) => known.get(who) !== key);
    for (let from = 0; from < changed.length; from += pageSize)
      await rankings.put(boardOf(roundId), new Map(changed.slice(from, from + pageSize)));
    const gone = [...known.keys()].filter((who) => !keys.has(who));
    if (gone.length > 0) await rankings.remove(boardOf(roundId), gone);
    known = keys;
  }
}

async function readKeys(db: RankingDeps['db'], roundId: string, rules: Rules): Promise<Map<string, number>> {
  const keys = new Map<string, number>();
  const take = (entries: readonly Entry[]) => {
    const counted = countedEntry(entries, rules);
    if (counted) keys.set(counted.contestantId, rankKeyOf(counted.points, counted.elapsedMs, rules.time.resolution));
  };
  await forEachPersonsEntries(db, roundId, take, createYielder());
  return keys;
}
