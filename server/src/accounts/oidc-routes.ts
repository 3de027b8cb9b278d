import { type OidcRefusal, oidcRefusals } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Request } from 'express';
import { z } from 'zod';
import { writeAudit } from '../platform/audit.ts';
import { deviceOf } from '../web/devices.ts';
import { limitDevicesAndAddresses, limitStaffSessions } from '../web/request-limits.ts';
import { type Call, type FileAnswer, type Route, route } from '../web/route.ts';
import { actingWith, readCookieSession } from '../web/sessions.ts';
import { noteProof } from './account-sessions-sql.ts';
import { readAccountBySubject } from './accounts-sql.ts';
import { insertChallenge, takeChallenge } from './challenges-sql.ts';
import { askedAge, beginOidc, finishOidc } from './oidc-client.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { accountOfSubject } from './oidc-sign-in.ts';
import { holderOf, needsProof } from './own-account.ts';
import { linkIdentity, unlinkIdentity } from './own-identity.ts';
import { placeOf } from './own-place.ts';
import { type AccountsApp, signInAs } from './staff-sign-in-routes.ts';

/** A page of our own, by its path alone: nobody is sent to another site. */
const BackPath = z.string().regex(/^\/(?![/\\])[\w\-./?=&%]{0,200}$/);
const Start = z.object({ for: z.enum(['sign-in', 'proof']).default('sign-in'), back: BackPath.optional() });
const Callback = z.object({ state: z.string().min(1).max(200) });
/** `device`: the browser that began; nobody else's answer signs it in. */
const Remembered = z.object({
  redirectUri: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  device: z.string(),
  /** null: the page that the roles begin with. */
  back: BackPath.nullable(),
  /** Of the session that proves again, or whose account gets this identity; null: this is a sign-in. */
  sessionId: z.string().nullable(),
  link: z.boolean().default(false),
});
type Remembered = z.infer<typeof Remembered>;

const callbackPath = '/api/staff/oidc/callback';
const signInPath = '/to-chuc/dang-nhap';
const accountPath = '/to-chuc/tai-khoan';

const sendTo = (location: string): FileAnswer => ({
  file: '',
  mediaType: 'text/plain',
  status: 302,
  headers: { location, 'referrer-policy': 'no-referrer' },
});
const refused = (reason: OidcRefusal): FileAnswer => sendTo(`${signInPath}?oidc=${reason}`);

const oidcOf = (app: AccountsApp) => (): Result<OidcSettings> =>
  app.oidc ? accept(app.oidc) : refuse({ code: 'not_found', what: 'address' });

/** Signing in by the organization's identity provider. SPEC I12. */
export function oidcRoutes(app: AccountsApp): Route[] {
  const careful = limitDevicesAndAddresses({ device: 20, address: 200 }, 60);
  const common = { method: 'get', may: 'anyone', limit: careful, scope: oidcOf(app), answers: 'text/plain' } as const;
  return [
    route(
      {
        ...common,
        path: '/api/staff/oidc',
        title: "Sends the browser to the organization's identity provider",
        query: Start,
      },
      async ({ query, request, scope }) => {
        const again = query.for === 'proof';
        const session = again ? await readCookieSession(app, request.headers.cookie, 'staff') : null;
        if (again && session?.accountId == null) return refuse({ code: 'not_signed_in' });
        const begun = await begin(app, scope, request, { back: query.back ?? null, sessionId: session?.id ?? null });
        return begun === null ? refused('unavailable') : sendTo(begun);
      },
    ),
    route(
      {
        method: 'post',
        may: 'account:own',
        object: 'account',
        limit: limitStaffSessions(30, 60),
        path: '/api/account/oidc/link',
        title: 'Where the browser goes to give the own account an identity at the provider',
        scope: holderOf,
        answers: z.object({ url: z.string() }),
      },
      async ({ scope: holder, request }) => {
        if (app.oidc === null) return refuse({ code: 'not_found', what: 'address' });
        const fresh = needsProof(app, holder);
        if (!fresh.ok) return fresh;
        const url = await begin(app, app.oidc, request, { back: null, sessionId: holder.id, link: true });
        return url === null ? refuse({ code: 'unavailable' }) : accept({ url });
      },
    ),
    route(
      {
        method: 'post',
        may: 'account:own',
        object: 'account',
        limit: limitStaffSessions(30, 60),
        path: '/api/account/oidc/unlink',
        title: 'Takes the identity at the provider off the own account, with the roles that its claims gave',
        scope: holderOf,
        answers: z.object({}),
      },
      ({ scope: holder }) => unlinkIdentity(app, holder),
    ),
    route(
      {
        ...common,
        path: callbackPath,
        title: 'Where the identity provider sends the browser back to',
        query: Callback,
      },
      async (call) => {
        const answer = await finish(app, call);
        return typeof answer === 'string' ? refused(answer) : answer;
      },
    ),
  ];
}

/** Where the browser goes to the provider; null: that does not answer. */
async function begin(
  app: AccountsApp,
  settings: OidcSettings,
  request: Request,
  of: Pick<Remembered, 'back' | 'sessionId'> & { link?: boolean },
): Promise<string | null> {
  const { origin, from } = placeOf(app, request);
  const begun = await beginOidc(app, settings, `${origin}${callbackPath}`, askedAge(of.sessionId !== null));
  if (!begun) return null;
  const remembered: Remembered = { link: false, ...begun.asked, device: deviceOf(app, request) ?? '', ...of };
  const challenge = { id: begun.asked.state, kind: 'oidc', from, detail: remembered } as const;
  await insertChallenge(app.db, challenge, app.clock.nowMs());
  return begun.url;
}

type Returned = Call<'anyone', unknown, z.infer<typeof Callback>, unknown, OidcSettings>;

async function finish(app: AccountsApp, call: Returned): Promise<FileAnswer | OidcRefusal> {
  const { query, request, scope: settings } = call;
  const order = { id: query.state, kind: 'oidc', schema: Remembered } as const;
  const asked = await takeChallenge(app.db, order, app.clock.nowMs());
  if (!asked || asked.device !== deviceOf(app, request)) return 'stale';
  const search = request.originalUrl.slice(request.path.length);
  const again = asked.sessionId !== null;
  const found = await finishOidc(app, settings, { asked, search, again });
  if (asked.link) return linkBy(app, call, asked, found);
  if (isRefusal(found)) return found;
  if (again) return proveBy(app, call, { ...asked, ...found });
  const account = await accountOfSubject(app, settings.roles, found);
  if (isRefusal(account)) return account;
  const opened = await signInAs(app, { account, by: 'oidc' }, request, call.response, found.provedAtMs);
  return opened.ok ? sendTo(asked.back ?? opened.value.goTo) : 'stale';
}

const isRefusal = (found: unknown): found is OidcRefusal => oidcRefusals.some((reason) => reason === found);

/** Whoever came back has to be whose session it is. SPEC I3. */
async function proveBy(
  app: AccountsApp,
  { request }: Returned,
  { sessionId, subject, provedAtMs, back }: Remembered & { subject: string; provedAtMs: number },
): Promise<FileAnswer | OidcRefusal> {
  const session = await readCookieSession(app, request.headers.cookie, 'staff');
  const account = await readAccountBySubject(app.db, subject);
  if (session?.id !== sessionId || account === null || session.accountId !== account.id) return 'not_the_same';
  await noteProof(app.db, session.id, provedAtMs);
  await writeAudit(app.db, {
    contestId: null,
    organizationId: session.organizationId,
    atMs: app.clock.nowMs(),
    actor: session.actor,
    act: 'account:prove',
    object: `account ${account.id}`,
    detail: { by: 'oidc' },
  });
  return sendTo(back ?? '/to-chuc');
}

/** The own account says how it ended. */
async function linkBy(
  app: AccountsApp,
  { request }: Returned,
  { sessionId }: Remembered,
  found: { subject: string } | OidcRefusal,
): Promise<FileAnswer> {
  const session = await readCookieSession(app, request.headers.cookie, 'staff');
  const acting = session?.id === sessionId && session !== null ? actingWith(session, 'account:own') : null;
  const holder = acting === null ? null : holderOf(acting);
  const linked = isRefusal(found)
    ? found
    : holder?.ok
      ? await linkIdentity(app, holder.value, found.subject)
      : ('not_the_same' as const);
  return sendTo(`${accountPath}?oidc=${linked ?? 'linked'}`);
}
