import type { InForce } from '@hoithi/shared/contract/drafts';
import type { Json } from '@hoithi/shared/contract/json';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { CachedContest } from '../contest/contests.ts';

/** What an amendment of a contest is judged by now. SPEC J8. */
export function viewInForce({ rulebook, rulesVersion, rounds }: CachedContest, nowMs: number): InForce {
  const planned = expandRounds(rulebook);
  const moved = rounds.flatMap(({ name, ordinal, closesAtMs }) =>
    planned[ordinal - 1]?.closesAtMs === closesAtMs ? [] : [[name, closesAtMs] as const],
  );
  const sealed = rounds.flatMap((round) => (round.sealed ? [round.opensAtMs] : []));
  return {
    rulebook: rulebook as Json,
    version: rulesVersion,
    moved: Object.fromEntries(moved),
    judgedAtMs: Math.max(nowMs, ...sealed),
  };
}
