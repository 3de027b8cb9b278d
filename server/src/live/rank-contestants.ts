import { strict as assert } from 'node:assert';
import type { OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { AttemptFacts } from '@hoithi/shared/rulebook/judge/facts';
import { countedAttempt, elapsedOf } from '@hoithi/shared/rulebook/judge/sit-round';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { entryOf, forEachPersonsEntries } from '../attempt/person-entries-sql.ts';
import { readSubmissionsOfRound, type SubmissionRow } from '../attempt/submissions-sql.ts';
import type { Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { createYielder } from '../platform/jobs/background-jobs.ts';
import type { Rankings } from '../platform/rankings/rankings.ts';

export type RankingDeps = { db: Queries; rankings: Rankings; contests: Contests };
export const boardOf = (roundId: string): string => `round:${roundId}`;

/** Puts the live key of some people of a round: score, then time, of the attempt that counts so far. SPEC K1, A12. */
export async function rankContestants(
  { db, rankings, contests }: RankingDeps,
  roundId: string,
  who: readonly string[],
): Promise<void> {
  const settings = settingsOf(contests, roundId);
  const byPerson = new Map<string, SubmissionRow[]>();
  for (const row of await readSubmissionsOfRound(db, roundId, who)) {
    const own = byPerson.get(row.contestant_id);
    if (own) own.push(row);
    else byPerson.set(row.contestant_id, [row]);
  }
  const keys = new Map<string, number>();
  for (const [id, rows] of byPerson) noteKey(keys, id, rows.map(entryOf), settings);
  await rankings.put(boardOf(roundId), keys);
  const gone = who.filter((each) => !keys.has(each)); // nothing of theirs counts, or no longer
  if (gone.length > 0) await rankings.remove(boardOf(roundId), gone);
}

function settingsOf(contests: Contests, roundId: string): OpenRound {
  const found = contests.byRound(roundId);
  assert(found, 'a round that is ranked belongs to a cached contest');
  return found.contest.settings(found.contest.rulesVersion, found.round.ordinal).round;
}

/** The live order knows no prediction yet; the rest of the standing's keys wait for the close. */
export function noteKey(
  keys: Map<string, number>,
  id: string,
  entries: readonly AttemptFacts[],
  round: Pick<OpenRound, 'counted' | 'time'>,
): void {
  const counted = countedAttempt(round, entries);
  if (counted) keys.set(id, rankKeyOf(counted.points, elapsedOf(counted, round.time), round.time.resolution));
}

const pageSize = 5_000;

/** Rebuilds a round's ranking from the ledger while people go on submitting. SPEC K3. */
export async function rebuildRankings({ db, rankings, contests }: RankingDeps, roundId: string): Promise<void> {
  const settings = settingsOf(contests, roundId);
  await rankings.wipe(boardOf(roundId));
  let known = new Map<string, number>();
  // Read twice: whoever submitted during the first read would otherwise keep an older key.
  for (let pass = 0; pass < 2; pass++) {
    const keys = await readKeys(db, roundId, settings);
    const changed = [...keys].filter(([who, key]) => known.get(who) !== key);
    for (let from = 0; from < changed.length; from += pageSize)
      await rankings.put(boardOf(roundId), new Map(changed.slice(from, from + pageSize)));
    const gone = [...known.keys()].filter((who) => !keys.has(who));
    if (gone.length > 0) await rankings.remove(boardOf(roundId), gone);
    known = keys;
  }
}

/** Everybody's live key as the ledger has it. */
export async function readKeys(
  db: Queries,
  roundId: string,
  round: Pick<OpenRound, 'counted' | 'time'>,
): Promise<Map<string, number>> {
  const keys = new Map<string, number>();
  const take = (entries: readonly AttemptFacts[]) => {
    if (entries[0]) noteKey(keys, entries[0].personId, entries, round);
  };
  await forEachPersonsEntries(db, roundId, take, createYielder());
  return keys;
}
