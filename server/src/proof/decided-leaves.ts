import type { DecidedLeaf } from '@hoithi/shared/contract/log';
import type { DecisionLeaf, SubmissionLeaf } from '../log/leaves.ts';
import { proveLeaf } from '../log/log-proofs.ts';
import type { LogRow } from '../log/places-sql.ts';
import { toHex } from '../log/sequencer.ts';
import type { Queries } from '../platform/db/database.ts';
import { readDecisionLeaves, readLastPublication } from './decided-leaves-sql.ts';

/** The newest ones of those about one submission. */
const decidedMax = 20;

type Of = { size: number; submission: Pick<SubmissionLeaf, 'attempt' | 'person' | 'questions'> };

/**
 * What was decided about a submission, as leaves with their proofs in the log of that size. Anybody reads of it what the public
 * bundle opens, which is what stands before the last publication; the owner reads at once what becomes of the own attempt.
 *
 * Source  SPEC Z18.
 */
export async function readDecided(
  db: Queries,
  log: LogRow,
  { size, submission }: Of,
  mayRead: 'owner' | 'anybody',
): Promise<DecidedLeaf[]> {
  const rows = await readDecisionLeaves(db, log, size);
  if (rows.length === 0) return [];
  const published = (await readLastPublication(db, log, size)) ?? -1;
  const own = rows.filter(({ place, leaf }) => {
    const { decision } = JSON.parse(leaf) as DecisionLeaf;
    if (!isAbout(decision, submission)) return false;
    return place < published || (mayRead === 'owner' && decision.do !== 'key');
  });
  return Promise.all(
    own.slice(-decidedMax).map(async ({ place: index, leaf }) => ({
      ...{ leaf, index, proof: (await proveLeaf(db, log, index, size)).map(toHex) },
    })),
  );
}

function isAbout(decision: DecisionLeaf['decision'], { attempt, person, questions }: Of['submission']): boolean {
  switch (decision.do) {
    case 'void':
    case 'restore':
      return decision.attempt === attempt;
    case 'exclude':
    case 'include':
      return decision.person === person;
    case 'key':
      return questions.includes(decision.question);
    default:
      return false;
  }
}
