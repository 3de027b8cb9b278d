import type { RehearsalStarted } from '@hoithi/shared/contract/rehearsal';
import {
  ClaimAnswers,
  ClaimRehearsal,
  EndRehearsal,
  SendProgress,
  StartRehearsal,
} from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Request } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { type Answer, attachment, json, outOfScope, type Route, route } from '../web/route.ts';
import { type Acting, isDemoOnly } from '../web/sessions.ts';
import { stopRehearsal } from './finish-rehearsal.ts';
import { listRehearsals, readRehearsalView, typesetRehearsalInWorker } from './read-rehearsals.ts';
import type { CrowdHere } from './run-crowd-here.ts';
import { claimRehearsal, receiveClaims, receiveEnd, receiveProgress } from './serve-crowd.ts';
import { startRehearsal } from './start-rehearsal.ts';

const startBytesMax = 32 * 1024;
const keyBytesMax = 1024;
const claimsBytesMax = 1_048_576;
const Language = z.object({ lang: z.enum(['vi', 'en']).default('vi') });

/** Rehearsals of a round: the organizer's side, and what a crowd reports by its key. SPEC Y1-Y8. */
export const rehearsalRoutes = (
  app: Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'ownAddress'>,
  crowd: CrowdHere,
): Route[] => [...organizerRoutes(app, crowd), ...crowdRoutes(app)];

function organizerRoutes(
  app: Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'ownAddress'>,
  crowd: CrowdHere,
): Route[] {
  const path = '/api/organizer/rehearsals';
  const own = limitDevices(120, 60);
  const shared = {
    object: 'rehearsals',
    limit: own,
    /** Not the organizer of a demo, which anybody may be: a crowd would be everybody's to start. [Y8] */
    scope: (by: Acting): Result<null> => (isDemoOnly(app, by) ? outOfScope({ code: 'not_allowed' }) : accept(null)),
  } as const;
  const reading = { ...shared, may: 'rehearsal:read' } as const;
  const running = { ...shared, may: 'rehearsal:run' } as const;
  const one = { params: z.object({ id: z.uuid() }), absent: 'rehearsal' };
  const find = (by: Acting, id: string) => readRehearsalView(app, by, id);
  return [
    route({ ...reading, method: 'get', path, title: 'Rehearsals, newest first' }, async ({ who }) =>
      accept(await listRehearsals(app, who, app.ownAddress())),
    ),
    route(
      {
        ...running,
        method: 'post',
        path,
        title: 'Starts a rehearsal of a round',
        body: json(StartRehearsal, startBytesMax),
      },
      async ({ who, body }) => {
        if (!contestInScope(app, who, body.contestId).ok) return outOfScope({ code: 'not_allowed' });
        const started = await startRehearsal(app, who, body);
        if (!started.ok) return started;
        const { rehearsalId, key } = started.value;
        const address = app.ownAddress();
        const isHere = body.crowd === 'here';
        if (isHere) crowd.run(rehearsalId, address, key);
        return accept<RehearsalStarted>({ rehearsalId, key: isHere ? null : key, address });
      },
    ),
    route(
      { ...reading, ...one, method: 'get', path: `${path}/:id`, title: 'One rehearsal, as it stands' },
      ({ who, params }) => find(who, params.id),
    ),
    route(
      { ...running, ...one, method: 'post', path: `${path}/:id/stop`, title: 'Stops a rehearsal' },
      async ({ who, params }) => {
        const found = await find(who, params.id);
        if (!found.ok) return found;
        const stopped = await stopRehearsal(app, who, params.id);
        if (stopped.ok) crowd.stop(params.id);
        return stopped;
      },
    ),
    route(
      {
        ...reading,
        ...one,
        method: 'get',
        path: `${path}/:id/report.pdf`,
        title: 'The report of a rehearsal that is over, to print',
        limit: limitDevices(30, 60),
        query: Language,
        answers: 'application/pdf',
      },
      async ({ who, params, query }) => {
        const found = await find(who, params.id);
        if (!found.ok) return found;
        const rehearsal = found.value;
        if (!rehearsal.report) return refuse({ code: 'not_found', what: 'report' });
        const name = `dien-tap-${rehearsal.contest.slug}-${rehearsal.rehearsalId.slice(0, 8)}.pdf`;
        return {
          file: await app.background.run(() => typesetRehearsalInWorker(rehearsal, query.lang)),
          mediaType: 'application/pdf',
          headers: attachment(name),
        };
      },
    ),
  ];
}

/** Whoever has the key, then the token: both are secrets of 192 bits, and nothing else is needed. */
function crowdRoutes(app: Pick<App, 'clock' | 'contests' | 'db'>): Route[] {
  const careful = limitDevices(600, 60);
  const report = <S extends z.ZodType>(
    name: string,
    title: string,
    schema: S,
    act: (message: z.output<S>) => Promise<Answer>,
  ) =>
    route(
      {
        method: 'post',
        path: `/api/rehearsals/${name}`,
        title,
        may: 'anyone',
        limit: careful,
        body: json(schema, claimsBytesMax),
      },
      ({ body }) => act(body as z.output<S>),
    );
  return [
    route(
      {
        method: 'post',
        path: '/api/rehearsals/crowd',
        title: "Exchanges a rehearsal's key for what its crowd needs",
        may: 'anyone',
        limit: careful,
        body: json(ClaimRehearsal, keyBytesMax),
      },
      ({ body, request }) => claimRehearsal(app, body.key, proxiesOf(request)),
    ),
    report('progress', 'How far a crowd has come', SendProgress, (message) => receiveProgress(app, message)),
    report('claims', 'Answers that a crowd saw acknowledged', ClaimAnswers, (message) => receiveClaims(app, message)),
    report('end', 'A crowd has finished', EndRehearsal, (message) => receiveEnd(app, message)),
  ];
}

/** How many proxies are trusted, and how many addresses stand in what they forwarded. */
function proxiesOf(request: Request): { trusted: number; seen: number } {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '');
  const trusted = request.app.get('trust proxy') as unknown;
  return {
    trusted: typeof trusted === 'number' ? trusted : 0,
    seen: forwarded.split(',').filter((each) => each.trim() !== '').length,
  };
}
