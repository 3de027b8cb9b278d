import { BeginMeans, JoinStaff, ReadInvitation, SignInStaff, type SignInWays } from '@hoithi/shared/contract/accounts';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitDevicesAndAddresses } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import { actingWith, leaveSession, readCookieSession, setSessionCookie } from '../web/sessions.ts';
import { hasAccounts, readRoles } from './accounts-sql.ts';
import { homeOf } from './grants.ts';
import { beginInvitedMeans, joinStaff, viewInvitation } from './join-staff.ts';
import { openProved } from './open-proved.ts';
import { beginOwnMeans, holderOf } from './own-account.ts';
import { deviceWords, placeOf } from './own-place.ts';
import { beginPasskey } from './passkeys.ts';
import { type Proved, proveWho } from './prove.ts';

export type AccountsApp = Pick<
  App,
  'db' | 'bus' | 'clock' | 'log' | 'contests' | 'deviceTokens' | 'publicUrl' | 'oidc'
>;

const credentialBytesMax = 16_384;

/** Invitations, and signing in as staff. SPEC I1, I7-I11. */
export function staffSignInRoutes(app: AccountsApp): Route[] {
  const careful = limitDevicesAndAddresses({ device: 20, address: 200 }, 60);
  const body = <S extends z.ZodType>(schema: S) => json(schema, limits.messageBytesMax);
  return [
    route(
      {
        method: 'get',
        path: '/api/staff/ways',
        title: 'How staff sign in here',
        may: 'anyone',
        answers: z.object({ oidc: z.object({ name: z.string() }).nullable(), hasAccounts: z.boolean() }),
      },
      async () => accept(await viewWays(app)),
    ),
    route(
      {
        method: 'post',
        path: '/api/staff/invitation',
        title: 'What an invitation is for, without using it',
        may: 'anyone',
        limit: careful,
        body: body(ReadInvitation),
      },
      ({ body }) => viewInvitation(app, body.token),
    ),
    route(
      {
        method: 'post',
        path: '/api/staff/means',
        title: 'Begins a way to sign in, by an invitation or for the own account',
        may: 'anyone',
        limit: careful,
        body: body(BeginMeans),
      },
      async ({ body, request }) => {
        const { token } = body;
        const place = placeOf(app, request);
        if (token !== null) return beginInvitedMeans(app, { ...body, token }, place);
        const session = await readCookieSession(app, request.headers.cookie, 'staff');
        if (!session) return refuse({ code: 'not_signed_in' });
        const acting = actingWith(session, 'account:own');
        const holder = acting === null ? refuse({ code: 'not_allowed' }) : holderOf(acting);
        return holder.ok ? accept(await beginOwnMeans(app, holder.value, body, place)) : holder;
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/staff/join',
        title: 'Makes the account of an invitation, or its ways to sign in anew, and signs in',
        may: 'anyone',
        limit: careful,
        body: json(JoinStaff, credentialBytesMax),
        answers: z.object({ goTo: z.string(), recoveryCodes: z.array(z.string()) }),
      },
      async ({ body, request, response }) => {
        const device = deviceWords(request.headers['user-agent']);
        const joined = await joinStaff(app, body, { place: placeOf(app, request), device });
        if (!joined.ok) return joined;
        const { session, goTo, recoveryCodes } = joined.value;
        await leaveSession(app, request, 'staff');
        setSessionCookie(request, response, 'staff', session);
        return accept({ goTo, recoveryCodes });
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/staff/passkey',
        title: 'A challenge to sign in with a passkey, or to prove again who it is',
        may: 'anyone',
        limit: careful,
      },
      async ({ request }) => accept(await beginPasskey(app, placeOf(app, request))),
    ),
    route(
      {
        method: 'post',
        path: '/api/staff/sign-in',
        title: 'Signs in with a passkey, a password and code, or a recovery code',
        may: 'anyone',
        limit: careful,
        body: json(SignInStaff, credentialBytesMax),
        answers: z.object({ goTo: z.string() }),
      },
      async ({ body, request, response }) => {
        const proved = await proveWho(app, body, placeOf(app, request));
        return proved.ok ? signInAs(app, proved.value, request, response) : proved;
      },
    ),
  ];
}

async function viewWays(app: AccountsApp): Promise<SignInWays> {
  return { oidc: app.oidc && { name: app.oidc.name }, hasAccounts: await hasAccounts(app.db) };
}

/** Opens the session of an account in this browser, in the place of the one before. Refuses  proof_wrong. */
export async function signInAs(
  app: AccountsApp,
  proved: Proved,
  request: Request,
  response: Response,
  provedAtMs: number = app.clock.nowMs(),
): Promise<Result<{ goTo: string }>> {
  const device = deviceWords(request.headers['user-agent']);
  const session = await openProved(app, proved, { device, provedAtMs });
  if (!session.ok) return session;
  await leaveSession(app, request, 'staff');
  setSessionCookie(request, response, 'staff', session.value);
  return accept({ goTo: homeOf(await readRoles(app.db, [proved.account.id])) });
}
