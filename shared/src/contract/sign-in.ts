import { z } from 'zod';
import type { EntryWay, IdentityWay } from './entry-ways.ts';
import { UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import type { ExcludedRole } from './refusal.ts';
import { Audience, ConsentPurpose } from './rules.ts';
import { line } from './text.ts';

/** POST /api/contests/:slug/sign-in/host. `framed`: the page stands in a frame of another origin. SPEC S31, S37. */
export const SignInByHost = z.object({ token: z.string().min(20).max(8_000), framed: z.boolean().default(false) });
export type SignInByHost = z.infer<typeof SignInByHost>;

/** POST /api/sign-in/code. Any spelling of a Vietnamese phone number. SPEC S1. */
export const RequestCode = z.object({ phone: z.string().min(1).max(40), locale: z.enum(['vi', 'en']).default('vi') });
export type RequestCode = z.infer<typeof RequestCode>;
/** Its answer. In development, without a message gateway, the code itself stands in the server's log. */
export type CodeRequested = { challengeId: string; phoneMasked: string; expiresAtMs: number; resendAtMs: number };

/** POST /api/sign-in/verify. Sets the contestant's session cookie. */
export const VerifyCode = z.object({ challengeId: z.uuid(), code: z.string().regex(/^\d{6}$/) });
export type VerifyCode = z.infer<typeof VerifyCode>;

/** Consents given or not, each purpose once: the later of two would not be known. SPEC S6b. */
const Consents = z
  .array(z.object({ purpose: ConsentPurpose, given: z.boolean() }))
  .max(10)
  .refine((all) => new Set(all.map(({ purpose }) => purpose)).size === all.length, 'each purpose once');

/** POST /api/contests/:slug/enrol. The profile as the contest's rules ask, and each consent, given or not. SPEC S4-S6. */
export const Enrol = z.object({
  name: line(2, limits.nameLengthMax),
  unitCode: UnitCode.nullable().default(null),
  audience: Audience.nullable().default(null),
  birthDate: z.iso.date().nullable().default(null),
  address: line(0, 200).default(''),
  nationalId: z
    .string()
    .regex(/^\d{9}(\d{3})?$/)
    .nullable()
    .default(null),
  email: z.email().max(120).nullable().default(null),
  jobTitle: line(0, 120).default(''),
  /** Fields of the rulebook's own, by id. */
  own: z.record(z.string().max(40), z.union([line(0, 200), z.number()])).default({}),
  consents: Consents,
});
export type Enrol = z.infer<typeof Enrol>;

/** POST /api/contests/:slug/consents. Each given or withdrawn, at any time. SPEC S6. */
export const SetConsents = z.object({
  consents: Consents.min(1),
});
export type SetConsents = z.infer<typeof SetConsents>;

/** GET /api/me?contest=slug */
export type Me = {
  signedIn: boolean;
  phoneMasked: string | null;
  enrolled: boolean;
  profile: OwnProfile | null;
  /** Why this person may not take part in the contest; null: nothing is known against it. SPEC S7. */
  excludedAs: ExcludedRole | null;
  /** What stands on the slip by which this person came in; null: they came in another way. SPEC S23. */
  slip: { id: string; name: string; unitCode: string | null; unitName: string | null } | null;
  /** What an app or a provider last said of this person, to begin the profile with; null: none did. SPEC S33. */
  stated: { way: IdentityWay; name: string | null; birthDate: string | null } | null;
  /** By which ways this person may come. */
  ways: EntryWay[];
  /** Distinguishes this session from others; '': nobody is signed in. */
  mark: string;
};
/** What the contest knows of the person who asks. */
export type OwnProfile = {
  name: string;
  unitCode: string | null;
  unitName: string | null;
  audience: Audience | null;
  birthDate: string | null;
  address: string | null;
  nationalId: string | null;
  email: string | null;
  jobTitle: string | null;
  own: Record<string, string | number>;
  /** The latest answer for each purpose that was asked. */
  consents: Partial<Record<ConsentPurpose, boolean>>;
  /** The details cannot be changed any more; consents always can. SPEC S4, S6. */
  locked: boolean;
};

/** GET /api/contests/:slug/units?q= : at most 20, best first. `path` distinguishes units of the same name. SPEC S5. */
export type UnitHit = { code: string; name: string; level: UnitLevel; path: string[] };
/** One of `unitLevels`, or a word of the organizer's own. */
export const UnitLevel = line(1, 60);
export type UnitLevel = z.infer<typeof UnitLevel>;

/** POST /api/demo/enter: a page of the demo contest without an account. */
export const demoEntries = ['contestant', 'mc', 'screen', 'unit-leader', 'organizer'] as const;
export const EnterDemo = z.object({ audience: z.enum(demoEntries) });
export type EnterDemo = z.infer<typeof EnterDemo>;
export type DemoEntered = { goTo: string }; // a path of the client
/** The show that drives itself: the code and key of the visitor's own player, and the path of the hall's screen. */
export const MinuteShowJoined = z.object({ code: z.string(), playerKey: z.string(), screenPath: z.string() });
export type MinuteShowJoined = z.infer<typeof MinuteShowJoined>;
