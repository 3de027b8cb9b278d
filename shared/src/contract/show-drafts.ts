import { z } from 'zod';
import { type Json, shallowObject } from './json.ts';
import type { ShowCard } from './show-mc.ts';
import type { LocalText } from './text.ts';

/**
 * Shows while they are written: each a show file that need not be whole yet, saved on the server as numbered versions. Seen by
 * the contest's staff alone. HTTP `/api/organizer/contests/:contestId/shows`, `/api/organizer/show-drafts…`. SPEC H45-H49.
 */

/** Levels of objects and lists that a show file has at most. */
const depthMax = 12;
export const showDraftLimits = {
  bytes: 6 * 1024 * 1024, // with its pictures
  demoBytes: 256 * 1024,
  drafts: 100,
  demoDrafts: 50,
  versions: 60,
} as const;

export const showTemplates = ['launch', 'elimination', 'award', 'blank'] as const;
export type ShowTemplate = (typeof showTemplates)[number];

/** `show`: a version of a show that was loaded. A file is sent by itself, as text. */
export const BeginShowDraft = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('template'), template: z.enum(showTemplates) }),
  z.strictObject({ from: z.literal('draft'), draftId: z.uuid() }),
  z.strictObject({ from: z.literal('show'), showId: z.uuid() }),
]);
export type BeginShowDraft = z.infer<typeof BeginShowDraft>;

/** As `ShowFile`, nothing in it certain. Each cue has an `id`, so that it is the same cue after it was moved. */
export const ShowDraftContent = shallowObject(depthMax);
export type ShowDraftContent = { readonly [key: string]: Json };

/** `restsOn`: the version that was changed. Where there is a newer one, nothing is saved. */
export const SaveShowDraft = z.strictObject({ restsOn: z.int().min(1), content: ShowDraftContent });
export type SaveShowDraft = z.infer<typeof SaveShowDraft>;

/** A question of a bank, as a show has it. */
export const TakeQuestion = z.strictObject({ bankId: z.uuid(), questionId: z.uuid() });
export type TakeQuestion = z.infer<typeof TakeQuestion>;

/** `version`: what was looked at. */
export const HandOverShow = z.strictObject({ version: z.int().min(1) });

/** What keeps a draft from being a show. `path`: as in the file. */
export type ShowDraftProblem = { path: (string | number)[]; words: LocalText };
export type ShowDraftSaved = { version: number; savedAtMs: number; problems: ShowDraftProblem[] };

export type ShowDraftCard = {
  draftId: string;
  title: string; // empty: it has no name yet
  cues: number;
  version: number;
  savedAtMs: number;
  savedBy: string | null; // the account's name
  /** The version that the MC has; null: none was handed over. */
  handedVersion: number | null;
};
/** `places`: what was changed, as places in the file, cues by their ids. */
export type ShowDraftVersion = { version: number; atMs: number; by: string | null; places: string[] };
export type ShowDraftView = ShowDraftCard & {
  contestId: string;
  content: ShowDraftContent;
  problems: ShowDraftProblem[];
  versions: ShowDraftVersion[]; // the newest first
  /** The contest has a second language, so that the screen shows both. */
  bilingual: boolean;
  /** The contest's own sounds, by name: music that a cue may have. */
  sounds: string[];
};
/** `loaded`: shows that the MC has and that no draft is of. */
export type ShowDraftList = { drafts: ShowDraftCard[]; loaded: ShowCard[] };
