import { strict as assert } from 'node:assert';
import type { Rules } from '@hoithi/shared/contract/rules';
import { countedEntry } from '@hoithi/shared/rules/counted';
import type { Entry } from '@hoithi/shared/rules/entry';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { forEachPersonsEntries } from '../attempt/person-entries-sql.ts';
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
  const contest = contests.byRound(roundId)?.contest;
  assert(contest, 'a round that is ranked belongs to a cached contest');
  const byPerson = new Map<string, SubmissionRow[]>();
  for (const row of await readSubmissionsOfRound(db, roundId, who)) {
    const own = byPerson.get(row.contestant_id);
    if (own) own.push(row);
    else byPerson.set(row.contestant_id, [row]);
  }
  const keys = keysOf(byPerson, contest.rules);
  await rankings.put(boardOf(roundId), keys);
  const gone = who.filter((each) => !keys.has(each)); // nothing of theirs counts, or no longer
  if (gone.length > 0) await rankings.remove(boardOf(roundId), gone);
}

export function keysOf(byPerson: ReadonlyMap<string, readonly SubmissionRow[]>, rules: Rules): Map<string, number> {
  const keys = new Map<string, number>();
  for (const [contestantId, rows] of byPerson) {
    const counted = countedEntry(rows.map(entryOfSubmission), rules);
    if (counted) keys.set(contestantId, rankKeyOf(counted.points, counted.elapsedMs, rules.time.resolution));
  }
  return keys;
}

/** The live order knows no prediction yet; the rest of the ladder waits for the close. */
const entryOfSubmission = (row: SubmissionRow, _at: number, all: readonly SubmissionRow[]): Entry => ({
  attemptId: row.attempt_id,
  contestantId: row.contestant_id,
  ordinal: row.ordinal,
  points: row.points,
  right: row.right_count,
  questionCount: row.question_count,
  answered: row.answered,
  elapsedMs: row.elapsed_ms,
  startedAtMs: row.started_at_ms,
  submittedAtMs: row.at_ms,
  prediction: null,
  attemptsInRound: all.length,
  perfectAttempts: 0,
  registeredAtMs: 0,
});

const pageSize = 5_000;

/** Rebuilds a round's ranking from the ledger while people go on submitting. SPEC K3. */
export async function rebuildRankings({ db, rankings, contests }: RankingDeps, roundId: string): Promise<void> {
  const rules = contests.byRound(roundId)?.contest.rules;
  assert(rules, 'a round that is ranked belongs to a cached contest');
  await rankings.wipe(boardOf(roundId));
  let known = new Map<string, number>();
  // Read twice: whoever submitted during the first read would otherwise keep an older key.
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
