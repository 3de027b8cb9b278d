import { FiguresQuery } from '@hoithi/shared/contract/figures';
import { RoundId } from '@hoithi/shared/contract/ids';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { roundInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, isOutOfScope, outOfScope, type Route, route } from '../web/route.ts';
import { provisionalResults } from './publish-round.ts';
import { reportFigures, typesetFiguresInWorker } from './report-figures.ts';

const formats = ['json', 'xlsx', 'pdf'] as const;
const mediaTypes = {
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

/** What of a round goes out as a file: its figures report, and the published results. SPEC C10-C19, F4. */
export const roundRoutes = (app: Pick<App, 'background' | 'clock' | 'contests' | 'db' | 'publishedDir'>): Route[] => [
  ...formats.map((format) => figuresRoute(app, format)),
  provisionalRoute(app),
  resultsRoute(app),
];

/** For the organizer in whose scope the round is. One report is made at a time. SPEC C18. */
function figuresRoute(
  app: Pick<App, 'background' | 'clock' | 'contests' | 'db'>,
  format: (typeof formats)[number],
): Route {
  return route(
    {
      method: 'get',
      path: `/api/organizer/rounds/:roundId/figures.${format}`,
      title: `The figures report of a round, as ${format}`,
      may: 'figures:read',
      object: 'figures',
      limit: limitDevices(30, 60),
      params: z.object({ roundId: RoundId }),
      absent: 'round',
      query: FiguresQuery,
      scope: (by, { roundId }) => {
        const found = roundInScope(app, by, roundId);
        return !found.ok && isOutOfScope(found) ? outOfScope({ code: 'not_allowed' }) : found;
      },
      answers: mediaTypes[format],
    },
    ({ who, params, query }) =>
      app.background.run(async () => {
        const made = await reportFigures(app, who, params.roundId, query, format);
        if (!made.ok || format === 'json') return made;
        const { contest, round } = made.value;
        return {
          file: await typesetFiguresInWorker(made.value, format, query.lang),
          mediaType: mediaTypes[format],
          headers: attachment(`so-lieu-${contest.slug}-${round.ordinal}.${format}`),
        };
      }),
  );
}

/** The standing of a round that is verified, where the rules show it; made once a version in a process. SPEC F11. */
const provisionalRoute = (app: Pick<App, 'background' | 'clock' | 'contests' | 'db'>): Route =>
  route(
    {
      method: 'get',
      path: '/api/results/:slug/:ordinal/provisional',
      title: 'The standing of a round that is being verified, where the rules show it',
      may: 'anyone',
      params: z.object({ slug: z.string().regex(/^[a-z0-9-]+$/), ordinal: z.coerce.number().int().min(1).max(1_000) }),
      absent: 'address',
      limit: limitDevices(60, 60),
    },
    async ({ params }) => {
      const contest = await app.contests.findBySlug(params.slug);
      const round = contest?.rounds.find(({ ordinal }) => ordinal === params.ordinal);
      const made = contest && round ? await provisionalResults(app, contest, round) : null;
      return made ? accept(made) : refuse({ code: 'not_found', what: 'standing' });
    },
  );

/** Readable without the database: a crowd that comes for its results needs only the stored file. SPEC F4. */
const resultsRoute = (app: Pick<App, 'publishedDir'>): Route =>
  route(
    {
      method: 'get',
      path: '/api/results/:slug/:document',
      title: 'Published results: `<round>.json`, one version of them `<round>-<version>.json`, or `collective.json`',
      may: 'anyone',
      params: z.object({ slug: z.string().regex(/^[a-z0-9-]+$/), document: z.string().regex(/^[a-z0-9-]+\.json$/) }),
      absent: 'address',
      answers: 'application/json',
    },
    ({ params }) => ({
      file: { root: app.publishedDir, name: `${params.slug}/${params.document}` },
      mediaType: 'application/json',
      headers: { 'cache-control': 'public, max-age=30' },
    }),
  );
