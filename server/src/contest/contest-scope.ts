import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { changesNothing } from '@hoithi/shared/rules/permissions';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import type { CachedContest, CachedRound } from './contests.ts';

type ScopeApp = Pick<App, 'contests'>;

/** For whom an action acts: a member of staff with one permission, or the server itself (`organizationId` null). */
export type By = Pick<Acting, 'actor' | 'contestIds' | 'may'> & { organizationId: string | null };

/** The server itself, which may act on every contest. */
export const byServer = (actor: string): By => ({ actor, organizationId: null, contestIds: null });

/** Whether a contest belongs to the sender's organization and the permission holds in it. SPEC I5. */
export const reaches = (by: By, contest: Pick<CachedContest, 'contestId' | 'organizationId'>): boolean =>
  (by.organizationId === null || contest.organizationId === by.organizationId) &&
  (by.contestIds === null || by.contestIds.includes(contest.contestId));

/** What is of the installation itself belongs to the organization that it began with; another's is refused, and audited. SPEC I41. */
export async function installationInScope(
  app: Pick<App, 'db'>,
  by: Pick<Acting, 'organizationId'>,
): Promise<Result<null>> {
  const first = await readFirstOrganization(app.db);
  return first.id === by.organizationId ? accept(null) : outOfScope({ code: 'not_allowed' });
}

/** The contest, where it is in the session's scope. Another's is not found either, and that is audited. SPEC U4. */
export function contestInScope(app: ScopeApp, by: By, contestId: string): Result<CachedContest> {
  const contest = app.contests.byId(contestId);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  if (!reaches(by, contest)) return outOfScope({ code: 'not_found', what: 'contest' });
  return isReadOnly(by, contest) ? refuse({ code: 'contest_archived' }) : accept(contest);
}

/** What is archived is read and brought back, and nothing else. SPEC J13. */
const isReadOnly = ({ may }: By, { archivedAtMs }: CachedContest): boolean =>
  archivedAtMs !== null && may !== undefined && !changesNothing(may);

/**
 * The contest that a page is opened for: the one that is named, else the only one there is for its sender, as for whoever
 * came by a link.
 */
export function ownContest(app: ScopeApp, by: By, contestId: string | null): Result<CachedContest> {
  if (contestId !== null) return contestInScope(app, by, contestId);
  const [only, ...more] = app.contests.listed().filter((contest) => reaches(by, contest));
  return only && more.length === 0 ? accept(only) : refuse({ code: 'not_found', what: 'contest' });
}

/** The same for a round. */
export function roundInScope(
  app: ScopeApp,
  by: By,
  roundId: string,
): Result<{ contest: CachedContest; round: CachedRound }> {
  const found = app.contests.byRound(roundId);
  if (!found) return refuse({ code: 'not_found', what: 'round' });
  if (!reaches(by, found.contest)) return outOfScope({ code: 'not_found', what: 'round' });
  return isReadOnly(by, found.contest) ? refuse({ code: 'contest_archived' }) : accept(found);
}
