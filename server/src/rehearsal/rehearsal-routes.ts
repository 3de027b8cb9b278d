import type { RehearsalStarted, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import {
  ClaimAnswers,
  ClaimRehearsal,
  EndRehearsal,
  SendProgress,
  StartRehearsal,
} from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf } from '../web/namespace.ts';
import { answers, sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession, type StaffSession } from '../web/sessions.ts';
import { stopRehearsal } from './finish-rehearsal.ts';
import { listRehearsals, readRehearsalView } from './read-rehearsals.ts';
import { typesetRehearsalInWorker } from './report/typeset-rehearsal-in-worker.ts';
import type { CrowdHere } from './run-crowd-here.ts';
import { claimRehearsal, receiveClaims, receiveEnd, receiveProgress } from './serve-crowd.ts';
import { startRehearsal } from './start-rehearsal.ts';

const claimsBytesMax = 1_048_576;
const Nothing = z.object({});
const Language = z.object({ lang: z.enum(['vi', 'en']).default('vi') });

/** Rehearsals of a round: the organizer's side, and what a crowd says by its key. SPEC Y1-Y8. */
export function openRehearsalsApi(app: App, crowd: CrowdHere): Router {
  const api = Router();
  organizerSide(api, app, crowd);
  crowdSide(api, app);
  return api;
}

function organizerSide(api: Router, app: App, crowd: CrowdHere): void {
  const own = limitPerDevice(120, 60);
  const path = '/organizer/rehearsals';
  api.get(
    path,
    own,
    answers(app, Nothing, async (_m, request) => {
      const session = await admit(app, request);
      return session.ok ? accept(await listRehearsals(app, session.value.contestId, app.ownAddress())) : session;
    }),
  );
  api.post(
    path,
    own,
    express.json({ limit: '32kb' }),
    answers(app, StartRehearsal, async (message, request) => {
      const session = await admit(app, request, message.contestId);
      if (!session.ok) return session;
      const started = await startRehearsal(app, session.value, message);
      if (!started.ok) return started;
      const { rehearsalId, key } = started.value;
      const address = app.ownAddress();
      if (message.crowd === 'here') crowd.run(rehearsalId, address, key);
      const told: RehearsalStarted = { rehearsalId, key: message.crowd === 'here' ? null : key, address };
      return accept(told);
    }),
  );
  api.get(
    `${path}/:id`,
    own,
    answers(app, Nothing, (_m, request) => findOne(app, request)),
  );
  api.post(
    `${path}/:id/stop`,
    own,
    express.json({ limit: '1kb' }),
    answers(app, Nothing, async (_m, request) => {
      const session = await admit(app, request);
      const found = session.ok ? await findOne(app, request) : session;
      if (!session.ok || !found.ok) return found;
      const stopped = await stopRehearsal(app, session.value, found.value.rehearsalId);
      if (stopped.ok) crowd.stop(found.value.rehearsalId);
      return stopped;
    }),
  );
  api.get(`${path}/:id/report.pdf`, limitPerDevice(30, 60), async (request, response) => {
    try {
      await sendPaper(app, request, response);
    } catch (fault) {
      sendResult(response, refuse(faultOf(app, fault)));
    }
  });
}

/**
 * The organizer of the house, or of the contest named. Not the organizer of a demo, which anybody may be: a crowd would be
 * everybody's to start. Who is refused is in the audit trail. SPEC Y8.
 */
async function admit(app: App, request: Request, contestId?: string): Promise<Result<StaffSession>> {
  const session = await readCookieSession(app, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  const demo = session.contestId !== null && (app.contests.byId(session.contestId)?.demo ?? true);
  const beyond = session.contestId !== null && contestId !== undefined && contestId !== session.contestId;
  if (session.role === 'organizer' && !demo && !beyond) return accept(session);
  await auditRefusal(app, session, 'rehearsals');
  return refuse({ code: 'not_allowed' });
}

async function findOne(app: App, request: Request): Promise<Result<RehearsalView>> {
  const session = await admit(app, request);
  if (!session.ok) return session;
  const id = z.uuid().safeParse(request.params.id);
  const found = id.success ? await readRehearsalView(app, session.value.contestId, id.data) : null;
  return found ? accept(found) : refuse({ code: 'not_found', what: 'rehearsal' });
}

async function sendPaper(app: App, request: Request, response: Response): Promise<void> {
  const found = await findOne(app, request);
  const query = Language.safeParse(request.query);
  if (!found.ok) return sendResult(response, found);
  if (!query.success || !found.value.report) return sendResult(response, refuse({ code: 'not_found', what: 'report' }));
  const file = await app.background.run(() => typesetRehearsalInWorker(found.value, query.data.lang));
  const name = `dien-tap-${found.value.contest.slug}-${found.value.rehearsalId.slice(0, 8)}.pdf`;
  response.type('application/pdf').setHeader('content-disposition', `attachment; filename="${name}"`).send(file);
}

/** Whoever holds the key, then the token: both are secrets of 192 bits, and nothing else is asked. */
function crowdSide(api: Router, app: App): void {
  const careful = limitPerDevice(600, 60);
  api.post(
    '/rehearsals/crowd',
    careful,
    express.json({ limit: '1kb' }),
    answers(app, ClaimRehearsal, ({ key }, request) => claimRehearsal(app, key, proxiesOf(request))),
  );
  const hear = <S extends z.ZodType>(path: string, schema: S, act: (m: z.output<S>) => Promise<Result<unknown>>) =>
    api.post(`/rehearsals/${path}`, careful, express.json({ limit: claimsBytesMax }), answers(app, schema, act));
  hear('progress', SendProgress, (message) => receiveProgress(app, message));
  hear('claims', ClaimAnswers, (message) => receiveClaims(app, message));
  hear('end', EndRehearsal, (message) => receiveEnd(app, message));
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
