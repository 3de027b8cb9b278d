import { type EntryWaysView, entryWays } from '@hoithi/shared/contract/entry-ways';
import { ContestId, Slug } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { SignInByHost } from '@hoithi/shared/contract/sign-in';
import { SetEntryWays } from '@hoithi/shared/contract/slips';
import { z } from 'zod';
import { contestInScope } from '../contest/contest-scope.ts';
import { makeFramedDevice } from '../web/devices.ts';
import { limitDevices, limitDevicesAndAddresses } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import { type Acting, leaveSession, setSessionCookie } from '../web/sessions.ts';
import { openSession } from '../web/sessions-sql.ts';
import { changeEntryWays, findContest, offeredWays, openWays } from './entry-ways.ts';
import { personByHostToken } from './host-token.ts';
import { type OidcWayApp, oidcWayRoutes } from './oidc-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';

const ContestPath = z.object({ contestId: ContestId });

/** How contestants come in beside phone and slip, and which ways a contest has. SPEC S20, S30-S37. */
export function wayRoutes(app: OidcWayApp): Route[] {
  const path = '/api/organizer/contests/:contestId/entry-ways';
  const inScope = (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  const ofContest = { params: ContestPath, absent: 'contest', scope: inScope, object: 'entry-ways' } as const;
  return [
    route(
      {
        ...ofContest,
        method: 'get',
        path,
        title: 'How contestants may come in, and for which ways this installation is set up',
        may: 'slips:read',
        limit: limitDevices(120, 60),
        answers: z.object({ ways: z.array(z.enum(entryWays)), offered: z.array(z.enum(entryWays)) }),
      },
      ({ scope: contest }): Result<EntryWaysView> =>
        accept({ ways: openWays(app, contest), offered: offeredWays(app) }),
    ),
    route(
      {
        ...ofContest,
        method: 'post',
        path,
        title: 'Says how contestants may come in: one way or several',
        may: 'slips:change',
        limit: limitDevices(30, 60),
        body: json(SetEntryWays, 1_024),
        answers: z.object({}),
      },
      ({ who, scope: contest, body: { ways } }) => changeEntryWays(app, who, contest, ways),
    ),
    route(
      {
        method: 'post',
        path: '/api/contests/:slug/sign-in/host',
        title: 'Sets the session cookie of whoever the token of the app around the contest names',
        may: 'anyone',
        limit: limitDevicesAndAddresses({ device: 30, address: 3_000 }, 60),
        params: z.object({ slug: Slug }),
        absent: 'contest',
        scope: (_who: null, { slug }: { slug: string }) => findContest(app, slug),
        body: json(SignInByHost, limits.messageBytesMax),
        answers: z.object({}),
      },
      async ({ scope: contest, body: { token, framed }, request, response }) => {
        const { host } = app.ways;
        if (host === null || !openWays(app, contest).includes('host')) return refuse({ code: 'way_closed' });
        const person = await personByHostToken(app, host, token);
        if (!person.ok) return person;
        await leaveSession(app, request, 'contestant'); // whoever used this device before
        const session = await openSession(app.db, { kind: 'contestant', personId: person.value }, app.clock.nowMs());
        setSessionCookie(request, response, 'contestant', session, framed);
        if (framed) makeFramedDevice(app, response);
        return accept({});
      },
    ),
    ...oidcWayRoutes(app),
    ...passkeyRoutes(app),
  ];
}
