import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { App } from '../app-parts.ts';

export const requestIdOf = (response: Response): string => String(response.getHeader('x-request-id') ?? '');

/**
 * Gives every request an id, told in `x-request-id`, so that a line of the log can be found again from what somebody saw.
 * The log names the door by its pattern, never by its address: addresses hold links and codes. SPEC N10, S8.
 */
export function nameRequests(app: App): RequestHandler {
  return (request, response, next) => {
    const sinceMs = performance.now();
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    // A proxy keeps its connections open: it is asked to take a new one elsewhere. [N3]
    if (app.health.readiness().draining) response.setHeader('connection', 'close');
    if (app.log.isLevelEnabled('debug'))
      response.once('finish', () => {
        const ms = Math.round(performance.now() - sinceMs);
        const gateway = request.route ? `${request.baseUrl ? '/api' : ''}${String(request.route.path)}` : 'file';
        app.log.debug({ requestId, method: request.method, gateway, status: response.statusCode, ms }, 'a request');
      });
    next();
  };
}
