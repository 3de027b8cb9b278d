import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Refusal, RefusalCode } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Permission } from '@hoithi/shared/rules/permissions';
import { type Request, type Response, Router } from 'express';
import type { App } from '../app-parts.ts';
import { faultOf, malformed } from './faults.ts';
import { isOwnPage } from './own-page.ts';
import { dropUnread, readBody, readJson, refuseType } from './read-body.ts';
import { requestIdOf } from './request-id.ts';
import { type Answer, type FileAnswer, isForStaff, isOutOfScope, type May, type Route } from './route.ts';
import {
  type Acting,
  actingWith,
  auditRefusal,
  isDemoOnly,
  needsProof,
  readCookieSession,
  type SignedIn,
  sessionMark,
} from './sessions.ts';
import type { StaffSession } from './sessions-sql.ts';
import { watchDownloads } from './watch-downloads.ts';

const statusOf: Partial<Record<RefusalCode, number>> = {
  malformed: 400,
  too_fast: 429,
  waiting: 429,
  messages_spent: 429,
  busy: 503,
  unavailable: 503,
  fault: 500,
  not_signed_in: 401,
  not_allowed: 403,
  prove_again: 403,
  not_in_demo: 403,
  not_found: 404,
};

function comeAgainInMs(refusal: Refusal): number | null {
  if ('retryInMs' in refusal) return refusal.retryInMs;
  return refusal.code === 'waiting' ? refusal.pollInMs : null;
}

/** Every answer of /api is `{ ok, value }` or `{ ok, refusal }`; the status follows the refusal. SPEC W2. */
export function sendResult(response: Response, result: Result<unknown> & { status?: number }): void {
  if (result.ok) return void response.json(accept(result.value));
  const { refusal } = result;
  const afterMs = comeAgainInMs(refusal);
  if (afterMs !== null) response.setHeader('retry-after', Math.max(1, Math.ceil(afterMs / 1_000)));
  response.status(result.status ?? statusOf[refusal.code] ?? 422).json(refuse(refusal));
}

type RoutesApp = Pick<
  App,
  'bus' | 'contests' | 'db' | 'clock' | 'deviceTokens' | 'log' | 'metrics' | 'outages' | 'publicUrl'
>;

/** Serves the routes, each in the one order that `route` promises. */
export function serveRoutes(app: RoutesApp, routes: readonly Route[]): Router {
  const router = Router();
  const downloads = watchDownloads(app);
  for (const route of routes)
    router[route.method](route.path, async (request, response) => {
      const times: Times = { atMs: app.clock.nowMs(), sinceMs: performance.now() };
      const answer = await answerTo(app, route, times, request, response);
      route.onAnswered?.(performance.now() - times.sinceMs);
      if ('file' in answer) {
        const isStreamed = answer.file instanceof Readable && isForStaff(route.may);
        if (isStreamed) await downloads.watch(request, response, route.may as Permission);
        return sendFile(app, route, request, response, answer);
      }
      app.metrics.requested(answer);
      if (!answer.ok) dropUnread(request, response);
      sendResult(response, answer);
    });
  return router;
}

/** When the message had arrived whole, by the server's clock and by the process's own; until then, when it began. */
type Times = { atMs: number; sinceMs: number };

async function answerTo(
  app: RoutesApp,
  route: Route,
  times: Times,
  request: Request,
  response: Response,
): Promise<Answer> {
  try {
    return await settle(app, route, times, request, response);
  } catch (fault) {
    return refuse(reportFault(app, route, response, fault));
  }
}

const reportFault = (app: RoutesApp, route: Route, response: Response, fault: unknown): Refusal =>
  faultOf(app, fault, { requestId: requestIdOf(response), route: route.path }, 'a request failed');

async function settle(
  app: RoutesApp,
  route: Route,
  times: Times,
  request: Request,
  response: Response,
): Promise<Answer> {
  if (route.method !== 'get' && !isOwnPage(request.headers, app.publicUrl)) return refuse({ code: 'not_allowed' });
  const retryInMs = (await route.limit?.take(app, request, response)) ?? null;
  if (retryInMs !== null) return refuse({ code: 'too_fast', retryInMs });
  const { may } = route;
  if (may === 'contestant' && sessionMark(request.headers.cookie) === null) return refuse({ code: 'not_signed_in' });
  const arriving = route.stamped ? receive(app, route, times, request) : null;

  const session = await readWho(app, may, request);
  if (!session.ok) return session;
  const sender = session.value;
  const params = parseParams(route, request);
  const object = nameOf(route, params.ok ? params.value : null);
  const who = isForStaff(may) ? actingWith(sender as StaffSession, may) : sender;
  if (isForStaff(may) && who === null) return refuseStaff(app, sender, object, refuse({ code: 'not_allowed' }));
  if (!params.ok) return params;
  const scope = await (route.scope?.(who as never, params.value as never) ?? accept(undefined));
  if (!scope.ok) return refuseStaff(app, sender, object, scope);
  if (isUpload(route) && isDemoOnly(app, who as Acting)) return refuse({ code: 'not_in_demo' });
  if (isForStaff(may) && needsProof(sender as StaffSession, may, times.atMs)) return refuse({ code: 'prove_again' });
  const query = route.query?.safeParse(request.query);
  if (query && !query.success) return refuse(malformed(query.error));

  const bytes = await (arriving ?? receive(app, route, times, request));
  if (!bytes.ok) return bytes;
  const body = parseBody(route, bytes.value);
  if (!body.ok) return body;
  const answer = await route.act({
    who: who as never,
    scope: scope.value,
    params: params.value,
    query: query?.data ?? {},
    body: body.value,
    atMs: times.atMs,
    request,
    response,
  });
  return 'file' in answer || answer.ok ? answer : refuseStaff(app, sender, object, answer);
}

/** Reads the body and notes when it was whole; a route that takes none leaves it unread. */
async function receive(app: RoutesApp, { body }: Route, times: Times, request: Request): Promise<Result<Buffer>> {
  const bytes = body
    ? (refuseType(request, body.kind) ?? (await readBody(request, body.bytesMax)))
    : accept(Buffer.alloc(0));
  times.atMs = app.clock.nowMs();
  times.sinceMs = performance.now();
  return bytes;
}

/** A file that staff send. */
const isUpload = ({ body, may }: Route): boolean => body?.kind === 'file' && isForStaff(may);

async function readWho(app: RoutesApp, may: May, request: Request): Promise<Result<SignedIn | StaffSession | null>> {
  if (may === 'anyone') return accept(null);
  const { cookie } = request.headers;
  const session = await readCookieSession(app, cookie, isForStaff(may) ? 'staff' : 'contestant');
  if (session === null) return refuse({ code: 'not_signed_in' });
  if (session.kind === 'staff') return accept(session);
  return accept({ personId: session.personId, mark: sessionMark(cookie) ?? '' });
}

function parseParams(route: Route, request: Request): Result<unknown> {
  const parsed = route.params?.safeParse(request.params);
  if (!parsed || parsed.success) return accept(parsed?.data ?? {});
  return refuse(route.absent === undefined ? malformed(parsed.error) : { code: 'not_found', what: route.absent });
}

function parseBody({ body }: Route, bytes: Buffer): Result<unknown> {
  if (body === undefined || body.kind === 'file') return accept(bytes);
  if (body.kind === 'text') return accept(new TextDecoder().decode(bytes));
  const message = readJson(bytes);
  if (!message.ok) return message;
  const parsed = body.schema.safeParse(message.value);
  return parsed.success ? accept(parsed.data) : refuse(malformed(parsed.error));
}

/** As what a refusal stands in the audit trail. */
function nameOf({ object, path }: Route, params: unknown): string {
  if (typeof object !== 'function') return object ?? path;
  return params === null ? path : object(params as never);
}

/** Staff without the role or beyond their scope are in the audit trail, whichever route they tried. SPEC U4, W11. */
async function refuseStaff(
  app: RoutesApp,
  sender: SignedIn | StaffSession | null,
  object: string,
  refused: Extract<Result<unknown>, { ok: false }>,
): Promise<Result<unknown>> {
  const isStaff = sender !== null && 'grants' in sender;
  if (isStaff && (refused.refusal.code === 'not_allowed' || isOutOfScope(refused)))
    await auditRefusal(app, sender, object);
  return refused;
}

async function sendFile(
  app: RoutesApp,
  route: Route,
  request: Request,
  response: Response,
  answer: FileAnswer,
): Promise<void> {
  const { file, etag, gzipped } = answer;
  response.status(answer.status ?? 200).type(answer.mediaType);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (etag !== undefined) response.setHeader('etag', etag);
  if (gzipped) response.vary('accept-encoding');
  if (etag !== undefined && request.headers['if-none-match']?.includes(etag)) {
    response.removeHeader('content-type');
    response.status(304).end();
  } else if (file instanceof Readable) {
    await sendStream(app, route, response, file, answer.onSent);
  } else if (typeof file === 'object' && 'root' in file) {
    await sendStored(response, file);
  } else if (gzipped && request.acceptsEncodings('gzip') === 'gzip') {
    response.setHeader('content-encoding', 'gzip').end(gzipped);
  } else if (answer.inRanges && Buffer.isBuffer(file)) {
    sendRange(request, response, file, etag);
  } else response.end(file);
}

/** One range of it, or all where none or several are asked for, or where what the asker has is another version. SPEC X11. */
function sendRange(request: Request, response: Response, file: Buffer, etag: string | undefined): void {
  response.setHeader('accept-ranges', 'bytes');
  const known = request.headers['if-range'];
  const ranges = known === undefined || known === etag ? request.range(file.length, { combine: true }) : undefined;
  if (ranges === -1) {
    response.status(416).setHeader('content-range', `bytes */${file.length}`).removeHeader('content-type');
    response.end();
    return;
  }
  const [range, ...more] = typeof ranges === 'object' && ranges.type === 'bytes' ? ranges : [];
  if (!range || more.length > 0) return void response.end(file);
  response.status(206).setHeader('content-range', `bytes ${range.start}-${range.end}/${file.length}`);
  response.end(file.subarray(range.start, range.end + 1));
}

async function sendStream(
  app: RoutesApp,
  route: Route,
  response: Response,
  stream: Readable,
  onSent: FileAnswer['onSent'],
): Promise<void> {
  try {
    await pipeline(stream, response);
    await onSent?.();
  } catch (err) {
    if (response.headersSent)
      app.log.warn({ err, requestId: requestIdOf(response), route: route.path }, 'a download was cut off');
    else sendResult(response, refuse(reportFault(app, route, response, err)));
  }
}

/** A stored file with the validators of its own time; the headers that were set stay. */
function sendStored(response: Response, { root, name }: { root: string; name: string }): Promise<void> {
  return new Promise((resolve) => {
    response.sendFile(name, { root, cacheControl: false }, (fault) => {
      if (fault && !response.headersSent) {
        response.setHeader('cache-control', 'no-store');
        sendResult(response, refuse({ code: 'not_found', what: 'address' }));
      }
      resolve();
    });
  });
}
