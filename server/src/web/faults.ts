import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { Unavailable } from '../platform/db/database.ts';

export const malformed = (error: z.ZodError): Refusal => ({
  code: 'malformed',
  issues: error.issues.slice(0, 10).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`),
});

/** Logs what went wrong. `about` names the request: an id, a route, a command; nothing of a person. */
export function faultOf(
  app: Pick<App, 'log' | 'outages'>,
  fault: unknown,
  about: Readonly<Record<string, string>>,
  what: 'a request failed' | 'a command failed',
): Refusal {
  if (fault instanceof Unavailable) {
    app.outages.log(fault, about);
    return { code: 'unavailable' };
  }
  app.log.error({ ...about, err: fault }, what);
  return { code: 'fault' };
}
