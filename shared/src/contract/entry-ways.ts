/**
 * How contestants of a contest may come in: a code sent to a phone, the code on a slip, the token of an app around the
 * contest, an identity provider, a code that a desk gives to one person, and back by a passkey. SPEC S20, S30.
 */
export const entryWays = ['phone', 'slip', 'host', 'oidc', 'desk', 'passkey'] as const;
export type EntryWay = (typeof entryWays)[number];

/** By a passkey one comes back: the first time it takes another way. SPEC S38. */
export const isFirstWay = (way: EntryWay): boolean => way !== 'passkey';

/** Ways by which somebody else says who a person is. */
export const identityWays = ['host', 'oidc'] as const satisfies readonly EntryWay[];
export type IdentityWay = (typeof identityWays)[number];

/** What a page has to know of the ways of this installation; null: it has none of the kind. */
export type WayCards = {
  /** `frames`: the origins of pages in which the contest may stand, and that may send a token. */
  host: { name: string; frames: string[] } | null;
  oidc: { name: string } | null;
};

/** Why what a provider answered let nobody in; the page of signing in gets it as `?oidc=`. SPEC S34. */
export const providerRefusals = ['denied', 'stale', 'clock', 'incomplete', 'taken', 'refused', 'unavailable'] as const;
export type ProviderRefusal = (typeof providerRefusals)[number];

/** Why the token of a host app let nobody in. SPEC S31, S32. */
export const hostTokenFaults = ['used', 'expired', 'not_ours', 'incomplete'] as const;
export type HostTokenFault = (typeof hostTokenFaults)[number];

/** GET /api/organizer/contests/:contestId/entry-ways. `offered`: what this installation is set up for. */
export type EntryWaysView = { ways: EntryWay[]; offered: EntryWay[] };
