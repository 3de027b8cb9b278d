import { strict as assert } from 'node:assert';
import { type AnswerRow, readAnswers } from '../attempt/answers-sql.ts';
import { type HandoutRow, readAttempts, readHandouts } from '../attempt/attempts-sql.ts';
import { readSubmissionPage, type SubmissionRow } from '../attempt/submissions-sql.ts';
import { scoreSubmission } from '../attempt/submit-batch.ts';
import type { Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { type Finding, samplesMax } from './checks.ts';

const pageSize = 1_000;

function groupBy<T extends { attempt_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.attempt_id, [...(groups.get(row.attempt_id) ?? []), row]);
  return groups;
}

const sameRow = (a: SubmissionRow, b: SubmissionRow): boolean =>
  (Object.keys(b) as (keyof SubmissionRow)[]).every((key) => a[key] === b[key]);

/** Scores every submission again from its answers, by the rule that scored it, and compares row by row. SPEC B2, A7. */
export async function checkSubmissions(
  tx: Queries,
  contests: Contests,
): Promise<{ checked: number; finding: Finding | null }> {
  const wrong: string[] = [];
  let checked = 0;
  let count = 0;
  let after: string | null = null;
  for (;;) {
    const page: SubmissionRow[] = await readSubmissionPage(tx, after, pageSize);
    const again = await scorePage(tx, contests, page);
    for (const row of page) {
      const scored = again.get(row.attempt_id);
      if (scored && sameRow(row, scored)) continue;
      count += 1;
      if (wrong.length < samplesMax) wrong.push(row.attempt_id);
    }
    checked += page.length;
    after = page.at(-1)?.attempt_id ?? null;
    if (page.length < pageSize || after === null) break;
  }
  return { checked, finding: count === 0 ? null : { check: 'submissions.score', count, samples: wrong } };
}

/** An attempt that is not sound has no score here; other checks name what is missing. */
async function scorePage(
  tx: Queries,
  contests: Contests,
  page: readonly SubmissionRow[],
): Promise<Map<string, SubmissionRow>> {
  const ids = page.map((row) => row.attempt_id);
  const attempts = new Map((await readAttempts(tx, ids)).map((row) => [row.id, row]));
  const answers = groupBy<AnswerRow>(await readAnswers(tx, ids));
  const handouts = groupBy<HandoutRow>(await readHandouts(tx, ids));
  const scored = new Map<string, SubmissionRow>();
  for (const said of page) {
    const row = attempts.get(said.attempt_id);
    const found = row && contests.byRound(row.round_id);
    const rules = row && found?.contest.rulesByVersion.get(row.rules_version);
    if (!row || !found || !rules || !row.question_ids.every((id) => found.contest.bank.has(id))) continue;
    const own = scoreSubmission(
      { attempt: { row, rules }, atMs: said.at_ms, by: said.submitted_by, creditMs: said.credit_ms },
      answers.get(row.id) ?? [],
      handouts.get(row.id) ?? [],
      { contestOf: () => found },
    );
    assert(own.attempt_id === row.id, 'a score is of its own attempt');
    scored.set(row.id, own);
  }
  return scored;
}
