import type { OidcRefusal } from '@hoithi/shared/contract/accounts';
import type { Configuration, ServerMetadata } from 'openid-client';
import type { App } from '../app-parts.ts';
import type { Claims } from './oidc-claims.ts';
import type { OidcSettings } from './oidc-settings.ts';

/** An identity provider, of staff or of contestants: OpenID Connect, authorization code with PKCE. SPEC I12, S34. */

/** What is needed to speak to a provider. */
export type OidcProvider = Pick<OidcSettings, 'issuer' | 'clientId' | 'clientSecret' | 'scopes'>;

type OidcApp = Pick<App, 'clock' | 'log'>;

/** As directories tolerate it among their own machines; a token that is further off is refused. Units: s. */
const clockToleranceSeconds = 300;
const timeoutSeconds = 10;
const metadataLastsMs = 3_600_000;

/** What the first request remembers for the second. */
export type Asked = { redirectUri: string; state: string; nonce: string; verifier: string };

const known = new WeakMap<OidcProvider, { metadata: ServerMetadata; untilMs: number }>();

async function readMetadata(app: OidcApp, settings: OidcProvider): Promise<ServerMetadata> {
  const cached = known.get(settings);
  if (cached && cached.untilMs > app.clock.nowMs()) return cached.metadata;
  const { allowInsecureRequests, discovery } = await import('openid-client');
  const isPlain = new URL(settings.issuer).protocol === 'http:';
  const found = await discovery(new URL(settings.issuer), settings.clientId, undefined, undefined, {
    timeout: timeoutSeconds,
    execute: isPlain ? [allowInsecureRequests] : [], // an issuer of plain http is the operator's own choice
  });
  const metadata = found.serverMetadata();
  known.set(settings, { metadata, untilMs: app.clock.nowMs() + metadataLastsMs });
  return metadata;
}

/** Made for each use: the tokens' times are compared with the server's one clock. */
async function configure(app: OidcApp, settings: OidcProvider): Promise<Configuration> {
  const client = await import('openid-client');
  const metadata = await readMetadata(app, settings);
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const isBasic = methods.includes('client_secret_basic');
  const auth = isBasic
    ? client.ClientSecretBasic(settings.clientSecret)
    : client.ClientSecretPost(settings.clientSecret);
  const own = {
    client_secret: settings.clientSecret,
    [client.clockTolerance]: clockToleranceSeconds,
    [client.clockSkew]: Math.round((app.clock.nowMs() - Date.now()) / 1_000),
  };
  const config = new client.Configuration(metadata, settings.clientId, own, auth);
  config.timeout = timeoutSeconds;
  if (new URL(settings.issuer).protocol === 'http:') client.allowInsecureRequests(config);
  return config;
}

/** Where the browser goes, and what has to be remembered until it is back. null: the provider does not answer. */
export async function beginOidc(
  app: OidcApp,
  settings: OidcProvider,
  redirectUri: string,
  age: Readonly<Record<string, string>> = {},
): Promise<{ asked: Asked; url: string } | null> {
  const client = await import('openid-client');
  const asked = {
    redirectUri,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  try {
    const config = await configure(app, settings);
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: settings.scopes,
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
      ...age,
    });
    return { asked, url: url.href };
  } catch (err) {
    app.log.warn({ err }, 'the identity provider does not answer');
    return null;
  }
}

/** Who proves again has signed in at the provider within this time. Units: s. */
const againSeconds = 600;
/** Who signs in has signed in at the provider within this time, as long as a session of ours lasts. Units: s. */
const signedInSeconds = 7 * 86_400;

/** Asked for an age, the provider states when they signed in there: silently let in, nobody has proved it just now. */
export const askedAge = (again: boolean): Record<string, string> =>
  again ? { prompt: 'login', max_age: '0' } : { max_age: String(signedInSeconds) };

/** What the provider says about whoever came back, with the subject by which it is known; or why that does not count. */
export async function finishOidc(
  app: OidcApp,
  settings: OidcProvider,
  { asked, search, again }: { asked: Asked; search: string; again: boolean },
): Promise<{ claims: Claims; subject: string; provedAtMs: number } | OidcRefusal> {
  const client = await import('openid-client');
  try {
    const config = await configure(app, settings);
    const tokens = await client.authorizationCodeGrant(config, new URL(`${asked.redirectUri}${search}`), {
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      pkceCodeVerifier: asked.verifier,
    });
    const token = tokens.claims();
    if (token === undefined) return 'refused';
    // Issued just now, over a connection of our own: one that looks older or younger is by another clock.
    const nowMs = app.clock.nowMs();
    if (Math.abs(nowMs - token.iat * 1_000) > clockToleranceSeconds * 1_000) return 'clock';
    const more = config.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(config, tokens.access_token, token.sub)
      : {};
    // What was asked for went through the browser, which may have taken it out: without a time nobody has proved anything.
    const provedAtMs = token.auth_time === undefined ? 0 : Math.min(nowMs, token.auth_time * 1_000);
    if (again && provedAtMs === 0) return 'no_time';
    if (again && nowMs - provedAtMs > (againSeconds + clockToleranceSeconds) * 1_000) return 'refused';
    return { claims: { ...more, ...token }, subject: `${token.iss} ${token.sub}`, provedAtMs };
  } catch (err) {
    app.log.warn({ err }, 'an answer of the identity provider was refused');
    return reasonOf(err);
  }
}

function reasonOf(fault: unknown): OidcRefusal {
  const { name, code, error } = fault as { name?: string; code?: string; error?: string };
  if (error === 'access_denied') return 'denied';
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock';
  if (code === 'OAUTH_TIMEOUT' || name === 'TypeError') return 'unavailable';
  return 'refused';
}
