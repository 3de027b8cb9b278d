import { z } from 'zod';
import type { AuditRow } from './organizer.ts';
import { Grant, type StaffRole } from './staff.ts';

/** Accounts of staff over HTTP: joining, signing in, the own account, everybody's accounts, links, and the trail. SPEC I. */

const Token = z.string().min(1).max(100);
const Name = z.string().trim().min(1).max(80);
const JobFunction = z.string().trim().max(120);
/** What one types to sign in with a password: letters, digits, dot, dash, underscore, at sign; compared without case. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{2,59}$/);
export const passwordLength = { min: 12, max: 200 } as const;
const Password = z.string().min(passwordLength.min).max(passwordLength.max);
const TotpCode = z.string().regex(/^\d{6}$/);
const ChallengeId = z.string().min(1).max(64);
/** As the browser hands it out; the library that verifies it reads it. */
/** A passkey's answer as the browser gives it; what else is in it the library checks. */
export const Credential = z.looseObject({ id: z.string().max(2_000), type: z.literal('public-key') });

/** How somebody proves who it is. */
export const Proof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passkey'), challengeId: ChallengeId, credential: Credential }),
  z.object({ kind: z.literal('password'), login: Login, password: z.string().max(passwordLength.max), code: TotpCode }),
  z.object({ kind: z.literal('recovery'), login: Login, recoveryCode: z.string().max(40) }),
]);
export type Proof = z.infer<typeof Proof>;
/** A way to sign in that is set up: a passkey, or a password with the first code of an authenticator app. */
export const Means = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passkey'),
    challengeId: ChallengeId,
    credential: Credential,
    label: z.string().trim().max(60),
  }),
  z.object({ kind: z.literal('password'), challengeId: ChallengeId, password: Password, code: TotpCode }),
]);
export type Means = z.infer<typeof Means>;

/** POST /api/staff/invitation: what a link is for, without using it. Refuses link_used. */
export const ReadInvitation = z.object({ token: Token });
export type InvitationView = {
  organization: string;
  /** The account that exists already and gets new ways to sign in; null: one is made. */
  account: { login: string; name: string } | null;
  name: string;
  function: string;
  grants: NamedGrant[];
  /** The first account of the installation: the organization is named with it. */
  isFirst: boolean;
  expiresAtMs: number;
};
/** POST /api/staff/means: what setting up a way to sign in needs. By an invitation's token, or for the own account. */
export const BeginMeans = z.object({
  token: Token.nullable().default(null),
  kind: z.enum(['passkey', 'password']),
  login: Login.optional(),
  name: Name.optional(),
});
export type MeansBegun =
  | { kind: 'passkey'; challengeId: string; options: Record<string, unknown> } // PublicKeyCredentialCreationOptionsJSON
  | { kind: 'password'; challengeId: string; secret: string; uri: string }; // TOTP secret (base32) and its otpauth address
/** POST /api/staff/join: makes the account, signs in. Refuses link_used, login_taken, proof_wrong, malformed. */
export const JoinStaff = z.object({
  token: Token,
  login: Login,
  name: Name,
  function: JobFunction,
  organization: z.string().trim().max(160).optional(), // of the first account alone
  means: Means,
});
export type JoinStaff = z.infer<typeof JoinStaff>;
/** Shown once. */
export type Joined = { goTo: string; recoveryCodes: string[] };

/** GET /api/staff/ways: how one signs in here. */
export type SignInWays = { oidc: { name: string } | null; hasAccounts: boolean };
/**
 * GET /api/staff/oidc sends the browser to the organization's identity provider; `?for=proof&back=/…` proves again who it is.
 * Who is refused comes back to the page of signing in with one of these as `?oidc=`.
 */
export const oidcRefusals = [
  'no_role',
  'removed',
  'denied',
  'stale',
  'clock',
  'not_the_same',
  'no_time',
  'taken',
  'unlinked',
  'refused',
  'unavailable',
] as const;
export type OidcRefusal = (typeof oidcRefusals)[number];
/** POST /api/staff/passkey: a challenge to sign in or prove again with. */
export type PasskeyBegun = { challengeId: string; options: Record<string, unknown> }; // PublicKeyCredentialRequestOptionsJSON
/** POST /api/staff/sign-in. Refuses proof_wrong (with `retryInMs` from the fifth wrong one on: too_fast). */
export const SignInStaff = Proof;
/** POST /api/account/proof: proves again who it is. Same refusals; the proof must be of the account of the session. */
export const ProveAgain = Proof;

/** GET /api/account: the own account. */
export type OwnAccount = {
  accountId: string;
  login: string;
  name: string;
  function: string;
  organization: string;
  grants: NamedGrant[];
  provedAtMs: number;
  serverNowMs: number;
  passkeys: { id: string; label: string; madeAtMs: number; usedAtMs: number | null }[];
  hasPassword: boolean;
  hasOidc: boolean;
  /** The identity provider of the organization, where it has one. */
  oidc: { name: string } | null;
  recoveryCodesLeft: number;
  /** This session was opened by a recovery code, and no way to sign in was set up since: it is time to. */
  meansNeeded?: boolean;
  sessions: StaffSessionView[];
};
export type StaffSessionView = {
  id: string;
  device: string; // browser and system, in words of the browser's own
  madeAtMs: number;
  usedAtMs: number;
  isThis: boolean;
};
/** POST /api/account: own name and function. */
export const ChangeOwnAccount = z.object({ name: Name, function: JobFunction });
/** POST /api/account/means: adds a passkey, or sets the password anew. Asks for a fresh proof. */
export const AddMeans = z.object({ means: Means });
/**
 * POST /api/account/oidc/link → { url } of the provider, which sends the browser back to the own account with `?oidc=linked` or
 * a reason. POST /api/account/oidc/unlink. Refuses last_means, last_organizer. Both ask for a fresh proof.
 */
/** POST /api/account/passkeys/:id/delete. Refuses last_means. POST /api/account/recovery-codes → string[]. */
/** POST /api/account/sessions/:id/end, POST /api/account/sessions/end-others. */

/** A grant with the names that people read. */
export type NamedGrant = Grant & { contestName: string | null; unitName: string | null };
/** GET /api/accounts: everybody of the organization, and who is invited. */
export type StaffList = {
  accounts: {
    accountId: string;
    login: string;
    name: string;
    function: string;
    grants: NamedGrant[];
    madeAtMs: number;
    lastUsedAtMs: number | null;
    removedAtMs: number | null;
    isSelf: boolean;
  }[];
  invitations: {
    id: string;
    name: string;
    function: string;
    grants: NamedGrant[];
    /** Whose ways to sign in are made anew; null: a new account. */
    accountId: string | null;
    madeAtMs: number;
    expiresAtMs: number;
    mayRevoke: boolean;
  }[];
  contests: { contestId: string; name: string }[];
  mayChange: boolean;
  /** Removing and resetting reach into every contest of the account: for whoever keeps them all. */
  mayChangeWhole: boolean;
};
const Grants = z.array(Grant).max(40);
/** POST /api/accounts/invite: a link to send, that expires in seven days. POST /api/accounts/:accountId/reset: a link that makes the ways to sign in anew. */
export const InviteAccount = z.object({ name: Name, function: JobFunction, grants: Grants.min(1) });
export type Invited = { id: string; path: string; expiresAtMs: number };
/** POST /api/accounts/:accountId/roles. Refuses last_organizer. POST /api/accounts/:accountId/remove: the same. */
export const ChangeRoles = z.object({ grants: Grants });
/** POST /api/accounts/invitations/:id/revoke. */

/** GET /api/permissions: which role may do what, as the code decides it. */
export type PermissionTable = {
  roles: readonly StaffRole[];
  permissions: { id: string; roles: readonly StaffRole[]; weighty: boolean }[];
};

/** GET /api/organizer/contests/:contestId/links: links for people without accounts. POST …/links/:id/close. */
export type StaffLinkView = {
  id: string;
  role: 'mc' | 'unit-leader' | 'screen';
  unitName: string | null;
  unitCode: string | null;
  madeAtMs: number | null;
  madeBy: string | null; // a name, where an account made it
  expiresAtMs: number | null;
  sessions: number; // open now
};

/** GET /api/organizer/audit?contest=&who=&act=&text=&from=&to=&before=: newest first, a page at a time. GET /api/organizer/audit.csv: the same, whole. */
export const AuditQuery = z.object({
  contest: z.uuid().optional(),
  who: z.string().max(80).optional(), // part of a name, an account's id, or an actor
  act: z.string().max(60).optional(), // its beginning: `round:`
  text: z.string().trim().max(120).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.coerce.number().int().positive().optional(), // rows older than this id
});
export type AuditPage = { rows: (AuditRow & { contestName: string | null })[]; more: boolean; acts: string[] };
