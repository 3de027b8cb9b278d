import { ChangeUnit } from '@hoithi/shared/contract/draft-units';
import { ContestId, UnitCode } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import { RosterQuery } from '@hoithi/shared/contract/unit-leader';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { readUnits } from '../contest/contests-sql.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { changeUnit } from './change-unit.ts';
import { deleteOneRoster } from './delete-rosters.ts';
import { listHeadcountKinds, loadKindHeadcounts } from './load-kind-headcounts.ts';
import { listRosters, loadRosters } from './load-rosters.ts';
import { loadUnits } from './load-units.ts';

const WriteQuery = z.object({ write: z.string().optional() });
const ContestPath = z.object({ contestId: ContestId });
const table = file(limits.unitFileBytesMax, 'text/csv');

/**
 * Tables that the organizer loads: units, and lists of their people, of whom no name and no number comes back here.
 * `?write=true` stores what was shown before. SPEC U1-U3, U15, U17.
 */
export function unitRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'rosters'>): Route[] {
  const scope = (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  const path = '/api/organizer/contests/:contestId';
  return [
    route(
      {
        method: 'post',
        path: `${path}/units`,
        title: 'Reads a table of units; with `write=true` stores it',
        may: 'units:change',
        object: 'units',
        limit: limitDevices(30, 60),
        params: ContestPath,
        absent: 'contest',
        query: WriteQuery,
        scope,
        body: table,
      },
      ({ who, params, query, body }) => loadUnits(app, who, params.contestId, body, query.write === 'true'),
    ),
    route(
      {
        method: 'get',
        path: `${path}/units`,
        title: 'Every unit of a contest as it was loaded or changed last',
        may: 'units:read',
        object: 'units',
        limit: limitDevices(60, 60),
        params: ContestPath,
        absent: 'contest',
        scope,
      },
      async ({ params }) => accept(await readUnits(app.db, params.contestId)),
    ),
    route(
      {
        method: 'post',
        path: `${path}/units/change`,
        title: 'Adds or changes one unit of an announced contest',
        may: 'units:change',
        object: 'units',
        limit: limitDevices(60, 60),
        params: ContestPath,
        absent: 'contest',
        scope,
        body: json(ChangeUnit, 8_192),
      },
      ({ who, scope: contest, body }) => changeUnit(app, who, contest, body),
    ),
    route(
      {
        method: 'get',
        path: `${path}/headcounts`,
        title: 'Kinds of headcount that the rules divide by, and for how many units each was brought',
        may: 'units:read',
        object: 'units',
        params: ContestPath,
        absent: 'contest',
        scope,
      },
      async ({ scope: contest }) => accept(await listHeadcountKinds(app, contest)),
    ),
    route(
      {
        method: 'post',
        path: `${path}/headcounts/:kind`,
        title: 'Reads headcounts of one kind of people; with `write=true` stores them',
        may: 'units:change',
        object: 'units',
        limit: limitDevices(30, 60),
        params: ContestPath.extend({ kind: z.string().max(60) }),
        absent: 'contest',
        query: WriteQuery,
        scope,
        body: table,
      },
      ({ who, scope: contest, params: { kind }, query, body }) =>
        loadKindHeadcounts(app, who, contest, { kind, file: body, write: query.write === 'true' }),
    ),
    route(
      {
        method: 'get',
        path: `${path}/rosters`,
        title: 'Which units have a list of people, and how many stand in it',
        may: 'units:read',
        object: 'rosters',
        params: ContestPath,
        absent: 'contest',
        scope,
      },
      ({ scope: contest }) => listRosters(app, contest),
    ),
    route(
      {
        method: 'post',
        path: `${path}/rosters`,
        title: "Reads lists of units' people; with `write=true` stores them",
        may: 'units:change',
        object: 'rosters',
        limit: limitDevices(30, 60),
        params: ContestPath,
        absent: 'contest',
        query: RosterQuery,
        scope,
        body: table,
      },
      ({ who, scope: contest, query, body }) =>
        loadRosters(app, who, contest, body, { write: query.write === 'true', unitForAll: query.unit ?? null }),
    ),
    route(
      {
        method: 'post',
        path: `${path}/rosters/:unitCode/delete`,
        title: "Deletes a unit's list of people",
        may: 'units:delete',
        object: 'rosters',
        limit: limitDevices(60, 60),
        params: ContestPath.extend({ unitCode: UnitCode }),
        absent: 'roster',
        scope,
      },
      ({ who, scope: contest, params }) => deleteOneRoster(app, who, contest, params.unitCode),
    ),
  ];
}
