import type { RehearsalStarted, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import {
  ClaimAnswers,
  EndRehearsal,
  StartRehearsal,
  TakeRehearsal,
  TellProgress,
} from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { House } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf } from '../web/namespace.ts';
import { answers, sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession, type StaffSession } from '../web/sessions.ts';
import { takeRehearsal } from './claim-rehearsal.ts';
import { listRehearsals, lookAtRehearsal } from './read-rehearsals.ts';
import { hearClaims, hearEnd, hearProgress } from './receive-crowd-report.ts';
import { typesetRehearsalApart } from './report/typeset-rehearsal-in-worker.ts';
import type { CrowdHere } from './run-crowd-here.ts';
import { startRehearsal } from './start-rehearsal.ts';
import { stopRehearsal } from './stop-rehearsal.ts';

const claimsBytesMax = 1_048_576;
const Nothing = z.object({});
const Language = z.object({ lang: z.enum(['vi', 'en']).default('vi') });

/** Rehearsals of a round: the organizer's side, and what a crowd says by its key. SPEC Y1-Y8. */
export function openRehearsalsApi(house: House, crowd: CrowdHere): Router {
  const api = Router();
  organizerSide(api, house, crowd);
  crowdSide(api, house);
  return api;
}

function organizerSide(api: Router, house: House, crowd: CrowdHere): void {
  const own = limitPerDevice(120, 60);
  const path = '/organizer/rehearsals';
  api.get(
    path,
    own,
    answers(house, Nothing, async (_m, request) => {
      const session = await admit(house, request);
      return session.ok ? accept(await listRehearsals(house, session.value.contestId, house.ownAddress())) : session;
    }),
  );
  api.post(
    path,
    own,
    express.json({ limit: '32kb' }),
    answers(house, StartRehearsal, async (message, request) => {
      const session = await admit(house, request, message.contestId);
      if (!session.ok) return session;
      const started = await startRehearsal(house, session.value, message);
      if (!started.ok) return started;
      const { rehearsalId, key } = started.value;
      const address = house.ownAddress();
      if (message.crowd === 'here') crowd.run(rehearsalId, address, key);
      const told: RehearsalStarted = { rehearsalId, key: message.crowd === 'here' ? null : key, address };
      return accept(told);
    }),
  );
  api.get(
    `${path}/:id`,
    own,
    answers(house, Nothing, (_m, request) => findOne(house, request)),
  );
  api.post(
    `${path}/:id/stop`,
    own,
    express.json({ limit: '1kb' }),
    answers(house, Nothing, async (_m, request) => {
      const session = await admit(house, request);
      const found = session.ok ? await findOne(house, request) : session;
      if (!session.ok || !found.ok) return found;
      const stopped = await stopRehearsal(house, session.value, found.value.rehearsalId);
      if (stopped.ok) crowd.stop(found.value.rehearsalId);
      return stopped;
    }),
  );
  api.get(`${path}/:id/report.pdf`, limitPerDevice(30, 60), async (request, response) => {
    try {
      await sendPaper(house, request, response);
    } catch (fault) {
      sendResult(response, refuse(faultOf(house, fault)));
    }
  });
}

/**
 * The organizer of the house, or of the contest named. Not the organizer of a demo, which anybody may be: a crowd would be
 * everybody's to start. Who is refused is in the audit trail. SPEC Y8.
 */
async function admit(house: House, request: Request, contestId?: string): Promise<Result<StaffSession>> {
  const session = await readCookieSession(house, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  const demo = session.contestId !== null && (house.contests.byId(session.contestId)?.demo ?? true);
  const beyond = session.contestId !== null && contestId !== undefined && contestId !== session.contestId;
  if (session.role === 'organizer' && !demo && !beyond) return accept(session);
  await auditRefusal(house, session, 'rehearsals');
  return refuse({ code: 'not_allowed' });
}

async function findOne(house: House, request: Request): Promise<Result<RehearsalView>> {
  const session = await admit(house, request);
  if (!session.ok) return session;
  const id = z.uuid().safeParse(request.params.id);
  const found = id.success ? await lookAtRehearsal(house, session.value.contestId, id.data) : null;
  return found ? accept(found) : refuse({ code: 'not_found', what: 'rehearsal' });
}

async function sendPaper(house: House, request: Request, response: Response): Promise<void> {
  const found = await findOne(house, request);
  const query = Language.safeParse(request.query);
  if (!found.ok) return sendResult(response, found);
  if (!query.success || !found.value.report) return sendResult(response, refuse({ code: 'not_found', what: 'report' }));
  const file = await house.background.run(() => typesetRehearsalApart(found.value, query.data.lang));
  const name = `dien-tap-${found.value.contest.slug}-${found.value.rehearsalId.slice(0, 8)}.pdf`;
  response.type('application/pdf').setHeader('content-disposition', `attachment; filename="${name}"`).send(file);
}

/** Whoever holds the key, then the token: both are secrets of 192 bits, and nothing else is asked. */
function crowdSide(api: Router, house: House): void {
  const careful = limitPerDevice(600, 60);
  api.post(
    '/rehearsals/crowd',
    careful,
    express.json({ limit: '1kb' }),
    answers(house, TakeRehearsal, ({ key }, request) => takeRehearsal(house, key, proxiesOf(request))),
  );
  const hear = <S extends z.ZodType>(path: string, schema: S, act: (m: z.output<S>) => Promise<Result<unknown>>) =>
    api.post(`/rehearsals/${path}`, careful, express.json({ limit: claimsBytesMax }), answers(house, schema, act));
  hear('progress', TellProgress, (message) => hearProgress(house, message));
  hear('claims', ClaimAnswers, (message) => hearClaims(house, message));
  hear('end', EndRehearsal, (message) => hearEnd(house, message));
}

/** How many proxies are believed, and how many addresses stand in what they say. */
function proxiesOf(request: Request): { trusted: number; seen: number } {
  const told = String(request.headers['x-forwarded-for'] ?? '');
  const trusted = request.app.get('trust proxy') as unknown;
  return {
    trusted: typeof trusted === 'number' ? trusted : 0,
    seen: told.split(',').filter((each) => each.trim() !== '').length,
  };
}
