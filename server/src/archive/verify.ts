import { AssertionError } from 'node:assert';
import { ZodError } from 'zod';
import { Contests } from '../contest/contests.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { checkCollective } from './check-collective.ts';
import { checkHeadcounts } from './check-headcounts.ts';
import { checkLogs } from './check-log.ts';
import { checkMarks } from './check-marks.ts';
import { checkTrail, type TrailHead } from './check-trail.ts';
import { checks, type Finding, findUnguardedTables, runCheck } from './checks-sql.ts';
import { type Evidence, type Judged, noEvidence } from './evidence.ts';
import { listChangedFiles } from './published-files.ts';
import { checkStandings, checkSubmissions } from './recompute.ts';
import { Samples } from './samples.ts';
import { beginReadOnly, snapshotWithin } from './snapshot-sql.ts';
import { hashLedger, type LedgerProof } from './table-proof.ts';

export type Verified = {
  sound: boolean;
  findings: Finding[];
  /** How many promises were checked, submissions scored and standings computed again. */
  checked: { promises: number; submissions: number; standings: number };
  /** The audit trail: its entries and the last place of its chain. */
  trail: { entries: number; head: TrailHead | null };
  /** The transparency logs: their leaves, and what was given from outside. Without any, a sound ledger only agrees with itself. */
  log: { leaves: number; evidence: Judged[] };
  proof: LedgerProof;
};

/**
 * Checks the whole ledger as of one instant: guarded by its triggers, every reference sound, scores and standings equal
 * to what the rules make of the answers, no person named, the audit trail whole, the transparency log over the rows and
 * against what was `given` from outside; and hashes it.
 *
 * Source   SPEC B1, B2, B2b, B2c, B2d, B3, I20, I21.
 */
export function verifyLedger(
  db: Database,
  given: Evidence = noEvidence,
  publishedDir: string | null = null,
): Promise<Verified> {
  return db.transaction(async (tx) => {
    await beginReadOnly(tx);
    return verifyWithin(tx, given, publishedDir);
  });
}

/** The same within a transaction. */
export async function verifyWithin(
  tx: Queries,
  given: Evidence = noEvidence,
  publishedDir: string | null = null,
): Promise<Verified> {
  const snapshot = await snapshotWithin(tx);
  const findings: (Finding | null)[] = [await findUnguardedTables(tx, snapshot.tables)];
  for (const check of checks) findings.push(await runCheck(tx, check));

  const contests = await readContests(tx, findings);
  const submissions = await checkSubmissions(tx, contests);
  const standings = await checkStandings(tx, contests);
  const collective = await checkCollective(tx, contests);
  const trail = await checkTrail(tx);
  const log = await checkLogs(tx, contests, given);
  findings.push(...[submissions, standings, collective, trail, log].flatMap((each) => each.findings));
  findings.push(...(await checkMarks(tx, contests)), ...(await checkHeadcounts(tx, contests)));
  if (publishedDir !== null) findings.push(...(await checkFiles(tx, contests, publishedDir)));

  const found = findings.filter((finding) => finding !== null);
  return {
    sound: found.length === 0,
    findings: found,
    checked: {
      promises: checks.length + computedChecks.length,
      submissions: submissions.checked,
      standings: standings.checked + collective.checked,
    },
    trail: { entries: trail.entries, head: trail.head },
    log: { leaves: log.leaves, evidence: log.evidence },
    proof: await hashLedger(snapshot),
  };
}

/** What lies on the disk against what the ledger says is published. */
async function checkFiles(tx: Queries, contests: Contests, publishedDir: string): Promise<Finding[]> {
  const changed = new Samples('publications.files');
  for (const contest of contests.all())
    for (const path of await listChangedFiles({ db: tx, publishedDir }, contest)) changed.add(path);
  return changed.findings();
}

/** What is checked beside the queries. */
export const computedChecks = [
  ...['triggers', 'contests.readable', 'submissions.score', 'submissions.possible', 'standings.computed'],
  ...[
    'publications.standing',
    'publications.files',
    'collective.computed',
    'collective.published',
    'attempt_marks.computed',
    'headcounts.settled',
  ],
  ...['audit.chain', 'audit.heads', 'log.tree', 'log.rows', 'log.missing', 'log.evidence'],
];

/** A contest whose rules or questions cannot be read is a finding, and nothing of it can be computed again. */
async function readContests(tx: Queries, findings: (Finding | null)[]): Promise<Contests> {
  const contests = new Contests(tx);
  try {
    await contests.loadAll();
  } catch (fault) {
    if (!(fault instanceof AssertionError || fault instanceof ZodError)) throw fault;
    findings.push({ check: 'contests.readable', count: 1, samples: [fault.message.slice(0, 200)] });
  }
  return contests;
}
