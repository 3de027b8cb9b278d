import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { listMaps, loadMap, removeMap } from './load-map.ts';

const note = z.string().trim().normalize('NFC').max(limits.mapNoteLengthMax);
const LevelQuery = z.object({ level: z.string().trim().min(1).max(limits.levelLengthMax) });
const MapQuery = LevelQuery.extend({
  codeProperty: z
    .string()
    .max(60)
    .transform((name) => (name === '' ? null : name))
    .default(null),
  source: note.default(''),
  licence: note.default(''),
  write: z.enum(['true', 'false']).default('false'),
});

/** The organizer's true map, loaded as a file; `write=true` stores what was shown before. SPEC U24-U26. */
export function mapRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Route[] {
  const shared = {
    path: '/api/organizer/contests/:contestId/maps',
    object: 'maps',
    limit: limitDevices(30, 60),
    params: z.object({ contestId: ContestId }),
    absent: 'contest',
    scope: (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId),
  } as const;
  return [
    route(
      { ...shared, may: 'units:read', method: 'get', title: 'The true maps of a contest, by level' },
      ({ who, params }) => listMaps(app, who, params.contestId),
    ),
    route(
      {
        ...shared,
        may: 'units:change',
        method: 'post',
        title: 'Reads a GeoJSON map of one level; with `write=true` stores it',
        query: MapQuery,
        body: file(limits.mapFileBytesMax, 'application/geo+json'),
      },
      ({ who, params, query: { write, ...order }, body }) =>
        loadMap(app, who, params.contestId, body, { ...order, write: write === 'true' }),
    ),
    route(
      {
        ...shared,
        may: 'units:delete',
        method: 'delete',
        title: 'Removes the true map of one level',
        query: LevelQuery,
      },
      ({ who, params, query }) => removeMap(app, who, params.contestId, query.level),
    ),
  ];
}
