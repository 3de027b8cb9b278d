import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { readSealedAgain } from '../attempt/sealed-people-sql.ts';
import { readSubmissions } from '../attempt/submissions-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { SubmissionLeaf } from '../log/leaves.ts';
import type { Queries } from '../platform/db/database.ts';
import { leavesOf } from '../proof/begin-log.ts';
import { type PlacedLeaf, readMergedCodes } from './check-log-sql.ts';
import type { StepLeaves } from './check-step-leaves.ts';
import type { Samples } from './samples.ts';

/**
 * Compares the leaves of submissions with the rows that they were made of, and refuses one that stands behind the close of its
 * round. What may change since is not compared: a name, what a person stated, a unit that was merged; what was sealed with a key
 * that went with its person cannot be.
 *
 * Source  SPEC B2c, Z2.
 */
export async function checkSubmissionLeaves(
  tx: Queries,
  contest: CachedContest,
  page: readonly PlacedLeaf[],
  { said, wrong }: { said: StepLeaves; wrong: Samples },
): Promise<void> {
  const stored = page.flatMap(({ kind, leaf, place }) =>
    kind === 'submission' && leaf !== null ? [{ place, leaf: JSON.parse(leaf) as SubmissionLeaf }] : [],
  );
  if (stored.length === 0) return;
  const merged = new Set((await readMergedCodes(tx, contest.contestId)).map(({ code }) => code));
  const submissions = await readSubmissions(
    tx,
    stored.map(({ leaf }) => leaf.attempt),
  );
  const again = new Map(
    (await leavesOf(tx, contest, submissions, readSealedAgain)).map((each) => [each.leaf.attempt, each]),
  );
  for (const { place, leaf } of stored) {
    const made = again.get(leaf.attempt);
    const isLate = said.isClosedBefore(leaf.round, place);
    const known = made && { ...made, isMerged: merged.has(made.unitCode ?? '') };
    if (isLate || !known || !saysTheSame(leaf, known)) wrong.add(`submission/${leaf.attempt}`);
  }
}

function saysTheSame(stored: SubmissionLeaf, { leaf: made, isMerged }: { leaf: SubmissionLeaf; isMerged: boolean }) {
  const isUnitKnown = made.sealed.unit !== null && !isMerged;
  // Given behind an attempt, it stands in later ones alone.
  const prediction = stored.prediction === null ? null : made.prediction;
  const sealed = { name: null, unit: isUnitKnown ? made.sealed.unit : null };
  const own = { name: null, unit: isUnitKnown ? stored.sealed.unit : null };
  return (
    canonicalJson({ ...made, bits: '', prediction, sealed }) === canonicalJson({ ...stored, bits: '', sealed: own })
  );
}
