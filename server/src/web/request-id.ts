import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { App } from '../app-parts.ts';

export const requestIdOf = (response: Response): string => String(response.getHeader('x-request-id') ?? '');

/**
 * Gives every request an id, sent in `x-request-id`, so that a log entry can be found from what somebody saw. The log names
 * the route by its pattern, never by its address: addresses contain links and codes. SPEC N10, S8.
 */
export function nameRequests(app: Pick<App, 'health' | 'log'>): RequestHandler {
  return (request, response, next) => {
    const sinceMs = performance.now();
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    // A proxy reuses its connections: it opens the next one to another process. [N3]
    if (app.health.readiness().draining) response.setHeader('connection', 'close');
    if (app.log.isLevelEnabled('debug'))
      response.once('finish', () => {
        const ms = Math.round(performance.now() - sinceMs);
        const route = request.route ? String(request.route.path) : 'file';
        app.log.debug({ requestId, method: request.method, route, status: response.statusCode, ms }, 'a request');
      });
    next();
  };
}
