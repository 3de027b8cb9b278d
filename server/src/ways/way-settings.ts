import { z } from 'zod';
import { listProblems } from '../platform/list-problems.ts';

/** Claims of whoever says who a contestant is: the identifier that stays the same, the name, the birth date. SPEC S33. */
export type IdentityClaims = { subject: string; name: string; birthDate: string };

/** The app that a contest may stand in, by the tokens that it signs. SPEC S31. */
export type HostSettings = {
  issuer: string;
  audience: string;
  /** Where its public keys are, or the secret that it shares with this installation. */
  key: { jwksUrl: string; withinMs: number } | { secret: string };
  name: string;
  claims: IdentityClaims;
  /** No token is older, or made for longer. */
  lastsMs: number;
  /** Origins of pages in which the contest may stand. */
  frames: readonly string[];
};

/** The identity provider that contestants sign in by. SPEC S34. */
export type ContestantOidc = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
  scopes: string;
  claims: IdentityClaims;
};

export type WaySettings = { host: HostSettings | null; oidc: ContestantOidc | null };
export const noWays: WaySettings = { host: null, oidc: null };

const keysWithinMs = 5_000;
const address = (words: string) => z.url({ protocol: /^https?$/, error: words }).optional();
const claim = (usual: string) =>
  z
    .string()
    .regex(/^[\w.:/-]{1,100}$/, 'is not the name of a claim; write it as the tokens have it, such as sub')
    .default(usual);
const claims = { SUBJECT_CLAIM: claim('sub'), NAME_CLAIM: claim('name'), BIRTH_DATE_CLAIM: claim('birthdate') };
const name = z.string().max(60, 'is too long; write at most 60 letters').optional();
const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

const Host = z.object({
  ISSUER: z.string().max(500).optional(),
  AUDIENCE: z.string().max(500).optional(),
  JWKS_URL: address('is not a web address; write where the keys are, such as https://app.example.vn/jwks.json'),
  SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, 'is too short; write at least 32 letters and digits')
    .optional(),
  NAME: name,
  ...claims,
  MINUTES: z
    .string()
    .regex(/^([1-9]|[1-5]\d|60)$/, 'is not a time; write minutes from 1 to 60')
    .transform(Number)
    .default(5),
  FRAMES: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
    .refine((origins) => origins.every(isOrigin), {
      error: 'is not a list of origins; write each as https://app.example.vn, without a path, with a space between',
    })
    .default([]),
});

const Oidc = z.object({
  ISSUER: address('is not a web address; write the issuer as the provider states it'),
  CLIENT_ID: z.string().max(200).optional(),
  CLIENT_SECRET: z.string().max(500).optional(),
  NAME: name,
  SCOPES: z
    .string()
    .regex(/^openid( [\w.:/-]+)*$/, 'is not a list of scopes; write openid first, such as openid profile')
    .default('openid profile'),
  ...claims,
});

type Read<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** What is set under a prefix; null: nothing is. What is needed and missing stands among the problems. */
function readPrefixed<T>(
  set: Readonly<Record<string, string>>,
  prefix: string,
  schema: z.ZodType<T>,
  needed: readonly string[],
): Read<T | null> {
  const own = Object.fromEntries(
    Object.entries(set).flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])),
  );
  if (Object.keys(own).length === 0) return { ok: true, value: null };
  const read = schema.safeParse(own);
  const missing = needed.filter((key) => own[key] === undefined);
  const problems = [
    ...listProblems(prefix, read.error),
    ...missing.map((key) => `${prefix}${key}: is missing; write it too, or leave out all of ${prefix}…`),
  ];
  return read.success && problems.length === 0 ? { ok: true, value: read.data } : { ok: false, problems };
}

const claimsOf = (own: { SUBJECT_CLAIM: string; NAME_CLAIM: string; BIRTH_DATE_CLAIM: string }): IdentityClaims => ({
  subject: own.SUBJECT_CLAIM,
  name: own.NAME_CLAIM,
  birthDate: own.BIRTH_DATE_CLAIM,
});

function readHost(set: Readonly<Record<string, string>>): Read<HostSettings | null> {
  const prefix = 'HOST_APP_';
  const read = readPrefixed(set, prefix, Host, ['ISSUER', 'AUDIENCE', 'NAME']);
  if (!read.ok) return read;
  if (read.value === null) return { ok: true, value: null };
  const { ISSUER = '', AUDIENCE = '', JWKS_URL, SECRET, NAME = '', MINUTES, FRAMES, ...own } = read.value;
  // Of both, a public key could be passed off as the secret.
  if ((JWKS_URL === undefined) === (SECRET === undefined))
    return { ok: false, problems: [`${prefix}JWKS_URL, ${prefix}SECRET: write one of the two, not both`] };
  const key = JWKS_URL === undefined ? { secret: SECRET ?? '' } : { jwksUrl: JWKS_URL, withinMs: keysWithinMs };
  const host = { issuer: ISSUER, audience: AUDIENCE, key, name: NAME, claims: claimsOf(own) };
  return { ok: true, value: { ...host, lastsMs: MINUTES * 60_000, frames: FRAMES } };
}

function readOidc(set: Readonly<Record<string, string>>): Read<ContestantOidc | null> {
  const read = readPrefixed(set, 'CONTESTANT_OIDC_', Oidc, ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET']);
  if (!read.ok) return read;
  if (read.value === null) return { ok: true, value: null };
  const { ISSUER = '', CLIENT_ID = '', CLIENT_SECRET = '', NAME, SCOPES, ...own } = read.value;
  const client = { issuer: ISSUER, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, scopes: SCOPES };
  return { ok: true, value: { ...client, name: NAME ?? new URL(ISSUER).hostname, claims: claimsOf(own) } };
}

/** Reads the HOST_APP_… and CONTESTANT_OIDC_… settings: every problem at once, and never a value. SPEC D1, S31, S34. */
export function readWaySettings(
  set: Readonly<Record<string, string>>,
): { ok: true; ways: WaySettings } | { ok: false; problems: string[] } {
  const [host, oidc] = [readHost(set), readOidc(set)];
  if (host.ok && oidc.ok) return { ok: true, ways: { host: host.value, oidc: oidc.value } };
  return { ok: false, problems: [host, oidc].flatMap((read) => (read.ok ? [] : read.problems)) };
}
