import { FiguresQuery, type FiguresReport } from '@hoithi/shared/contract/figures';
import { RoundId } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type Request, type Response, Router } from 'express';
import type { App } from '../app-parts.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf, malformed } from '../web/namespace.ts';
import { requestIdOf } from '../web/request-id.ts';
import { sendResult } from '../web/route.ts';
import { auditRefusal, readCookieSession, type StaffSession } from '../web/sessions.ts';
import { typesetFiguresInWorker } from './figures/typeset-figures-in-worker.ts';
import { reportFigures } from './report-figures.ts';

const formats = ['json', 'xlsx', 'pdf'] as const;
type Format = (typeof formats)[number];
const typeOf = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

/** The figures report of a round, for the organizer in whose scope it is. One is made at a time. SPEC C10-C19. */
export function openFiguresApi(app: App): Router {
  const api = Router();
  for (const format of formats) {
    api.get(`/organizer/rounds/:roundId/figures.${format}`, limitPerDevice(30, 60), async (request, response) => {
      try {
        const admitted = await admit(app, request);
        if (!admitted.ok) return sendResult(response, admitted);
        sendFigures(response, await app.background.run(() => makeFigures(app, admitted.value, format)), format);
      } catch (fault) {
        sendResult(response, refuse(faultOf(app, fault, { requestId: requestIdOf(response) })));
      }
    });
  }
  return api;
}

type Asked = { session: StaffSession; roundId: string; query: FiguresQuery };

/** Staff of another role, and an organizer of another contest, are in the audit trail. SPEC C18. */
async function admit(app: App, request: Request): Promise<Result<Asked>> {
  const session = await readCookieSession(app, request.headers.cookie, 'staff');
  if (session?.kind !== 'staff') return refuse({ code: 'not_signed_in' });
  const roundId = RoundId.safeParse(request.params.roundId);
  const found = roundId.success ? app.contests.byRound(roundId.data) : null;
  const inScope = session.contestId === null || found === null || session.contestId === found.contest.contestId;
  if (session.role !== 'organizer' || !inScope) {
    await auditRefusal(app, session, 'figures');
    return refuse({ code: 'not_allowed' });
  }
  if (!found) return refuse({ code: 'not_found', what: 'round' });
  const query = FiguresQuery.safeParse(request.query);
  if (!query.success) return refuse(malformed(query.error));
  return accept({ session, roundId: found.round.roundId, query: query.data });
}

type Made = { report: FiguresReport; file: Buffer | null };

async function makeFigures(app: App, { session, roundId, query }: Asked, format: Format): Promise<Result<Made>> {
  const told = await reportFigures(app, session, roundId, query, format);
  if (!told.ok) return told;
  const file = format === 'json' ? null : await typesetFiguresInWorker(told.value, format, query.lang);
  return accept({ report: told.value, file });
}

function sendFigures(response: Response, made: Result<Made>, format: Format): void {
  if (!made.ok || made.value.file === null || format === 'json') {
    sendResult(response, made.ok ? accept(made.value.report) : made);
    return;
  }
  const { report, file } = made.value;
  const name = `so-lieu-${report.contest.slug}-${report.round.ordinal}.${format}`;
  response.type(typeOf[format]).setHeader('content-disposition', `attachment; filename="${name}"`).send(file);
}
