import { limits } from '@hoithi/shared/contract/limits';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { JoinCode, RunId } from '@hoithi/shared/contract/show';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf } from '../web/namespace.ts';
import { requestIdOf } from '../web/request-id.ts';
import { answers, sendResult } from '../web/route.ts';
import { readCookieSession } from '../web/sessions.ts';
import { loadShow } from './load-show.ts';
import { findPicture, proveRun } from './read-run.ts';

const Nothing = z.object({});
const UnitQuery = z.object({
  q: z
    .string()
    .max(4 * limits.unitQueryLengthMax)
    .default(''),
});

/** What a show needs over HTTP: its file comes in, units are searched, pictures and the proof go out. SPEC H1, H8. */
export function openShowsApi(app: App): Router {
  const api = Router();
  // A show file carries its pictures, so this one door takes a large body, as text: its lines are told where it is broken.
  api.post(
    '/mc/shows',
    limitPerDevice(20, 60),
    express.text({ type: () => true, limit: limits.showFileBytesMax }),
    async (request: Request, response) => {
      try {
        const session = await readCookieSession(app, request.headers.cookie, 'staff');
        if (session?.kind !== 'staff') return sendResult(response, refuse({ code: 'not_signed_in' }));
        const contest = session.contestId === null ? null : app.contests.byId(session.contestId);
        if (session.role !== 'mc') return sendResult(response, refuse({ code: 'not_allowed' }));
        if (!contest) return sendResult(response, refuse({ code: 'not_found', what: 'contest' }));
        const text = typeof request.body === 'string' ? request.body : '';
        const loaded = await loadShow(app, contest, text, session.actor);
        if (loaded.ok) app.bus.publish('screen:changed', { contestId: contest.contestId });
        sendResult(response, loaded);
      } catch (fault) {
        sendResult(response, refuse(faultOf(app, fault, { requestId: requestIdOf(response) })));
      }
    },
  );
  api.get(
    '/shows/:code/units',
    answers(app, UnitQuery, async ({ q }, request) => {
      const code = JoinCode.safeParse(request.params.code);
      const run = code.success ? await app.runs.byCode(code.data) : null;
      const contest = run && app.contests.byId(run.row.contest_id);
      if (!contest) return refuse({ code: 'code_unknown' });
      return accept<UnitHit[]>(
        contest.units.search(q.slice(0, limits.unitQueryLengthMax), 20, vietnamDayOf(app.clock.nowMs())),
      );
    }),
  );
  api.get(
    '/shows/:runId/proof',
    answers(app, Nothing, async (_m, request) => {
      const runId = RunId.safeParse(request.params.runId);
      return runId.success ? proveRun(app, runId.data) : refuse({ code: 'not_found', what: 'run' });
    }),
  );
  api.get('/shows/:runId/pictures/:name', async (request, response) => {
    const runId = RunId.safeParse(request.params.runId);
    const picture = runId.success ? await findPicture(app, runId.data, String(request.params.name)) : null;
    if (!picture) return sendResult(response, refuse({ code: 'not_found', what: 'picture' }));
    response
      .type(picture.type)
      .setHeader('cache-control', 'public, max-age=86400, immutable')
      .setHeader('x-content-type-options', 'nosniff')
      .end(picture.bytes);
  });
  return api;
}
