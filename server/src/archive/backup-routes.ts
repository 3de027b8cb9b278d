import { pipeline } from 'node:stream/promises';
import { refuse } from '@hoithi/shared/contract/result';
import { type Request, Router } from 'express';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf } from '../web/namespace.ts';
import { requestIdOf } from '../web/request-id.ts';
import { sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession } from '../web/sessions.ts';
import { backUpInstallation, recordBackup } from './backup.ts';

/** The organizer of the whole house takes a backup of it, while it runs. SPEC B5. */
export function openBackupApi(app: App): Router {
  const api = Router();
  api.post('/organizer/backup', limitPerDevice(3, 60), async (request: Request, response) => {
    try {
      const session = await readCookieSession(app, request.headers.cookie, 'staff');
      if (session?.kind !== 'staff') return sendResult(response, refuse({ code: 'not_signed_in' }));
      if (session.role !== 'organizer' || session.contestId !== null) {
        await auditRefusal(app, session, 'backup');
        return sendResult(response, refuse({ code: 'not_allowed' }));
      }
      const nowMs = app.clock.nowMs();
      const name = `hoithi-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '')}.backup`;
      response.attachment(name).type('application/octet-stream').setHeader('cache-control', 'no-store, no-transform');
      const { packed, done } = backUpInstallation(app.db, nowMs);
      await pipeline(packed, response);
      await recordBackup(app.db, await done, session.actor);
    } catch (fault) {
      if (response.headersSent) app.log.warn({ err: fault }, 'a backup was cut off');
      else sendResult(response, refuse(faultOf(app, fault, { requestId: requestIdOf(response) })));
    }
  });
  return api;
}
