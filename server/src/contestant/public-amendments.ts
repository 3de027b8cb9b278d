import type { PublicContest } from '@hoithi/shared/contract/public';
import type { PublicAmendment } from '@hoithi/shared/contract/seals';
import { comparePrinted } from '@hoithi/shared/rulebook/print/compare-printed';
import { printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import type { CachedContest } from '../contest/contests.ts';

const known = new WeakMap<CachedContest, PublicAmendment[]>();

/** Every amendment with the sentences that it changed, written once for each state of a contest. SPEC J12. */
export function viewAmendments(contest: CachedContest): PublicAmendment[] {
  const written = known.get(contest) ?? contest.amendments.map((each) => viewAmendment(contest, each));
  known.set(contest, written);
  return written;
}

function viewAmendment({ rulebookByVersion }: CachedContest, amendment: CachedContest['amendments'][number]) {
  const [before, after] = [amendment.version - 1, amendment.version].map((version) => rulebookByVersion.get(version));
  const changes = before && after ? comparePrinted(printRulebook(before), printRulebook(after)) : [];
  return {
    ...amendment,
    changes: changes.map(({ heading, before: was, after: now }) => ({ heading, before: was, after: now })),
  };
}

export function viewNewest({ amendments }: CachedContest): PublicContest['amended'] {
  const newest = amendments.at(-1);
  return newest ? { version: newest.version, atMs: newest.atMs, reason: newest.reason } : null;
}
