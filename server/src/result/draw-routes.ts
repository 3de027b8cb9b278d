import { CallOffDraw, GiveSeed, NameDraw, type PublicDraw } from '@hoithi/shared/contract/draws';
import { RoundId, Slug } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { roundInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readKnownDraws, viewDraw } from '../round/view-draws.ts';
import { limitDevices } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { callOffDraw, giveSeed, nameDraw } from './draw-lots.ts';

type Deps = Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'sequencer'>;

/** Draws: named, drawn and called off by the committee, seen by anybody. SPEC F40-F42. */
export function drawRoutes(app: Deps): Route[] {
  const path = '/api/organizer/rounds/:roundId/draws';
  const act = {
    method: 'post',
    may: 'result:decide',
    object: 'result',
    params: z.object({ roundId: RoundId }),
    absent: 'round',
    limit: limitDevices(60, 60),
    scope: (by: Acting, { roundId }: { roundId: string }) => roundInScope(app, by, roundId),
  } as const;
  /** A screen that shows the draw follows. */
  const publish = async <T>({ contest }: { contest: CachedContest }, act: Promise<Result<T>>): Promise<Result<T>> => {
    const done = await act;
    if (done.ok) app.bus.publish('screen:changed', { contestId: contest.contestId });
    return done;
  };
  return [
    route(
      {
        ...act,
        path,
        title: 'Names where the seed of a draw will come from, and freezes its list',
        body: json(NameDraw, 8 * 1024),
      },
      ({ who, scope, body }) => publish(scope, nameDraw(app, who, scope, body)),
    ),
    route(
      {
        ...act,
        path: `${path}/seed`,
        title: 'Gives a draw its seed: digits typed by two people, or committed values opened together',
        body: json(GiveSeed, 16 * 1024),
      },
      ({ who, scope, body }) => publish(scope, giveSeed(app, who, scope, body)),
    ),
    route(
      {
        ...act,
        path: `${path}/call-off`,
        title: 'Calls off a draw that has not been drawn',
        body: json(CallOffDraw, 4 * 1024),
      },
      ({ who, scope, body }) => publish(scope, callOffDraw(app, who, scope, body)),
    ),
    route(
      {
        method: 'get',
        path: '/api/results/:slug/:ordinal/draws',
        title: 'Draws of a round: frozen lists, named seeds and the numbers drawn, without people',
        may: 'anyone',
        params: z.object({ slug: Slug, ordinal: z.coerce.number().int().min(1).max(1_000) }),
        absent: 'address',
        limit: limitDevices(60, 60),
      },
      async ({ params }): Promise<Result<PublicDraw[]>> => {
        const contest = await app.contests.findBySlug(params.slug);
        const round = contest?.rounds.find(({ ordinal }) => ordinal === params.ordinal);
        if (!contest || !round) return refuse({ code: 'not_found', what: 'round' });
        return accept((await readKnownDraws(app.db, round.roundId)).map((draw) => viewDraw(contest, draw)));
      },
    ),
  ];
}
