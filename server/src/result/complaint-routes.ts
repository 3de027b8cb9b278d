import { AnswerComplaint, complaintWordsMax, MakeComplaint } from '@hoithi/shared/contract/complaints';
import { RoundId } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { roundInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { proveContestant } from '../people/prove-contestant.ts';
import { limitDevices } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import type { Acting, SignedIn } from '../web/sessions.ts';
import { answerComplaint, makeComplaint, readDeskComplaints, readOwn } from './complain.ts';

/** Complaints: made and followed by contestants, answered by the committee. SPEC F20. */
export function complaintRoutes(app: Pick<App, 'clock' | 'contests' | 'db'>): Route[] {
  const bytesMax = 4 * complaintWordsMax + 1_024;
  const own = {
    path: '/api/contests/:slug/complaints',
    may: 'contestant',
    params: z.object({ slug: z.string() }),
    scope: async (_who: SignedIn, { slug }: { slug: string }): Promise<Result<CachedContest>> => {
      const contest = await app.contests.findBySlug(slug);
      return contest ? accept(contest) : refuse({ code: 'not_found', what: 'contest' });
    },
  } as const;
  const desk = {
    may: 'complaint:answer',
    object: 'complaints',
    params: z.object({ roundId: RoundId }),
    absent: 'round',
    scope: (by: Acting, { roundId }: { roundId: string }) => roundInScope(app, by, roundId),
  } as const;
  const deskPath = '/api/organizer/rounds/:roundId/complaints';
  return [
    route(
      {
        ...own,
        method: 'get',
        title: 'Own complaints, and the rounds that may be complained about',
        limit: limitDevices(60, 60),
      },
      async ({ who, scope: contest }) => {
        const proven = await proveContestant(app, who.personId, contest.contestId);
        return proven.ok ? accept(await readOwn(app, contest, proven.value.contestantId)) : proven;
      },
    ),
    route(
      {
        ...own,
        method: 'post',
        title: 'Complains about the result of a round',
        limit: limitDevices(10, 60),
        body: json(MakeComplaint, bytesMax),
      },
      async ({ who, scope: contest, body }) => {
        const proven = await proveContestant(app, who.personId, contest.contestId);
        if (!proven.ok) return proven;
        const round = contest.rounds.find(({ roundId }) => roundId === body.roundId);
        if (!round) return refuse({ code: 'not_found', what: 'round' });
        return makeComplaint(app, proven.value.contestantId, { contest, round }, body);
      },
    ),
    route(
      { ...desk, method: 'get', path: deskPath, title: 'Complaints on a round', limit: limitDevices(60, 60) },
      async ({ who, scope }) => accept(await readDeskComplaints(app, who, scope)),
    ),
    route(
      {
        ...desk,
        method: 'post',
        path: `${deskPath}/:id/answer`,
        title: 'Answers a complaint',
        params: z.object({ roundId: RoundId, id: z.uuid() }),
        limit: limitDevices(30, 60),
        body: json(AnswerComplaint, bytesMax),
      },
      ({ who, scope, params, body }) => answerComplaint(app, who, scope, params.id, body),
    ),
  ];
}
