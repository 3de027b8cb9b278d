import { createHash } from 'node:crypto';
import type { HostTokenFault } from '@hoithi/shared/contract/entry-ways';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { App } from '../app-parts.ts';
import { useOnce } from '../people/identities-sql.ts';
import { type Proved, personOf, provedBy } from './proved-identity.ts';
import type { HostSettings } from './way-settings.ts';

/**
 * The token by which an app around a contest says who opens it: a JWT that it signed for this installation, used once, within
 * minutes. SPEC S31, S32.
 */

type HostApp = Pick<App, 'clock' | 'db' | 'log' | 'ownKeys'>;

/** Between the clocks of the app and of the database. Units: s. */
const skewSeconds = 30;
const byPublicKey = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const bySecret = ['HS256', 'HS384', 'HS512'];

const known = new WeakMap<HostSettings, JWTVerifyGetKey>();

/** Keys are fetched once for many tokens, and again when one is signed with a key that is not among them. */
async function keysOf(settings: HostSettings): Promise<JWTVerifyGetKey> {
  const cached = known.get(settings);
  if (cached) return cached;
  const { createRemoteJWKSet } = await import('jose');
  const { key } = settings;
  const secret = 'secret' in key ? new TextEncoder().encode(key.secret) : null;
  const keys: JWTVerifyGetKey =
    'jwksUrl' in key
      ? createRemoteJWKSet(new URL(key.jwksUrl), { timeoutDuration: key.withinMs })
      : async () => secret as Uint8Array;
  known.set(settings, keys);
  return keys;
}

type Read = { claims: JWTPayload; overAtMs: number };

async function verify(app: HostApp, settings: HostSettings, token: string): Promise<Result<Read>> {
  const { errors, jwtVerify } = await import('jose');
  const nowMs = app.clock.nowMs();
  try {
    const { payload } = await jwtVerify(token, await keysOf(settings), {
      ...{ issuer: settings.issuer, audience: settings.audience, requiredClaims: ['exp', 'iat'] },
      algorithms: 'secret' in settings.key ? bySecret : byPublicKey,
      clockTolerance: skewSeconds,
      currentDate: new Date(nowMs),
      maxTokenAge: settings.lastsMs / 1_000,
    });
    const [madeAtMs, overAtMs] = [(payload.iat ?? 0) * 1_000, (payload.exp ?? 0) * 1_000];
    if (overAtMs - madeAtMs > settings.lastsMs) return wrong('expired'); // made for longer than any may last
    return accept({ claims: payload, overAtMs: overAtMs + skewSeconds * 1_000 });
  } catch (err) {
    app.log.warn({ err }, 'the token of a host app was refused');
    if (err instanceof errors.JWTExpired) return wrong('expired');
    // Keys that cannot be fetched come as a plain error, as a timeout, or as a fetch that failed.
    const isOfToken = err instanceof errors.JOSEError && !(err instanceof errors.JWKSTimeout);
    return isOfToken && err.code !== 'ERR_JOSE_GENERIC' ? wrong('not_ours') : refuse({ code: 'provider_unavailable' });
  }
}

const wrong = (fault: HostTokenFault) => refuse({ code: 'host_token_wrong', fault });

/** What was signed: the signature itself may be written in more than one way. */
const hashOfSigned = (token: string): Buffer =>
  createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest();

/**
 * The person whom a token names; the first time they are made.
 *
 * Refuses  host_token_wrong with why; provider_unavailable where the app's keys cannot be fetched.
 * Source   SPEC S31-S33.
 */
export async function personByHostToken(app: HostApp, settings: HostSettings, token: string): Promise<Result<string>> {
  const read = await verify(app, settings, token);
  if (!read.ok) return read;
  const { claims, overAtMs } = read.value;
  const proved: Proved | null = provedBy('host', settings.issuer, settings.claims, claims);
  if (proved === null) return wrong('incomplete');
  return app.db.transaction(async (tx) =>
    (await useOnce(tx, hashOfSigned(token), overAtMs)) ? accept(await personOf(app, tx, proved)) : wrong('used'),
  );
}
