import { DecideTie } from '@hoithi/shared/contract/collective-standing';
import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { decideTie } from './decide-tie.ts';
import { loadUnitGroups } from './load-unit-groups.ts';
import { publishCollective } from './publish-collective.ts';
import { readCollective } from './read-collective.ts';
import { storeCollective } from './store-collective.ts';

const numbered = z.coerce.number().int().min(0).max(1_000_000);
const tieBytesMax = 64 * 1024;

/**
 * Collective prizes for the organizer: read, ties decided, a numbered standing stored and published, groups within units
 * loaded. SPEC G3, G8-G11, G13.
 */
export function collectiveRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'publishedDir'>): Route[] {
  const path = '/api/organizer/contests/:contestId/collective';
  const params = z.object({ contestId: z.string() });
  const shared = {
    object: 'collective',
    scope: (by: Acting, { contestId }: { contestId: string }) =>
      contestInScope(app, by, ContestId.safeParse(contestId).data ?? ''),
  } as const;
  const limit = () => limitDevices(30, 60);
  return [
    route(
      {
        ...shared,
        may: 'collective:read',
        method: 'get',
        path,
        title: 'The collective awards as they stand',
        params,
        limit: limitDevices(60, 60),
      },
      ({ who, params }) => readCollective(app, who, params.contestId),
    ),
    route(
      {
        ...shared,
        may: 'collective:change',
        method: 'post',
        path: `${path}/awards/:award/store`,
        title: 'Stores the standing of an award as a numbered version',
        params: params.extend({ award: numbered }),
        limit: limit(),
      },
      ({ who, params }) => storeCollective(app, who, params.contestId, params.award),
    ),
    route(
      {
        ...shared,
        may: 'collective:decide',
        method: 'post',
        path: `${path}/awards/:award/decide`,
        title: 'Decides a tie of an award, with a reason',
        params: params.extend({ award: numbered }),
        limit: limit(),
        body: json(DecideTie, tieBytesMax),
      },
      ({ who, params, body }) => decideTie(app, who, params.contestId, params.award, body),
    ),
    route(
      {
        ...shared,
        may: 'collective:publish',
        method: 'post',
        path: `${path}/standings/:version/publish`,
        title: 'Publishes a stored standing',
        params: params.extend({ version: numbered }),
        limit: limit(),
      },
      ({ who, params }) => publishCollective(app, who, params.contestId, params.version),
    ),
    route(
      {
        ...shared,
        may: 'collective:change',
        method: 'post',
        path: `${path}/groups`,
        title: 'Reads groups within units; with `write=true` stores them',
        params,
        query: z.object({ write: z.string().optional() }),
        limit: limit(),
        body: file(limits.unitFileBytesMax, 'text/csv'),
      },
      ({ who, params, query, body }) => loadUnitGroups(app, who, params.contestId, body, query.write === 'true'),
    ),
  ];
}
