import { strict as assert } from 'node:assert';
import type { Rules } from '@hoithi/shared/contract/rules';
import { countedEntry } from '@hoithi/shared/rules/counted';
import type { Entry } from '@hoithi/shared/rules/entry';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { readSubmissionsOfRound, type SubmissionRow } from '../attempt/submissions-sql.ts';
import type { Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
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
  assert(contest, 'a round that is ranked belongs to a contest of the house');
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
