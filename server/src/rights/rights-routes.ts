import { AnswerDataRequest, AskAboutData, TakeBack } from '@hoithi/shared/contract/data-rights';
import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { SetConsents } from '@hoithi/shared/contract/sign-in';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { rulesMediaTypes } from '../documents/rules/make-rules-paper.ts';
import { type Contestant, proveContestant } from '../people/prove-contestant.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import type { Acting, SignedIn } from '../web/sessions.ts';
import { answerDataRequest, askAboutData, changeConsents, takeBack, viewDataRequests } from './data-requests.ts';
import { exportOwnData, viewOwnData } from './own-data.ts';
import { printProcessingRecord } from './processing-record.ts';

type RightsApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'publishedDir'>;
type Own = { contest: CachedContest; who: Contestant };

/** Rights of persons over their data: the own page and the committee's queue. SPEC S60-S69. */
export function rightsRoutes(app: RightsApp): Route[] {
  const path = '/api/contests/:slug/my-data';
  const own = {
    may: 'contestant',
    params: z.object({ slug: z.string() }),
    absent: 'contest',
    scope: async ({ personId }: SignedIn, { slug }: { slug: string }): Promise<Result<Own>> => {
      const contest = await app.contests.findBySlug(slug);
      if (!contest) return refuse({ code: 'not_found', what: 'contest' });
      const proven = await proveContestant(app, personId, contest.contestId);
      return proven.ok ? accept({ contest, who: proven.value }) : proven;
    },
  } as const;
  const deskPath = '/api/organizer/contests/:contestId/data-requests';
  const scope = (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  return [
    route(
      {
        ...own,
        method: 'post',
        path: '/api/contests/:slug/consents',
        title: 'Gives or withdraws consents, at any time; published names follow',
        limit: limitDevices(60, 60),
        body: json(SetConsents, limits.messageBytesMax),
        answers: z.object({}),
      },
      ({ scope: { contest, who }, body }) => changeConsents(app, contest, who, body),
    ),
    route(
      { ...own, method: 'get', path, title: 'What a contest has stored of the person', limit: limitDevices(60, 60) },
      async ({ scope: { contest, who } }) => accept(await viewOwnData(app, contest, who)),
    ),
    route(
      {
        ...own,
        method: 'get',
        path: `${path}/export`,
        title: 'Everything that a contest has stored of the person, to take along',
        limit: limitDevices(10, 60),
      },
      async ({ scope: { contest, who } }) => accept(await exportOwnData(app, contest, who)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: `${path}/requests`,
        title: 'Asks for a correction or an erasure',
        limit: limitDevices(20, 60),
        body: json(AskAboutData, 16_384),
      },
      ({ scope: { contest, who }, body }) => askAboutData(app, contest, who, body),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: `${path}/requests/:requestId/take-back`,
        title: 'Takes an own open request back',
        params: z.object({ slug: z.string(), requestId: z.uuid() }),
        limit: limitDevices(20, 60),
        body: json(TakeBack, 1_024),
        answers: z.object({}),
      },
      ({ scope: { contest, who }, params }) => takeBack(app, contest, who, params.requestId),
    ),
    route(
      {
        method: 'get',
        path: deskPath,
        title: 'Requests of persons about their data, by when each is due',
        may: 'rights:read',
        object: 'data requests',
        limit: limitDevices(60, 60),
        params: z.object({ contestId: ContestId }),
        absent: 'contest',
        scope,
      },
      async ({ who, scope: contest }) => accept(await viewDataRequests(app, who, contest)),
    ),
    route(
      {
        method: 'get',
        path: '/api/organizer/contests/:contestId/processing-record.:as',
        title: 'The record of how a contest processes personal data, from the rules in force',
        may: 'rights:read',
        object: 'processing record',
        limit: limitDevices(20, 60),
        params: z.object({ contestId: ContestId, as: z.enum(['pdf', 'docx']) }),
        absent: 'file',
        scope,
        answers: 'application/pdf',
      },
      async ({ who, scope: contest, params: { as } }) => ({
        file: await printProcessingRecord(app, who, contest, as),
        mediaType: rulesMediaTypes[as],
        headers: attachment(`ho-so-xu-ly-du-lieu-${contest.slug}.${as}`),
      }),
    ),
    route(
      {
        method: 'post',
        path: `${deskPath}/:requestId/answer`,
        title: 'Executes, refuses or extends a request about data',
        may: 'rights:answer',
        object: 'data requests',
        limit: limitDevices(60, 60),
        params: z.object({ contestId: ContestId, requestId: z.uuid() }),
        absent: 'contest',
        scope,
        body: json(AnswerDataRequest, 8_192),
        answers: z.object({}),
      },
      ({ who, scope: contest, params, body }) => answerDataRequest(app, who, contest, params.requestId, body),
    ),
  ];
}
