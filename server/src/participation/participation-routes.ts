import { gzipSync } from 'node:zlib';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readUnitMap } from '../contest/unit-maps-sql.ts';
import { faultOf, malformed } from '../web/namespace.ts';
import { sendResult } from '../web/route.ts';
import type { Encoded } from './public-figures.ts';

const RaceQuery = z.object({ level: z.string().trim().min(1).max(60) });
const MapPath = z.object({ level: z.string().min(1).max(60), version: z.coerce.number().int().positive() });

/**
 * Participation for anybody, cheap with thousands of watchers: one body a second for all of them, with a tag, so that a
 * cache before the house may answer in its place. SPEC U21, U23, U26.
 */
export function openParticipationApi(app: App): Router {
  const api = Router();
  const maps = cacheMaps(app);
  const gateway = (
    path: string,
    act: (contest: CachedContest, request: Request, response: Response) => Promise<void>,
  ) =>
    api.get(path, async (request, response) => {
      const contest = app.contests.bySlug(String(request.params.slug));
      if (!contest) return sendResult(response, refuse({ code: 'not_found', what: 'contest' }));
      try {
        await act(contest, request, response);
      } catch (fault) {
        sendResult(response, refuse(faultOf(app, fault)));
      }
    });

  gateway('/contests/:slug/participation', async (contest, request, response) =>
    send(request, response, app.publicFigures.encodedParticipation(contest), 'public, max-age=2'),
  );
  gateway('/contests/:slug/race', async (contest, request, response) => {
    const query = RaceQuery.safeParse(request.query);
    if (!query.success) return sendResult(response, refuse(malformed(query.error)));
    const known = [...contest.units.units.values()].some((unit) => unit.level === query.data.level);
    if (!known) return sendResult(response, refuse({ code: 'not_found', what: 'level' }));
    send(request, response, await app.publicFigures.encodedRace(contest, query.data.level), 'public, max-age=15');
  });
  gateway('/contests/:slug/maps/:level/:version', async (contest, request, response) => {
    const path = MapPath.safeParse(request.params);
    const absent: Result<never> = refuse({ code: 'not_found', what: 'map' });
    if (!path.success) return sendResult(response, absent);
    const { level, version } = path.data;
    if (!contest.maps.some((map) => map.level === level && map.version === version))
      return sendResult(response, absent);
    const map = await maps(contest.contestId, level, version);
    if (map === null) return sendResult(response, absent);
    send(request, response, map, 'public, max-age=31536000, immutable');
  });
  return api;
}

/** Each level's map as it goes over the wire, read once for all who ask; a new version takes the place of the old one. */
function cacheMaps(app: App) {
  const held = new Map<string, { version: number; reading: Promise<Encoded | null> }>();
  return (contestId: string, level: string, version: number): Promise<Encoded | null> => {
    const key = `${contestId} ${level}`;
    const known = held.get(key);
    if (known?.version === version) return known.reading;
    const reading = readUnitMap(app.db, contestId, level, version).then((topology) => {
      if (topology === null) return null;
      const body = Buffer.from(`{"ok":true,"value":${topology}}`);
      return { body, gzipped: gzipSync(body), etag: `W/"${version}"` };
    });
    held.set(key, { version, reading });
    reading.catch(() => held.delete(key)); // an outage is not kept
    return reading;
  };
}

function send(request: Request, response: Response, encoded: Encoded, cacheControl: string): void {
  response.setHeader('cache-control', cacheControl);
  response.setHeader('etag', encoded.etag);
  response.vary('accept-encoding');
  if (request.headers['if-none-match']?.includes(encoded.etag)) {
    response.status(304).end();
    return;
  }
  const zipped = request.acceptsEncodings('gzip') === 'gzip';
  if (zipped) response.setHeader('content-encoding', 'gzip');
  response.type('json').send(zipped ? encoded.gzipped : encoded.body);
}
