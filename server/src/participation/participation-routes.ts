import { gzipSync } from 'node:zlib';
import { Slug, UnitCode } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readUnitMap } from '../contest/unit-maps-sql.ts';
import { readPrintedLook } from '../look/printed-look.ts';
import { unitInScope } from '../units/unit-access.ts';
import { typedOrigin } from '../web/own-page.ts';
import { limitDevices } from '../web/request-limits.ts';
import { type FileAnswer, type Route, route } from '../web/route.ts';
import type { Encoded } from './public-figures.ts';
import { makeUnitPoster } from './unit-poster.ts';

const RaceQuery = z.object({ level: z.string().trim().min(1).max(60) });
const MapPath = z.object({
  slug: z.string(),
  level: z.string().min(1).max(60),
  version: z.coerce.number().int().positive(),
});
const PosterQuery = z.object({ lang: z.enum(['vi', 'en']).default('vi') });

/**
 * Participation for anybody, cheap with thousands of watchers: one body a second for all of them, with a tag, so that a
 * cache before the server may answer in its place. SPEC U21, U23, U26. And a unit's poster. SPEC U14.
 */
export function participationRoutes(app: Pick<App, 'contests' | 'db' | 'publicFigures' | 'publicUrl'>): Route[] {
  const maps = cacheMaps(app);
  const shared = { method: 'get', may: 'anyone', answers: 'application/json' } as const;
  const contestOf = (slug: string): Result<CachedContest> => {
    const contest = app.contests.bySlug(slug);
    return contest ? accept(contest) : refuse({ code: 'not_found', what: 'contest' });
  };
  const params = z.object({ slug: z.string() });
  const scope = (_who: null, { slug }: { slug: string }) => contestOf(slug);
  return [
    route(
      {
        ...shared,
        path: '/api/contests/:slug/participation',
        title: 'How many take part in the round in focus, by unit, as the rules show it',
        params,
        scope,
      },
      ({ scope: contest }) => encodedAnswer(app.publicFigures.encodedParticipation(contest), 'public, max-age=2'),
    ),
    route(
      {
        ...shared,
        path: '/api/contests/:slug/race',
        title: 'Participation day by day of all units of one level',
        params,
        scope,
        query: RaceQuery,
      },
      async ({ scope: contest, query: { level } }) => {
        const known = [...contest.units.units.values()].some((unit) => unit.level === level);
        if (!known) return refuse({ code: 'not_found', what: 'level' });
        return encodedAnswer(await app.publicFigures.encodedRace(contest, level), 'public, max-age=15');
      },
    ),
    route(
      {
        ...shared,
        path: '/api/contests/:slug/maps/:level/:version',
        title: 'The true map of one level, as TopoJSON',
        params: MapPath,
        absent: 'map',
        scope,
      },
      async ({ scope: contest, params: { level, version } }) => {
        const isOffered = contest.maps.some((map) => map.level === level && map.version === version);
        const map = isOffered ? await maps(contest.contestId, level, version) : null;
        if (map === null) return refuse({ code: 'not_found', what: 'map' });
        return encodedAnswer(map, 'public, max-age=31536000, immutable');
      },
    ),
    posterRoute(app),
  ];
}

/** A unit's poster as a page to print, for its leaders, those of units above it and the organizer. SPEC U14. */
const posterRoute = (app: Pick<App, 'contests' | 'db' | 'publicUrl'>): Route =>
  route(
    {
      method: 'get',
      path: '/api/contests/:slug/units/:code/poster.pdf',
      title: "A unit's poster, to print",
      may: 'unit:read',
      object: ({ code }) => `poster ${code}`,
      limit: limitDevices(60, 60),
      params: z.object({ slug: Slug, code: UnitCode }),
      absent: 'unit',
      query: PosterQuery,
      scope: (by, params) => unitInScope(app, by, params),
      answers: 'application/pdf',
    },
    async ({ scope: contest, params: { code }, query: { lang }, request }) => {
      const unit = contest.units.unitOf(code);
      if (!unit) return refuse({ code: 'not_found', what: 'unit' });
      const { slug, demo, rulebook, rounds } = contest;
      const { name, host, contact } = rulebook.meta;
      const pdf = await makeUnitPoster({
        contest: { slug, name, host, contact, demo },
        opensAtMs: Math.min(...rounds.map((round) => round.opensAtMs)),
        closesAtMs: Math.max(...rounds.map((round) => round.closesAtMs)),
        rounds: rounds.length,
        unit,
        origin: typedOrigin(app, request),
        lang,
        look: await readPrintedLook(app.db, contest.look),
      });
      return {
        file: pdf,
        mediaType: 'application/pdf',
        headers: { 'content-disposition': `inline; filename="ap-phich-${unit.code}.pdf"` },
      };
    },
  );

/** Each level's map as it goes over the wire, read once for all who request it; a new version replaces the old one. */
function cacheMaps(app: Pick<App, 'db'>) {
  const cached = new Map<string, { version: number; reading: Promise<Encoded | null> }>();
  return (contestId: string, level: string, version: number): Promise<Encoded | null> => {
    const key = `${contestId} ${level}`;
    const known = cached.get(key);
    if (known?.version === version) return known.reading;
    const reading = readUnitMap(app.db, contestId, level, version).then((topology) => {
      if (topology === null) return null;
      const body = Buffer.from(`{"ok":true,"value":${topology}}`);
      return { body, gzipped: gzipSync(body), etag: `W/"${version}"` };
    });
    cached.set(key, { version, reading });
    reading.catch(() => cached.delete(key)); // an outage is not cached
    return reading;
  };
}

const encodedAnswer = ({ body, gzipped, etag }: Encoded, cacheControl: string): FileAnswer => ({
  file: body,
  gzipped,
  etag,
  mediaType: 'application/json',
  headers: { 'cache-control': cacheControl },
});
