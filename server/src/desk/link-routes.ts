import { ContestId } from '@hoithi/shared/contract/ids';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { type CountScreens, closeOneLink, listLinks, screenLink } from './staff-links.ts';

const params = z.object({ contestId: ContestId });

/** Links of a contest for people without accounts. SPEC I30, I31. */
export function linkRoutes(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  { countScreens }: { countScreens: CountScreens },
): Route[] {
  const path = '/api/organizer/contests/:contestId/links';
  const shared = {
    object: 'links',
    scope: (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId),
  } as const;
  return [
    route(
      {
        ...shared,
        method: 'get',
        path,
        title: 'The links of a contest that are open: for MCs, leaders and screens',
        may: 'links:read',
        limit: limitDevices(120, 60),
        params,
        absent: 'contest',
      },
      ({ scope: contest }) => listLinks(app, contest, countScreens),
    ),
    route(
      {
        ...shared,
        method: 'post',
        path: `${path}/:id/close`,
        title: 'Closes one link with the sessions that it opened',
        may: 'links:change',
        limit: limitDevices(120, 60),
        params: params.extend({ id: z.union([z.uuid(), z.literal(screenLink)]) }),
        absent: 'link',
      },
      ({ who, scope: { contestId }, params: { id } }) => closeOneLink(app, who, contestId, id),
    ),
  ];
}
