import type { CollectiveAward } from '@hoithi/shared/contract/collective';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';

export type By = { actor: string; contestId: string | null };

/** A contest that this session may act on. */
export function findContest(app: App, by: By, contestId: string): Result<CachedContest> {
  const contest = app.contests.byId(contestId);
  if (!contest || (by.contestId !== null && by.contestId !== contestId))
    return refuse({ code: 'not_found', what: 'contest' });
  return accept(contest);
}

/** One award of a contest, by its place in the rules' list. */
export function findAward(
  app: App,
  by: By,
  contestId: string,
  at: number,
): Result<{ contest: CachedContest; award: CollectiveAward }> {
  const found = findContest(app, by, contestId);
  if (!found.ok) return found;
  const award = found.value.rules.prizes.collective[at];
  return award ? accept({ contest: found.value, award }) : refuse({ code: 'not_found', what: 'award' });
}
