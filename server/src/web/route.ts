import type { Refusal, RefusalCode } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { refuse } from '@hoithi/shared/contract/result';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { faultOf, malformed } from './namespace.ts';
import { requestIdOf } from './request-id.ts';

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
  not_found: 404,
};

function comeAgainInMs(refusal: Refusal): number | null {
  if ('retryInMs' in refusal) return refusal.retryInMs;
  return refusal.code === 'waiting' ? refusal.pollInMs : null;
}

/** Every answer of /api is `{ ok, value }` or `{ ok, refusal }`; the status follows the refusal. SPEC W2. */
export function sendResult(response: Response, result: Result<unknown>): void {
  const afterMs = result.ok ? null : comeAgainInMs(result.refusal);
  if (afterMs !== null) response.setHeader('retry-after', Math.max(1, Math.ceil(afterMs / 1_000)));
  response.status(result.ok ? 200 : (statusOf[result.refusal.code] ?? 422)).json(result);
}

/** Reads the body (POST) or the query (GET) by a schema, acts, answers. SPEC W1. */
export function answers<S extends z.ZodType>(
  app: App,
  schema: S,
  act: (message: z.output<S>, request: Request, response: Response) => Promise<Result<unknown>>,
): RequestHandler {
  return async (request, response) => {
    const parsed = schema.safeParse(request.method === 'GET' ? request.query : (request.body ?? {}));
    const send = (result: Result<unknown>) => {
      app.metrics.requested(result);
      sendResult(response, result);
    };
    if (!parsed.success) return send(refuse(malformed(parsed.error)));
    try {
      send(await act(parsed.data, request, response));
    } catch (fault) {
      send(refuse(faultOf(app, fault, { requestId: requestIdOf(response) })));
    }
  };
}
