import type { CachedContest, Contests } from '../contest/contests.ts';
import { type LogRow, readLogs } from '../log/places-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { readUnplaced, readWithoutOwnLeaf } from './check-log-sql.ts';
import { checkSteps, StepLeaves } from './check-step-leaves.ts';
import { checkSubmissionLeaves } from './check-submission-leaves.ts';
import { walkLog } from './check-tree.ts';
import { type Finding, samplesMax } from './checks-sql.ts';
import { type Evidence, type Judged, Weighing } from './evidence.ts';
import { Samples } from './samples.ts';

export type CheckedLog = { leaves: number; findings: Finding[]; evidence: Judged[] };

/**
 * Checks the transparency log of every contest: its tree, checkpoints and signatures; every leaf against the rows that it was made
 * of, and every row that has to have a leaf; and the log against what was given from outside.
 *
 * Source  SPEC B2c, B2d, Z1, Z3.
 */
export async function checkLogs(tx: Queries, contests: Contests, given: Evidence): Promise<CheckedLog> {
  const tree = new Samples('log.tree');
  const rows = new Samples('log.rows');
  const missing = new Samples('log.missing');
  const weighing = new Weighing(given);
  let leaves = 0;
  for (const contest of contests.all()) {
    const logs = await readLogs(tx, contest.contestId);
    for (const [at, log] of logs.entries()) {
      const isNewest = at === logs.length - 1;
      const said = new StepLeaves();
      const walked = await walkLog(tx, log, {
        ...{ broken: tree, sizes: weighing.sizesOf(log.origin) },
        onPage: async (page) => {
          if (!isNewest) return;
          said.note(page);
          await checkSubmissionLeaves(tx, contest, page, { said, wrong: rows });
        },
      });
      leaves += walked.size;
      await weighing.weigh(tx, log, walked);
      if (isNewest) await checkMissing(tx, contest, log, said, { rows, missing });
    }
  }
  return {
    leaves,
    findings: [...tree.findings(), ...rows.findings(), ...missing.findings(), ...weighing.findings()],
    evidence: weighing.judged,
  };
}

async function checkMissing(
  tx: Queries,
  contest: CachedContest,
  log: LogRow,
  said: StepLeaves,
  { rows, missing }: { rows: Samples; missing: Samples },
): Promise<void> {
  for (const { subject } of await readUnplaced(tx, log, samplesMax))
    missing.add(`${log.origin} ${subject} has no place`);
  if (said.has('begun'))
    for (const { attempt_id } of await readWithoutOwnLeaf(tx, contest.contestId, samplesMax))
      missing.add(`${log.origin} submission/${attempt_id}`);
  await checkSteps(tx, contest, said, { rows, missing });
}
