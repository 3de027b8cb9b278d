import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { refuse } from '@hoithi/shared/contract/result';
import express, { type Request, Router } from 'express';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf } from '../web/namespace.ts';
import { requestIdOf } from '../web/request-id.ts';
import { sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession } from '../web/sessions.ts';
import { loadUnits } from './load-units.ts';

/** The organizer's table of units comes in as a file; `?write=true` keeps what was shown before. SPEC U1-U3. */
export function openUnitsApi(app: App): Router {
  const api = Router();
  api.post(
    '/organizer/contests/:contestId/units',
    limitPerDevice(30, 60),
    express.raw({ type: () => true, limit: limits.unitFileBytesMax }),
    async (request: Request, response) => {
      try {
        const session = await readCookieSession(app, request.headers.cookie, 'staff');
        if (session?.kind !== 'staff') return sendResult(response, refuse({ code: 'not_signed_in' }));
        const contestId = ContestId.safeParse(request.params.contestId);
        if (!contestId.success) return sendResult(response, refuse({ code: 'not_found', what: 'contest' }));
        if (session.role !== 'organizer') {
          await auditRefusal(app, session, 'units');
          return sendResult(response, refuse({ code: 'not_allowed' }));
        }
        const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        sendResult(response, await loadUnits(app, session, contestId.data, file, request.query.write === 'true'));
      } catch (fault) {
        sendResult(response, refuse(faultOf(app, fault, { requestId: requestIdOf(response) })));
      }
    },
  );
  return api;
}
