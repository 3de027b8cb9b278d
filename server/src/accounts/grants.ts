import type { NamedGrant } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Grant } from '@hoithi/shared/contract/staff';
import { contestsWith, type Permission } from '@hoithi/shared/rules/permissions';
import type { App } from '../app-parts.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';

type GrantsApp = Pick<App, 'contests'>;

export const isSameGrant = (a: Grant, b: Grant): boolean =>
  a.role === b.role && a.contestId === b.contestId && a.unitCode === b.unitCode;

/** Each once. */
export const distinctGrants = (grants: readonly Grant[]): Grant[] =>
  grants.filter((grant, at) => grants.findIndex((each) => isSameGrant(each, grant)) === at);

/** As the trail keeps them: what is null is left out. */
export const grantDetail = (grants: readonly Grant[]): object[] =>
  grants.map(({ role, contestId, unitCode }) => ({
    role,
    ...(contestId === null ? {} : { contest: contestId }),
    ...(unitCode === null ? {} : { unit: unitCode }),
  }));

export function nameGrants(app: GrantsApp, grants: readonly Grant[]): NamedGrant[] {
  return grants.map(({ role, contestId, unitCode }) => {
    const contest = contestId === null ? null : app.contests.byId(contestId);
    const unit = unitCode === null ? null : contest?.units.unitOf(unitCode);
    const contestName = contest?.rulebook.meta.name.vi ?? null;
    return { role, contestId, unitCode, contestName, unitName: unit?.name ?? null };
  });
}

/** Whoever may give roles in the whole organization gives any; whoever may in some contests, only in these. SPEC I2. */
export const mayGive = (by: Pick<Acting, 'contestIds'>, { contestId }: Grant): boolean =>
  by.contestIds === null || (contestId !== null && by.contestIds.includes(contestId));

/**
 * Whether these roles may be given by somebody: each in a contest of the organization, and of a unit leader for a unit there.
 *
 * Refuses  not_allowed, not_found.
 */
export function checkGrants(
  app: GrantsApp,
  by: Pick<Acting, 'contestIds' | 'organizationId'>,
  grants: readonly Grant[],
): Result<null> {
  for (const grant of grants) {
    if (!mayGive(by, grant)) return refuse({ code: 'not_allowed' });
    if (grant.contestId === null) continue;
    const contest = app.contests.byId(grant.contestId);
    if (!contest) return refuse({ code: 'not_found', what: 'contest' });
    if (contest.organizationId !== by.organizationId) return outOfScope({ code: 'not_found', what: 'contest' });
    if (grant.unitCode !== null && !contest.units.unitOf(grant.unitCode))
      return refuse({ code: 'not_found', what: 'unit' });
  }
  return accept(null);
}

const pages: readonly [Permission, string][] = [
  ['desk:enter', '/to-chuc'],
  ['mc:enter', '/mc'],
  ['leader:enter', '/don-vi'],
];
const deskPath = '/to-chuc';

/** The page to begin with. */
export const homeOf = (grants: readonly Grant[]): string =>
  pages.find(([may]) => contestsWith(grants, may)?.length !== 0)?.[1] ?? deskPath;
