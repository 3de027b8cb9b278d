import { Slug } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import type { ExcludedRole } from '@hoithi/shared/contract/refusal';
import { accept } from '@hoithi/shared/contract/result';
import { Enrol, type Me, type OwnProfile, RequestCode, VerifyCode } from '@hoithi/shared/contract/sign-in';
import { maskPhone } from '@hoithi/shared/rules/phone';
import type { Request } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { addressOf } from '../platform/limits/device-tokens.ts';
import type { Requester } from '../platform/limits/message-budget.ts';
import { deviceOf } from '../web/devices.ts';
import { limitDevices } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import { readCookieSession, sessionMark, setSessionCookie, signOut, signOutEverywhere } from '../web/sessions.ts';
import { enrol } from './enrol.ts';
import { readExclusion } from './exclusions-sql.ts';
import { readStated, readWaysOf } from './identities-sql.ts';
import { type OwnProfileRow, readOwnProfile, readPerson, readSlipOf } from './people-sql.ts';
import { requestCode, verifyCode } from './sign-in-codes.ts';
import { enterByStaffLink } from './staff-links.ts';

const LinkToken = z.object({ token: z.string().min(16).max(100) });
const MeQuery = z.object({ contest: z.string().max(limits.slugLengthMax).optional() });
const Nothing = z.object({});

type SignInApp = Pick<
  App,
  'db' | 'bus' | 'clock' | 'log' | 'gateway' | 'messageBudget' | 'deviceTokens' | 'contests' | 'live'
>;

/** Signing in by phone or by link, signing out, and entering a contest. SPEC S1-S7, O4. */
export function signInRoutes(app: SignInApp): Route[] {
  const careful = limitDevices(20, 60);
  const body = <S extends z.ZodType>(schema: S) => json(schema, limits.messageBytesMax);
  return [
    route(
      {
        method: 'get',
        path: '/api/me',
        title: 'Who is signed in as a contestant, and, with `contest`, the profile there',
        may: 'anyone',
        query: MeQuery,
      },
      async ({ query, request }) => accept(await viewMe(app, request.headers.cookie, query.contest ?? null)),
    ),
    route(
      {
        method: 'post',
        path: '/api/sign-in/code',
        title: 'Sends a sign-in code to a phone',
        may: 'anyone',
        limit: careful,
        body: body(RequestCode),
      },
      ({ body, request }) => requestCode(app, body, requesterOf(app, request)),
    ),
    route(
      {
        method: 'post',
        path: '/api/sign-in/verify',
        title: "Checks a sign-in code and sets the contestant's session cookie",
        may: 'anyone',
        limit: careful,
        body: body(VerifyCode),
        answers: Nothing,
      },
      async ({ body, request, response }) => {
        const verified = await verifyCode(app, body, requesterOf(app, request));
        if (!verified.ok) return verified;
        setSessionCookie(request, response, 'contestant', verified.value);
        return accept({});
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/sign-out',
        title: 'Closes the sessions of this browser, of contestants and of staff',
        may: 'anyone',
        answers: Nothing,
      },
      async ({ request, response }) => {
        await signOut(app, request, response);
        return accept({});
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/sign-out/everywhere',
        title: 'Closes every session of this contestant, on every device',
        may: 'contestant',
        limit: careful,
        answers: Nothing,
      },
      async ({ who, response }) => {
        await signOutEverywhere(app, who.personId, response);
        return accept({});
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/contests/:slug/enrol',
        title: 'Enters a contest, or changes the profile while the rules allow it',
        may: 'contestant',
        limit: limitDevices(60, 60),
        params: z.object({ slug: Slug }),
        absent: 'contest',
        body: body(Enrol),
        answers: Nothing,
      },
      ({ who, params, body }) => enrol(app, params.slug, who.personId, body),
    ),
    route(
      {
        method: 'post',
        path: '/api/staff/enter',
        title: 'Opens the session of an MC or a unit leader by an invitation link',
        may: 'anyone',
        limit: careful,
        body: body(LinkToken),
        answers: z.object({ goTo: z.string() }),
      },
      async ({ body, request, response }) => {
        const entered = await enterByStaffLink(app, body.token);
        if (!entered.ok) return entered;
        setSessionCookie(request, response, 'staff', entered.value);
        return accept({ goTo: entered.value.goTo });
      },
    ),
  ];
}

/** Limits have settled the device before: without a token of its own it got one. */
const requesterOf = (app: SignInApp, request: Request): Requester => ({
  device: deviceOf(app, request) ?? '',
  address: addressOf(request.ip),
});

async function viewMe(app: SignInApp, cookie: string | undefined, slug: string | null): Promise<Me> {
  const nobody: Me = {
    signedIn: false,
    phoneMasked: null,
    enrolled: false,
    profile: null,
    excludedAs: null,
    slip: null,
    stated: null,
    ways: [],
    mark: '',
  };
  const session = await readCookieSession(app, cookie, 'contestant');
  const person = session && (await readPerson(app.db, session.personId));
  if (!person) return nobody;
  const me: Me = {
    ...{ ...nobody, signedIn: true, mark: sessionMark(cookie) ?? '' },
    phoneMasked: person.phone === null ? null : maskPhone(person.phone),
    stated: await readStated(app.db, person.id),
  };
  const contest = slug === null ? null : app.contests.bySlug(slug);
  if (!contest) return me;
  const excludedAs = await readExclusion(app.db, contest.contestId, person.id);
  const own = await readOwnProfile(app.db, contest.contestId, person.id);
  const slip = await readSlipOf(app.db, contest.contestId, person.id);
  const { id, name, unit_code: unitCode } = slip ?? { id: '', name: '', unit_code: null };
  const unitName = unitCode === null ? null : (contest.units.unitOf(unitCode)?.name ?? null);
  return {
    ...me,
    slip: slip && { id, name, unitCode, unitName },
    ways: await readWaysOf(app.db, contest.contestId, person.id),
    excludedAs: excludedAs as ExcludedRole | null,
    enrolled: own !== null,
    profile: own && viewOwnProfile(contest, own),
  };
}

function viewOwnProfile({ entrance, units }: CachedContest, own: OwnProfileRow): OwnProfile {
  return {
    name: own.name,
    unitCode: own.unit_code,
    unitName: own.unit_code === null ? null : (units.unitOf(own.unit_code)?.name ?? null),
    audience: own.audience,
    birthDate: own.birth_date,
    address: own.address,
    nationalId: own.national_id,
    email: own.email,
    jobTitle: own.job_title,
    own: own.own,
    consents: Object.fromEntries([
      ...own.given.map((purpose) => [purpose, true] as const),
      ...own.withheld.map((purpose) => [purpose, false] as const),
    ]),
    locked: own.started && entrance.locked,
  };
}
