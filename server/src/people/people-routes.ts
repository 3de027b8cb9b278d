import { ExclusionsQuery } from '@hoithi/shared/contract/exclusions';
import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { CorrectPerson, FindPeople } from '@hoithi/shared/contract/people';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { loadExclusions } from './exclusions.ts';
import { correctPerson, findPeople } from './find-people.ts';

/** The committee's work with people. SPEC O6, O7. */
export function peopleRoutes(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'live' | 'ownKeys' | 'ways'>,
): Route[] {
  const path = '/api/organizer/contests/:contestId/people';
  const inContest = {
    ...({ method: 'post', object: 'people', absent: 'contest' } as const),
    scope: (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId),
  };
  return [
    route(
      {
        ...inContest,
        path: '/api/organizer/contests/:contestId/exclusions',
        title:
          'Reads a list of people whom the rules exclude; with `write=true` excludes them where all of it can be read',
        may: 'exclusions:change',
        object: 'exclusions',
        limit: limitDevices(20, 60),
        params: z.object({ contestId: ContestId }),
        query: ExclusionsQuery,
        body: file(limits.unitFileBytesMax, 'text/csv'),
      },
      ({ who, scope: contest, query, body }) => loadExclusions(app, who, contest, body, query),
    ),
    route(
      {
        ...inContest,
        path: `${path}/find`,
        title: 'People of a contest by name, number or unit, numbers masked',
        may: 'people:find',
        limit: limitDevices(120, 60),
        params: z.object({ contestId: ContestId }),
        body: json(FindPeople, 2_048),
      },
      ({ who, scope: contest, body }) => findPeople(app, who, contest, body),
    ),
    route(
      {
        ...inContest,
        path: `${path}/:contestantId/correct`,
        title: 'Corrects the name or the unit of a contestant, with a reason; settled rounds stay as they are',
        may: 'people:correct',
        limit: limitDevices(60, 60),
        params: z.object({ contestId: ContestId, contestantId: z.uuid() }),
        body: json(CorrectPerson, 4_096),
        answers: z.object({}),
      },
      ({ who, scope: contest, params, body }) => correctPerson(app, who, contest, params.contestantId, body),
    ),
  ];
}
