import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { mayPass, Unavailable } from '../platform/db/database.ts';

export const malformed = (error: z.ZodError): Refusal => ({
  code: 'malformed',
  issues: error.issues.slice(0, 10).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`),
});

/** When a queue is full: half to one and a half of this, so that a crowd does not come back at one moment. Units: ms. */
const busyRetryMs = 2_000;

/** Logs what went wrong. `about` names the request: an id, a route, a command; nothing of a person. */
export function faultOf(
  app: Pick<App, 'log' | 'outages'>,
  fault: unknown,
  about: Readonly<Record<string, string>>,
  what: 'a request failed' | 'a command failed',
): Refusal {
  if (mayPass(fault)) {
    app.outages.log(fault, about);
    if (fault instanceof Unavailable) return { code: 'unavailable' };
    return { code: 'busy', retryInMs: Math.round(busyRetryMs * (0.5 + Math.random())) };
  }
  app.log.error({ ...about, err: fault }, what);
  return { code: 'fault' };
}
