import { DecideTie } from '@hoithi/shared/contract/collective-standing';
import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf, malformed } from '../web/namespace.ts';
import { sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession, type StaffSession } from '../web/sessions.ts';
import { decideTie } from './decide-tie.ts';
import { loadUnitGroups } from './load-unit-groups.ts';
import { publishCollective } from './publish-collective.ts';
import { readCollective } from './read-collective.ts';
import { storeCollective } from './store-collective.ts';

const Numbered = z.coerce.number().int().min(0).max(1_000_000);

/** Collective prizes for the organizer: look, decide ties, keep a numbered standing, publish it, load groups within units. SPEC G3, G8-G11, G13. */
export function openCollectiveApi(app: App): Router {
  const api = Router();
  const path = '/organizer/contests/:contestId/collective';
  type Act = (by: StaffSession, contestId: string, request: Request) => Promise<Result<unknown>>;

  /** Only the organizer; anybody else of the staff is refused, and the refusal is in the trail. */
  const organizerOnly = (act: Act) => async (request: Request, response: Response) => {
    try {
      const session = await readCookieSession(app, request.headers.cookie, 'staff');
      if (session?.kind !== 'staff') return sendResult(response, refuse({ code: 'not_signed_in' }));
      const contestId = ContestId.safeParse(request.params.contestId);
      if (!contestId.success) return sendResult(response, refuse({ code: 'not_found', what: 'contest' }));
      if (session.role !== 'organizer') {
        await auditRefusal(app, session, 'collective');
        return sendResult(response, refuse({ code: 'not_allowed' }));
      }
      sendResult(response, await act(session, contestId.data, request));
    } catch (fault) {
      sendResult(response, refuse(faultOf(app, fault)));
    }
  };
  const numbered = (name: string, act: (by: StaffSession, contestId: string, n: number) => Promise<Result<unknown>>) =>
    organizerOnly(async (by, contestId, request) => {
      const number = Numbered.safeParse(request.params[name]);
      return number.success ? act(by, contestId, number.data) : refuse(malformed(number.error));
    });

  api.get(
    path,
    limitPerDevice(60, 60),
    organizerOnly((by, contestId) => readCollective(app, by, contestId)),
  );
  api.post(
    `${path}/awards/:award/keep`,
    limitPerDevice(30, 60),
    numbered('award', (by, contestId, award) => storeCollective(app, by, contestId, award)),
  );
  api.post(
    `${path}/awards/:award/decide`,
    limitPerDevice(30, 60),
    express.json({ limit: '64kb' }),
    organizerOnly((by, contestId, request) => {
      const award = Numbered.safeParse(request.params.award);
      if (!award.success) return Promise.resolve(refuse(malformed(award.error)));
      const message = DecideTie.safeParse(request.body);
      if (!message.success) return Promise.resolve(refuse(malformed(message.error)));
      return decideTie(app, by, contestId, award.data, message.data);
    }),
  );
  api.post(
    `${path}/standings/:version/publish`,
    limitPerDevice(30, 60),
    numbered('version', (by, contestId, version) => publishCollective(app, by, contestId, version)),
  );
  api.post(
    `${path}/groups`,
    limitPerDevice(30, 60),
    express.raw({ type: () => true, limit: limits.unitFileBytesMax }),
    organizerOnly((by, contestId, request) => {
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return loadUnitGroups(app, by, contestId, file, request.query.write === 'true');
    }),
  );
  return api;
}
