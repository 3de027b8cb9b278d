import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import { limits } from '@hoithi/shared/contract/limits';
import { refuse } from '@hoithi/shared/contract/result';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { openApi } from './api-routes.ts';
import type { App } from './app-parts.ts';
import { openBackupApi } from './archive/backup-routes.ts';
import { openCollectiveApi } from './collective/collective-routes.ts';
import { type HoldersOf, openAttemptsApi } from './contestant/attempt-routes.ts';
import { stateRoute } from './contestant/state-route.ts';
import { type HealthOptions, openHealthRoutes } from './operations/health-routes.ts';
import { openParticipationApi } from './participation/participation-routes.ts';
import { openPostersApi } from './participation/poster-routes.ts';
import { openRehearsalsApi } from './rehearsal/rehearsal-routes.ts';
import type { CrowdHere } from './rehearsal/run-crowd-here.ts';
import { openFiguresApi } from './round/figures-routes.ts';
import { openShowsApi } from './show/show-routes.ts';
import { openMapsApi } from './units/map-routes.ts';
import { openRostersApi } from './units/roster-routes.ts';
import { openUnitsApi } from './units/unit-routes.ts';
import { nameRequests, requestIdOf } from './web/request-id.ts';
import { sendResult } from './web/route.ts';

const clientDir = fileURLToPath(new URL('../../client/dist/', import.meta.url));

/** The whole site: security headers, the API, published results as static files, the client. */
export function openSite(app: App, options: HealthOptions & { holdersOf: HoldersOf; crowd: CrowdHere }): Express {
  const site = express();
  site.set('trust proxy', options.trustProxyHops);
  site.disable('x-powered-by');
  site.use(nameRequests(app));
  // One step above the library's usual 4: a fifteenth fewer bytes of scripts for two milliseconds more of a whole first load.
  site.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }));
  // Scripts, styles and fonts need no page's headers, which would weigh as much as the small ones themselves.
  site.use(
    '/assets',
    express.static(join(clientDir, 'assets'), {
      maxAge: '1y',
      immutable: true,
      fallthrough: false,
      setHeaders: (response) => response.setHeader('x-content-type-options', 'nosniff'),
    }),
  );
  site.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          connectSrc: ["'self'", 'ws:', 'wss:'],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          // A hall may have plain HTTP only: nothing is upgraded behind its back.
          upgradeInsecureRequests: null,
        },
      },
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      strictTransportSecurity: false, // the proxy that holds the certificate says it
    }),
  );
  site.use(openHealthRoutes(app, options));
  // Readable without the database: a crowd that comes for its results meets only this line. [F4]
  site.use('/api/results', express.static(app.publishedDir, { maxAge: '30s', index: false, redirect: false }));
  site.use('/api', (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  site.use('/api', refusePackedBodies);
  site.get('/api/contests/:slug/state.json', stateRoute(app));
  site.use('/api', openBackupApi(app));
  site.use('/api', openParticipationApi(app));
  site.use('/api', openMapsApi(app));
  site.use('/api', openShowsApi(app));
  site.use('/api', openUnitsApi(app));
  site.use('/api', openFiguresApi(app));
  site.use('/api', openRehearsalsApi(app, options.crowd));
  site.use('/api', openRostersApi(app));
  site.use('/api', openPostersApi(app));
  site.use('/api', openCollectiveApi(app));
  site.use(
    '/api',
    express.json({ limit: limits.messageBytesMax }),
    openApi(app),
    openAttemptsApi(app, options.holdersOf),
  );
  site.use('/api', (_request, response) => sendResult(response, refuse({ code: 'not_found', what: 'address' })));
  site.use(express.static(clientDir, { index: false, maxAge: '5m' }));
  site.get('/{*path}', (_request, response) => {
    const page = join(clientDir, 'index.html');
    if (existsSync(page)) response.setHeader('cache-control', 'no-cache').sendFile(page);
    else response.status(503).type('text/plain').send('client/dist is missing: run `npm run build`\n');
  });
  site.use(refuseBrokenRequests(app));
  return site;
}

/** A packed body is small on the way and large inside; nobody here needs to send one. SPEC W14. */
const refusePackedBodies: RequestHandler = (request, response, next) => {
  const packing = request.headers['content-encoding'];
  if (packing === undefined || packing === 'identity') return next();
  response.status(415).json(refuse({ code: 'malformed', issues: ['content-encoding'] }));
};

/** Broken JSON, too large a body, and whatever went wrong before a door was reached. */
function refuseBrokenRequests(app: App): ErrorRequestHandler {
  return (error: { status?: number; type?: string }, _request, response, _next) => {
    const status = error.status ?? 500;
    if (status >= 500) app.log.error({ err: error, requestId: requestIdOf(response) }, 'a request stumbled');
    response.status(status);
    if (status === 404) response.json(refuse({ code: 'not_found', what: 'file' }));
    else if (status < 500) response.json(refuse({ code: 'malformed', issues: [error.type ?? 'request'] }));
    else response.json(refuse({ code: 'fault' }));
  };
}
