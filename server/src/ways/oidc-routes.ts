import { createHash } from 'node:crypto';
import type { ProviderRefusal } from '@hoithi/shared/contract/entry-ways';
import { Slug } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { beginOidc, finishOidc } from '../accounts/oidc-client.ts';
import { placeOf } from '../accounts/own-place.ts';
import type { App } from '../app-parts.ts';
import { useOnce } from '../people/identities-sql.ts';
import { limitDevicesAndAddresses } from '../web/request-limits.ts';
import { type FileAnswer, type Route, route } from '../web/route.ts';
import { readCookieSession, setSessionCookie } from '../web/sessions.ts';
import { openSession } from '../web/sessions-sql.ts';
import { findContest, openWays } from './entry-ways.ts';
import { linkTo, type Proved, personOf, provedBy } from './proved-identity.ts';
import { seal, unseal } from './sealed.ts';
import type { ContestantOidc } from './way-settings.ts';

export type OidcWayApp = Pick<
  App,
  'bus' | 'clock' | 'contests' | 'db' | 'deviceTokens' | 'log' | 'ownKeys' | 'publicUrl' | 'ways'
>;

const callbackPath = '/api/sign-in/oidc/callback';
const cookieName = 'hoithi_oidc';
const lastsMs = 600_000;
/** Longer than it counts: whoever is late reads on the contest's page that they are. */
const carriedSeconds = 86_400;
const purpose = 'contestant-oidc';

/** What the browser carries to the provider and back; nobody else's answer fits it. `linkTo`: the person who adds this way. */
const Asked = z.object({
  redirectUri: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  slug: Slug,
  linkTo: z.uuid().nullable(),
});
type Asked = z.infer<typeof Asked>;

const Start = z.object({ link: z.enum(['true', 'false']).default('false') });
const Callback = z.object({ state: z.string().min(1).max(200) });

const sendTo = (location: string): FileAnswer => ({
  file: '',
  mediaType: 'text/plain',
  status: 302,
  headers: { location, 'referrer-policy': 'no-referrer' },
});
const pageOf = (slug: string, linking: boolean) => `/c/${slug}/${linking ? 'ho-so' : 'dang-nhap'}`;
const refused = ({ slug, linkTo }: Pick<Asked, 'slug' | 'linkTo'>, reason: ProviderRefusal): FileAnswer =>
  sendTo(`${pageOf(slug, linkTo !== null)}?oidc=${reason}`);

function carry(request: Request, response: Response, value: string): void {
  response.append(
    'set-cookie',
    stringifySetCookie({
      ...{ name: cookieName, value, httpOnly: true, sameSite: 'lax', path: callbackPath },
      ...{ secure: request.secure, maxAge: value === '' ? 0 : carriedSeconds },
    }),
  );
}

/** Signing in by an identity provider, or adding it as one more way. SPEC S34, S35. */
export function oidcWayRoutes(app: OidcWayApp): Route[] {
  const common = {
    method: 'get',
    may: 'anyone',
    limit: limitDevicesAndAddresses({ device: 20, address: 1_200 }, 60),
    answers: 'text/plain',
  } as const;
  return [
    route(
      {
        ...common,
        path: '/api/contests/:slug/sign-in/oidc',
        title: 'Sends a contestant to the identity provider; with `link=true` to add it to who is signed in',
        params: z.object({ slug: Slug }),
        absent: 'contest',
        query: Start,
        scope: (_who: null, { slug }: { slug: string }) => settingsFor(app, slug),
      },
      async ({ params: { slug }, query, scope: settings, request, response }) => {
        const session = await readCookieSession(app, request.headers.cookie, 'contestant');
        const linking = query.link === 'true';
        if (linking && session === null) return refuse({ code: 'not_signed_in' });
        const of = { slug, linkTo: linking && session ? session.personId : null };
        const { origin } = placeOf(app, request);
        const begun = await beginOidc(app, settings, `${origin}${callbackPath}`);
        if (!begun) return refused(of, 'unavailable');
        carry(request, response, `${slug}~${await seal(app, purpose, { ...begun.asked, ...of }, lastsMs)}`);
        return sendTo(begun.url);
      },
    ),
    route(
      {
        ...common,
        path: callbackPath,
        title: 'Where the identity provider sends a contestant back to',
        query: Callback,
      },
      async ({ query, request, response }) => {
        const [slug, sealed = ''] = (parseCookie(request.headers.cookie ?? '')[cookieName] ?? '').split('~');
        const asked = await unseal(app, purpose, sealed, Asked);
        if (!asked || asked.state !== query.state) {
          const from = Slug.safeParse(slug);
          return from.success ? refused({ slug: from.data, linkTo: null }, 'stale') : sendTo('/');
        }
        carry(request, response, '');
        return finish(app, asked, request, response);
      },
    ),
  ];
}

async function settingsFor(app: OidcWayApp, slug: string): Promise<Result<ContestantOidc>> {
  const contest = await findContest(app, slug);
  if (!contest.ok) return contest;
  const { oidc } = app.ways;
  return oidc && openWays(app, contest.value).includes('oidc') ? accept(oidc) : refuse({ code: 'way_closed' });
}

async function finish(app: OidcWayApp, asked: Asked, request: Request, response: Response): Promise<FileAnswer> {
  const proved = await proveBy(app, asked, request.originalUrl.slice(request.path.length));
  if (typeof proved === 'string') return refused(asked, proved);
  if (asked.linkTo !== null) {
    const session = await readCookieSession(app, request.headers.cookie, 'contestant');
    if (session?.personId !== asked.linkTo) return refused(asked, 'stale');
    const linked = await linkTo(app, asked.linkTo, proved);
    return linked.ok ? sendTo(`${pageOf(asked.slug, true)}?oidc=linked`) : refused(asked, 'taken');
  }
  const personId = await app.db.transaction((tx) => personOf(app, tx, proved));
  const session = await openSession(app.db, { kind: 'contestant', personId }, app.clock.nowMs());
  setSessionCookie(request, response, 'contestant', session);
  return sendTo(pageOf(asked.slug, false)); // leads on, by whether they are enrolled
}

/** Whom the provider named, or why that does not count. What was asked may be answered once. */
async function proveBy(app: OidcWayApp, asked: Asked, search: string): Promise<Proved | ProviderRefusal> {
  const settings = await settingsFor(app, asked.slug);
  if (!settings.ok) return 'refused';
  const state = createHash('sha256').update(`oidc:${asked.state}`).digest();
  if (!(await useOnce(app.db, state, app.clock.nowMs() + lastsMs))) return 'stale';
  const found = await finishOidc(app, settings.value, { asked, search, again: false });
  if (typeof found === 'string')
    return found === 'denied' || found === 'clock' || found === 'unavailable' ? found : 'refused';
  return provedBy('oidc', settings.value.issuer, settings.value.claims, found.claims) ?? 'incomplete';
}
