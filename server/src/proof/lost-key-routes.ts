import { ContestId } from '@hoithi/shared/contract/ids';
import { ReplaceLostKey } from '@hoithi/shared/contract/log-key';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { readLostKey, replaceLostKey } from './replace-lost-key.ts';

/** Two people confirm that the key of a log is lost. SPEC Z17. */
export function lostKeyRoutes(app: Pick<App, 'clock' | 'contests' | 'db' | 'logKey'>): Route[] {
  const shared = {
    path: '/api/organizer/contests/:contestId/log-key',
    object: 'log',
    may: 'result:finalize',
    limit: limitDevices(60, 60),
    params: z.object({ contestId: ContestId }),
    absent: 'contest',
    scope: (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId),
  } as const;
  return [
    route(
      { ...shared, method: 'get', title: 'Whether the log waits for a key that this server has not' },
      ({ who, scope }) => readLostKey(app, who, scope),
    ),
    route(
      {
        ...shared,
        method: 'post',
        title: 'Confirms, first or second, that the key is lost and another signs',
        body: json(ReplaceLostKey, 4 * 1024),
      },
      ({ who, scope, body }) => replaceLostKey(app, who, scope, body),
    ),
  ];
}
