import { AssertionError } from 'node:assert';
import { ZodError } from 'zod';
import { Contests } from '../contest/contests.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { checkTrail, type TrailHead } from './check-trail.ts';
import { checks, type Finding, findUnguardedTables, runCheck } from './checks-sql.ts';
import { checkStandings, checkSubmissions } from './recompute.ts';
import { beginReadOnly, snapshotWithin } from './snapshot-sql.ts';
import { hashLedger, type LedgerProof } from './table-proof.ts';

export type Verified = {
  sound: boolean;
  findings: Finding[];
  /** How many promises were checked, submissions scored and standings computed again. */
  checked: { promises: number; submissions: number; standings: number };
  /** The audit trail: its entries and the last place of its chain. */
  trail: { entries: number; head: TrailHead | null };
  proof: LedgerProof;
};

/**
 * Checks the whole ledger as of one instant: guarded by its triggers, every reference sound, scores and standings equal
 * to what the rules make of the answers, no person named, the audit trail whole; and hashes it.
 *
 * Source   SPEC B1, B2, B3, I20, I21.
 */
export function verifyLedger(db: Database): Promise<Verified> {
  return db.transaction(async (tx) => {
    await beginReadOnly(tx);
    return verifyWithin(tx);
  });
}

/** The same within a transaction. */
export async function verifyWithin(tx: Queries): Promise<Verified> {
  const snapshot = await snapshotWithin(tx);
  const findings: (Finding | null)[] = [await findUnguardedTables(tx, snapshot.tables)];
  for (const check of checks) findings.push(await runCheck(tx, check));

  const contests = await readContests(tx, findings);
  const submissions = await checkSubmissions(tx, contests);
  const standings = await checkStandings(tx, contests);
  const trail = await checkTrail(tx);
  findings.push(submissions.finding, ...standings.findings, ...trail.findings);

  const found = findings.filter((finding) => finding !== null);
  return {
    sound: found.length === 0,
    findings: found,
    // the triggers, the contests, the scores, the standings and the publications besides
    checked: {
      promises: checks.length + 5,
      submissions: submissions.checked,
      standings: standings.checked,
    },
    trail: { entries: trail.entries, head: trail.head },
    proof: await hashLedger(snapshot),
  };
}

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
