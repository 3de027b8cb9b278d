import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import { refuse } from '@hoithi/shared/contract/result';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { oidcRoutes } from './accounts/oidc-routes.ts';
import { ownAccountRoutes } from './accounts/own-account-routes.ts';
import { staffAccountRoutes } from './accounts/staff-account-routes.ts';
import { staffSignInRoutes } from './accounts/staff-sign-in-routes.ts';
import type { App } from './app-parts.ts';
import { backupRoutes } from './archive/backup-routes.ts';
import { bankRoutes } from './banks/bank-routes.ts';
import { importRoutes } from './banks/import-routes.ts';
import { collectiveRoutes } from './collective/collective-routes.ts';
import { committeeRoutes } from './committee/committee-routes.ts';
import { serviceRoutes } from './contestant/accountability-routes.ts';
import { attemptRoutes, type HoldersOf } from './contestant/attempt-routes.ts';
import { contestRoutes } from './contestant/contest-routes.ts';
import { sealedRoutes } from './contestant/sealed-routes.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import type { MinuteShow } from './demo/minute-show.ts';
import { leaderLinkRoutes } from './desk/leader-link-routes.ts';
import { linkRoutes } from './desk/link-routes.ts';
import type { CountScreens } from './desk/staff-links.ts';
import { draftRoutes } from './drafts/draft-routes.ts';
import { draftUnitRoutes } from './drafts/draft-unit-routes.ts';
import { simulationRoutes } from './drafts/simulation-routes.ts';
import { lookRoutes } from './look/look-routes.ts';
import { mediaRoutes } from './media/media-routes.ts';
import { messageRoutes } from './messages/message-routes.ts';
import { type HealthOptions, healthRoutes } from './operations/health-routes.ts';
import { paperRoutes } from './papers/paper-routes.ts';
import { participationRoutes } from './participation/participation-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import { programVersion } from './platform/metrics/version.ts';
import { programPath } from './platform/programs.ts';
import { logRoutes } from './proof/log-routes.ts';
import { lostKeyRoutes } from './proof/lost-key-routes.ts';
import { verifierRoutes } from './proof/verifier-routes.ts';
import { rehearsalRoutes } from './rehearsal/rehearsal-routes.ts';
import type { CrowdHere } from './rehearsal/run-crowd-here.ts';
import { complaintRoutes } from './result/complaint-routes.ts';
import { drawRoutes } from './result/draw-routes.ts';
import { resultRoutes } from './result/result-routes.ts';
import { rightsRoutes } from './rights/rights-routes.ts';
import { roundRoutes } from './round/round-routes.ts';
import { shareCardOf, writeShareCard } from './share-card.ts';
import { reportRoutes } from './show/report/report-routes.ts';
import { showDraftRoutes } from './show/show-draft-routes.ts';
import { showRoutes } from './show/show-routes.ts';
import { slipRoutes } from './slips/slip-routes.ts';
import { trailRoutes } from './trail/trail-routes.ts';
import { mapRoutes } from './units/map-routes.ts';
import { unitRoutes } from './units/unit-routes.ts';
import { wayRoutes } from './ways/way-routes.ts';
import { openapiRoute } from './web/openapi.ts';
import { nameRequests, requestIdOf } from './web/request-id.ts';
import type { Route } from './web/route.ts';
import { sendResult, serveRoutes } from './web/serve-routes.ts';

const clientDir = programPath('client/dist/');

export type SiteOptions = HealthOptions & {
  holdersOf: HoldersOf;
  crowd: CrowdHere;
  countScreens: CountScreens;
  minuteShow: MinuteShow;
};

/** Every HTTP route of the server, feature by feature. */
export function listRoutes(app: App, options: SiteOptions): Route[] {
  const routes = [
    ...healthRoutes(app, options),
    ...contestRoutes(app),
    ...serviceRoutes(app),
    ...participationRoutes(app),
    ...signInRoutes(app),
    ...peopleRoutes(app),
    ...staffSignInRoutes(app),
    ...oidcRoutes(app),
    ...ownAccountRoutes(app),
    ...staffAccountRoutes(app),
    ...attemptRoutes(app, options.holdersOf),
    ...showRoutes(app),
    ...reportRoutes(app),
    ...showDraftRoutes(app),
    ...trailRoutes(app),
    ...leaderLinkRoutes(app),
    ...unitRoutes(app),
    ...slipRoutes(app),
    ...rightsRoutes(app),
    ...wayRoutes(app),
    ...messageRoutes(app),
    ...mapRoutes(app),
    ...bankRoutes(app),
    ...importRoutes(app),
    ...draftRoutes(app),
    ...draftUnitRoutes(app),
    ...simulationRoutes(app),
    ...lookRoutes(app),
    ...mediaRoutes(app),
    ...roundRoutes(app),
    ...sealedRoutes(app),
    ...collectiveRoutes(app),
    ...resultRoutes(app),
    ...drawRoutes(app),
    ...complaintRoutes(app),
    ...paperRoutes(app),
    ...committeeRoutes(app),
    ...logRoutes(app),
    ...lostKeyRoutes(app),
    ...verifierRoutes(),
    ...rehearsalRoutes(app, options.crowd),
    ...backupRoutes(app),
    ...demoRoutes(app, options.minuteShow),
    ...linkRoutes(app, options),
  ];
  return [...routes, openapiRoute(routes, programVersion)];
}

/** The whole site: security headers, the routes, the client's files. */
export function openSite(app: App, options: SiteOptions): Express {
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
  const hosts = app.ways.host?.frames ?? [];
  site.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          connectSrc: ["'self'", 'ws:', 'wss:'],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          frameAncestors: ["'self'", (request) => (mayBeFramed(request) ? hosts.join(' ') : '')],
          // A hall may have plain HTTP only: nothing may be upgraded to HTTPS.
          upgradeInsecureRequests: null,
        },
      },
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      strictTransportSecurity: false, // sent by the proxy that has the certificate
    }),
  );
  if (hosts.length > 0)
    site.use((request, response, next) => {
      if (mayBeFramed(request)) response.removeHeader('x-frame-options'); // it knows this very site alone
      next();
    });
  site.use('/api', (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  site.use('/api', refusePackedBodies);
  site.use(serveRoutes(app, listRoutes(app, options)));
  site.use('/api', (_request, response) => sendResult(response, refuse({ code: 'not_found', what: 'address' })));
  site.use(express.static(clientDir, { index: false, maxAge: '5m' }));
  site.get('/{*path}', servePage(app));
  site.use(refuseBrokenRequests(app));
  return site;
}

/** Pages of a contest may stand in the app around it; those of staff never. SPEC S37. */
const mayBeFramed = ({ url }: Pick<IncomingMessage, 'url'>): boolean => url?.startsWith('/c/') === true;

/** The client's page for every other address, with the card that a link to it shows where it is shared. SPEC E5. */
function servePage(app: Pick<App, 'clock' | 'contests' | 'publicUrl'>): RequestHandler {
  const page = join(clientDir, 'index.html');
  let html: string | null = null;
  return (request, response) => {
    html ??= existsSync(page) ? readFileSync(page, 'utf8') : null;
    if (html === null) {
      response.status(503).type('text/plain').send('client/dist is missing: run `npm run build`\n');
      return;
    }
    const own = `${request.protocol}://${request.get('host') ?? 'localhost'}`;
    const base = app.publicUrl ?? (URL.canParse(own) ? own : 'http://localhost');
    const body = writeShareCard(html, shareCardOf(app, request.path), new URL(request.path, base));
    response.setHeader('cache-control', 'no-cache').type('html').send(body);
  };
}

/** A packed body is small on the way and large inside; nobody here needs to send one. SPEC W14. */
const refusePackedBodies: RequestHandler = (request, response, next) => {
  const packing = request.headers['content-encoding'];
  if (packing === undefined || packing === 'identity') return next();
  response.status(415).json(refuse({ code: 'malformed', issues: ['content-encoding'] }));
};

/** An address that cannot be decoded, a missing file, and whatever fails outside the routes. */
function refuseBrokenRequests(app: Pick<App, 'log'>): ErrorRequestHandler {
  return (error: { status?: number; type?: string }, _request, response, _next) => {
    const status = error.status ?? 500;
    if (status >= 500) app.log.error({ err: error, requestId: requestIdOf(response) }, 'a request failed');
    response.status(status);
    if (status === 404) response.json(refuse({ code: 'not_found', what: 'file' }));
    else if (status < 500) response.json(refuse({ code: 'malformed', issues: [error.type ?? 'request'] }));
    else response.json(refuse({ code: 'fault' }));
  };
}
