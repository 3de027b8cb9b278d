import { ContestId, UnitCode } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import { RosterQuery } from '@hoithi/shared/contract/unit-leader';
import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf, malformed } from '../web/namespace.ts';
import { answers, sendResult } from '../web/route.ts';
import { deleteOneRoster } from './delete-rosters.ts';
import { listRosters, loadRosters } from './load-rosters.ts';
import { type Admitted, admitOrganizer } from './unit-access.ts';

const Nothing = z.object({});

/** Lists of units' people: the organizer loads, lists and deletes them; no name and no number comes back here. SPEC U15, U17. */
export function openRostersApi(app: App): Router {
  const api = Router();
  const contestOf = (request: Request): CachedContest | null => {
    const id = ContestId.safeParse(request.params.contestId);
    return id.success ? app.contests.byId(id.data) : null;
  };
  const organizer = (request: Request): Promise<Result<Admitted>> =>
    admitOrganizer(app, request, contestOf(request), 'rosters');

  const path = '/organizer/contests/:contestId/rosters';
  api.get(
    path,
    answers(app, Nothing, async (_message, request) => {
      const admitted = await organizer(request);
      return admitted.ok ? listRosters(app, admitted.value.contest) : admitted;
    }),
  );
  api.post(
    path,
    limitPerDevice(30, 60),
    express.raw({ type: () => true, limit: limits.unitFileBytesMax }),
    async (request: Request, response) => {
      try {
        const admitted = await organizer(request);
        if (!admitted.ok) return sendResult(response, admitted);
        const query = RosterQuery.safeParse(request.query);
        if (!query.success) return sendResult(response, refuse(malformed(query.error)));
        const { session, contest } = admitted.value;
        const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const how = { write: query.data.write === 'true', unitForAll: query.data.unit ?? null };
        sendResult(response, await loadRosters(app, session, contest, file, how));
      } catch (fault) {
        sendResult(response, refuse(faultOf(app, fault)));
      }
    },
  );
  api.post(
    `${path}/:unitCode/delete`,
    limitPerDevice(60, 60),
    answers(app, Nothing, async (_message, request) => {
      const admitted = await organizer(request);
      if (!admitted.ok) return admitted;
      const code = UnitCode.safeParse(request.params.unitCode);
      if (!code.success) return refuse({ code: 'not_found', what: 'roster' });
      return deleteOneRoster(app, admitted.value.session, admitted.value.contest, code.data);
    }),
  );
  return api;
}
