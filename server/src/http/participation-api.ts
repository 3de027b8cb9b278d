import { type Result, refuse } from '@hoithi/shared/contract/result';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { HouseContest } from '../house/contests.ts';
import type { House } from '../house/house.ts';
import type { Encoded } from '../house/public-figures.ts';
import { readUnitMap } from '../ledger/unit-maps.ts';
import { faultOf, malformed } from '../socket/hears.ts';
import { sendResult } from './answers.ts';

const RaceQuery = z.object({ level: z.string().trim().min(1).max(60) });
const MapPath = z.object({ level: z.string().min(1).max(60), version: z.coerce.number().int().positive() });

/**
 * Participation for anybody, cheap with thousands of watchers: one body a second for all of them, with a tag, so that a
 * cache before the house may answer in its place. SPEC U21, U23, U26.
 */
export function openParticipationApi(house: House): Router {
  const api = Router();
  const door = (path: string, act: (contest: HouseContest, request: Request, response: Response) => Promise<void>) =>
    api.get(path, async (request, response) => {
      const contest = house.contests.bySlug(String(request.params.slug));
      if (!contest) return sendResult(response, refuse({ code: 'not_found', what: 'contest' }));
      try {
        await act(contest, request, response);
      } catch (fault) {
        sendResult(response, refuse(faultOf(house, fault)));
      }
    });

  door('/contests/:slug/participation', async (contest, request, response) =>
    send(request, response, house.publicFigures.encodedParticipation(contest), 2),
  );
  door('/contests/:slug/race', async (contest, request, response) => {
    const query = RaceQuery.safeParse(request.query);
    if (!query.success) return sendResult(response, refuse(malformed(query.error)));
    const known = [...contest.units.units.values()].some((unit) => unit.level === query.data.level);
    if (!known) return sendResult(response, refuse({ code: 'not_found', what: 'level' }));
    send(request, response, await house.publicFigures.encodedRace(contest, query.data.level), 15);
  });
  door('/contests/:slug/maps/:level/:version', async (contest, request, response) => {
    const path = MapPath.safeParse(request.params);
    const absent: Result<never> = refuse({ code: 'not_found', what: 'map' });
    if (!path.success) return sendResult(response, absent);
    const { level, version } = path.data;
    if (!contest.maps.some((map) => map.level === level && map.version === version))
      return sendResult(response, absent);
    const topology = await readUnitMap(house.db, contest.contestId, level, version);
    if (topology === null) return sendResult(response, absent);
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.type('json').send(`{"ok":true,"value":${topology}}`);
  });
  return api;
}

function send(request: Request, response: Response, encoded: Encoded, maxAgeSeconds: number): void {
  response.setHeader('cache-control', `public, max-age=${maxAgeSeconds}`);
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
