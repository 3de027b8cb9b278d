import { z } from 'zod';
import { ContestId } from './ids.ts';
import { type Json, shallowObject } from './json.ts';
import { limits } from './limits.ts';
import { emptyLook, Look } from './look.ts';
import type { LocalText } from './text.ts';
import { line } from './text.ts';

/**
 * Drafts of contests: a rulebook that may still be incomplete, with the address and the units that the contest will have.
 * Seen by the organization's staff alone. HTTP `/api/organizer/drafts…`; presence over namespace `/organizer`. SPEC J*.
 */

/** Levels of objects and lists that a rulebook has at most. */
export const draftDepthMax = 24;
export const draftBytesMax = 1_048_576;

/** Where the units of a contest come from. */
export const UnitsSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The draft's own list. [J20] */
  z.strictObject({ kind: z.literal('own') }),
  /** A set that comes with the program, by its name. */
  z.strictObject({ kind: z.literal('set'), set: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  z.strictObject({ kind: z.literal('contest'), contestId: ContestId }),
]);
export type UnitsSource = z.infer<typeof UnitsSource>;

export const DraftContent = z.strictObject({
  /** Proposed; checked when the contest is announced. */
  slug: z
    .string()
    .max(limits.slugLengthMax)
    .regex(/^[a-z0-9-]*$/),
  units: UnitsSource,
  /** What it began from: its notices stay beside the draft. */
  template: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  look: Look.default(emptyLook),
  rulebook: shallowObject(draftDepthMax),
});
export type DraftContent = z.infer<typeof DraftContent>;

/** How a draft begins. */
export const BeginDraft = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('blank') }),
  z.strictObject({ from: z.literal('template'), template: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  z.strictObject({ from: z.literal('draft'), draftId: z.uuid() }),
  /** The rules, the units and the look of a contest, for another one. */
  z.strictObject({ from: z.literal('contest'), contestId: ContestId }),
  z.strictObject({ from: z.literal('file'), rulebook: shallowObject(draftDepthMax) }),
]);
export type BeginDraft = z.infer<typeof BeginDraft>;

/** `restsOn`: the version that was changed. Where there is a newer one, nothing is saved. */
export const SaveDraft = z.strictObject({ restsOn: z.number().int().min(1), content: DraftContent });
export type SaveDraft = z.infer<typeof SaveDraft>;

/**
 * `version`: what was looked at; `pastOpenings`: that a round opens in the past, and so at once, was seen and is meant.
 */
export const AnnounceDraft = z.strictObject({
  version: z.number().int().min(1),
  pastOpenings: z.boolean().default(false),
  /** Why questions are taken that nobody approved; null: none are. */
  unapprovedReason: line(5, 500).nullable().default(null),
});
export type AnnounceDraft = z.infer<typeof AnnounceDraft>;

/** `rulesVersion`: the version of the contest's rules that was looked at. */
export const AmendContest = z.strictObject({
  version: z.number().int().min(1),
  rulesVersion: z.number().int().min(1),
  reason: line(limits.reasonLengthMin, limits.reasonLengthMax),
});
export type AmendContest = z.infer<typeof AmendContest>;

const Reason = line(limits.reasonLengthMin, limits.reasonLengthMax);
/** archived false: brings it back. */
export const ArchiveContest = z.strictObject({ archived: z.boolean(), reason: Reason });
export const RemoveContest = z.strictObject({ reason: Reason });

/** What an amendment is judged by: the rules in force, and the close of rounds that were closed early or extended. */
export type InForce = {
  rulebook: Json;
  version: number;
  moved: Record<string, number>;
  /** A round counts as opened from here on: now, or the opening of a round that is sealed. */
  judgedAtMs: number;
};

/** draft:attend. Which part of a draft somebody has open; null: none any more. */
export const AttendDraft = z.strictObject({ draftId: z.uuid(), part: line(1, 40).nullable() });

export type DraftCard = {
  draftId: string;
  title: string; // empty: it has no name yet
  version: number;
  savedAtMs: number;
  savedBy: string | null; // the account's name
  contest: { contestId: string; slug: string } | null; // that was announced from it
};
export type DraftVersion = { version: number; atMs: number; by: string | null; places: string[] };
export type DraftView = DraftCard & {
  content: DraftContent;
  mayChange: boolean;
  mayAnnounce: boolean;
  /** Of an announced contest whose rules the sender may amend; null: it is no contest yet, or not theirs to amend. */
  inForce: InForce | null;
  versions: DraftVersion[];
};

/** Something to begin from: complete but for what only the committee knows. */
export type DraftTemplate = {
  id: string;
  title: LocalText;
  lead: LocalText;
  kind: 'general' | 'real';
  /** Where the document of a real one contradicts itself or leaves a choice. */
  notices: LocalText[];
};
/** A set of units that comes with the program. */
export type UnitSetCard = {
  set: string;
  name: string;
  units: number;
  validFrom: string | null; // ISO date
  validTo: string | null; // ISO date, the last day
  levels: { id: string; count: number }[];
};
/** How many questions of one kind, difficulty and audience a topic has. Without audiences: for everybody. */
export type BankPoolCount = {
  topic: string;
  kind: string;
  level: string | null;
  audiences: readonly string[];
  practiceOnly: boolean;
  approved: number;
  others: number;
};
/** What a draft can be made of here. */
export type DraftChoices = {
  templates: DraftTemplate[];
  /** Topics of the organization's banks, by name. */
  topics: { topic: string; approved: number; others: number }[];
  /** What they hold, by kind, difficulty and audience. SPEC Q24. */
  pool: BankPoolCount[];
  unitSets: UnitSetCard[];
};
export type Present = { name: string; part: string };

export type { Json };
