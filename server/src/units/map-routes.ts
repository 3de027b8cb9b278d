import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf, malformed } from '../web/namespace.ts';
import { readFile } from '../web/read-file.ts';
import { sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession } from '../web/sessions.ts';
import { listMaps, loadMap, removeMap } from './load-map.ts';

const note = z.string().trim().normalize('NFC').max(limits.mapNoteLengthMax);
const level = z.string().trim().min(1).max(limits.levelLengthMax);
const MapQuery = z.object({
  level,
  codeProperty: z
    .string()
    .max(60)
    .transform((name) => (name === '' ? null : name))
    .default(null),
  source: note.default(''),
  licence: note.default(''),
  write: z.enum(['true', 'false']).default('false'),
});
type By = { actor: string; contestId: string | null };

/** The organizer's true map comes in as a file; `write=true` keeps what was shown before. SPEC U24-U26. */
export function openMapsApi(app: App): Router {
  const api = Router();
  const path = '/organizer/contests/:contestId/maps';
  // Who sends is looked at before a byte of the file is read.
  api.use(path, limitPerDevice(30, 60), admitOrganizer(app));
  api.get(path, (request, response) =>
    answer(app, response, async () => listMaps(app, byOf(response), contestIdOf(request))),
  );
  api.post(path, readFile(limits.mapFileBytesMax), (request, response) =>
    answer(app, response, async () => {
      const query = MapQuery.safeParse(request.query);
      if (!query.success) return refuse(malformed(query.error));
      const { write, ...order } = query.data;
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return loadMap(app, byOf(response), contestIdOf(request), file, { ...order, write: write === 'true' });
    }),
  );
  api.delete(path, (request, response) =>
    answer(app, response, async () => {
      const query = z.object({ level }).safeParse(request.query);
      if (!query.success) return refuse(malformed(query.error));
      return removeMap(app, byOf(response), contestIdOf(request), query.data.level);
    }),
  );
  return api;
}

const byOf = (response: Response): By => response.locals.by as By;
/** What is no id finds no contest. */
const contestIdOf = (request: Request): string => ContestId.safeParse(request.params.contestId).data ?? '';

async function answer(app: App, response: Response, act: () => Promise<Result<unknown>>): Promise<void> {
  try {
    sendResult(response, await act());
  } catch (fault) {
    sendResult(response, refuse(faultOf(app, fault)));
  }
}

function admitOrganizer(app: App): RequestHandler {
  return async (request, response, next) => {
    try {
      const session = await readCookieSession(app, request.headers.cookie, 'staff');
      if (session?.kind !== 'staff') return sendResult(response, refuse({ code: 'not_signed_in' }));
      if (session.role !== 'organizer') {
        await auditRefusal(app, session, 'maps');
        return sendResult(response, refuse({ code: 'not_allowed' }));
      }
      response.locals.by = session satisfies By;
      next();
    } catch (fault) {
      sendResult(response, refuse(faultOf(app, fault)));
    }
  };
}
