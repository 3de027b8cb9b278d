import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { readSubmissions, type SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { computeMarks } from '../round/apply-decisions.ts';
import { type MarkRow, madeDecisions, readDecisions, readMarks } from '../round/decisions-sql.ts';
import { readStandings } from '../round/standings-sql.ts';
import type { Finding } from './checks-sql.ts';
import { Samples } from './samples.ts';

/** What decisions made of attempts, computed again from the decisions and the answers. SPEC B2b, F14. */
export async function checkMarks(tx: Queries, contests: Contests): Promise<Finding[]> {
  const wrong = new Samples('attempt_marks.computed');
  for (const contest of contests.all())
    for (const round of contest.rounds) for (const id of await listWrongMarks(tx, contest, round)) wrong.add(id);
  return wrong.findings();
}

async function listWrongMarks(tx: Queries, contest: CachedContest, round: CachedRound): Promise<string[]> {
  const rows = await readDecisions(tx, contest.contestId);
  const ofRound = rows.filter(({ round_id }) => round_id === round.roundId).map(({ no }) => no);
  const settled = (await readStandings(tx, round.roundId)).map((each) => each.decided_no);
  const upTo = Math.max(0, ...ofRound, ...settled);
  const left = new Map((await readMarks(tx, round.roundId)).map((mark) => [mark.attempt_id, mark]));
  const wrong: string[] = [];
  for await (const page of computeMarks(tx, contest, round, madeDecisions(rows.filter(({ no }) => no <= upTo))))
    for (const { mark } of page) {
      const stored = left.get(mark.attempt_id);
      if (!stored || canonicalJson(stored) !== canonicalJson(mark)) wrong.push(mark.attempt_id);
      left.delete(mark.attempt_id);
    }
  // A mark that no decision makes any more says what the submission says.
  for (const row of await readSubmissions(tx, [...left.keys()]))
    if (!saysTheSame(left.get(row.attempt_id), row)) wrong.push(row.attempt_id);
  return wrong;
}

const saysTheSame = (mark: MarkRow | undefined, row: SubmissionRow): boolean =>
  mark?.points === row.points &&
  mark.right_count === row.right_count &&
  mark.answered === row.answered &&
  mark.elapsed_ms === row.elapsed_ms;
