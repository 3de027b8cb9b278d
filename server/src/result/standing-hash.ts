import { createHash } from 'node:crypto';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import type { CachedRound } from '../contest/contests.ts';
import { hashLeafBytes } from '../log/leaf-hash.ts';
import type { Queries } from '../platform/db/database.ts';
import { standingLeaf } from '../proof/step-leaves.ts';
import { readStandingHeads } from '../proof/step-leaves-sql.ts';

/**
 * The hash that people confirm: SHA-256 over the leaf hashes of a version's lists, in their order. It can be computed again from
 * the transparency log alone, and any place or prize moved changes it.
 *
 * Source  SPEC F10, Z1.
 */
export async function hashStanding(
  db: Queries,
  round: Pick<CachedRound, 'roundId' | 'name'>,
  version: number,
  yieldIfDue: () => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const hash = createHash('sha256');
  for (const head of await readStandingHeads(db, round.roundId)) {
    if (head.version !== version || head.standing_id === '-') continue;
    hash.update(hashLeafBytes(canonicalJson(await standingLeaf(db, round, head, yieldIfDue))));
  }
  return hash.digest('hex');
}
