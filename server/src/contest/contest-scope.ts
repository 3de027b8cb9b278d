import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { outOfScope } from '../web/route.ts';
import type { CachedContest, CachedRound } from './contests.ts';

type ScopeApp = Pick<App, 'contests'>;
/** A staff session as far as its scope goes; `contestId` null: the whole installation. */
type By = { contestId: string | null };

/** The contest, where it is in the session's scope. Another's is not found either, and that is audited. SPEC U4. */
export function contestInScope(app: ScopeApp, by: By, contestId: string): Result<CachedContest> {
  const contest = app.contests.byId(contestId);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  if (by.contestId !== null && by.contestId !== contestId) return outOfScope({ code: 'not_found', what: 'contest' });
  return accept(contest);
}

/** The same for a round. */
export function roundInScope(
  app: ScopeApp,
  by: By,
  roundId: string,
): Result<{ contest: CachedContest; round: CachedRound }> {
  const found = app.contests.byRound(roundId);
  if (!found) return refuse({ code: 'not_found', what: 'round' });
  const { contestId } = found.contest;
  return by.contestId === null || by.contestId === contestId
    ? accept(found)
    : outOfScope({ code: 'not_found', what: 'round' });
}
