import { z } from 'zod';
import type { AttendDraft, Present } from './drafts.ts';
import type { AddExclusions, ListExclusions, ListedExclusion, RemoveExclusions } from './exclusions.ts';
import { AttemptId, ContestId, RoundId, UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import type { NightView } from './night.ts';
import type { Counts } from './participation.ts';
import type { ContestCard, RoundCard } from './public.ts';

import type { ExcludedRole } from './refusal.ts';
import type { Result } from './result.ts';
import { type LocalText, line } from './text.ts';
import type { UnitDraft } from './unit-table.ts';

/** The organizer's pages: namespace `/organizer`, staff session cookie at the handshake. Every act is in the audit trail. SPEC O*. */

const Reason = line(limits.reasonLengthMin, limits.reasonLengthMax);
/** round:close. Early, with a reason. */
export const CloseRound = z.object({ roundId: RoundId, reason: Reason });
/** round:extend. To a later instant, with a reason. */
export const ExtendRound = z.object({ roundId: RoundId, closesAt: z.iso.datetime({ offset: true }), reason: Reason });
/** round:publish. By hand; the timetable does it on its own at `publishAt`. */
export const PublishRound = z.object({ roundId: RoundId });
/** POST /api/organizer/contests/:contestId/leader-links. A link for each unit of a level in force, as a workbook. SPEC U4a. */
export const MakeLeaderLinks = z.object({
  level: z.string().min(1).max(limits.levelLengthMax),
  revokeOthers: z.boolean(),
  lang: z.enum(['vi', 'en']),
  /** A workbook to send from, or slips to cut and hand out. */
  format: z.enum(['sheet', 'slips']).default('sheet'),
});
export type MakeLeaderLinks = z.infer<typeof MakeLeaderLinks>;
/** attempts:find. What a person did in a contest, by phone number; each search is in the audit trail. SPEC O5. */
export const FindAttempts = z.object({ contestId: ContestId, phone: z.string().min(1).max(40) });
/** attempt:void. Takes a submitted attempt out of every count, or puts it back. SPEC A13. */
export const VoidAttempt = z.object({ attemptId: AttemptId, voided: z.boolean(), reason: Reason });
/** units:list */
export const ListUnits = z.object({ contestId: ContestId });
/** units:merge. Two entries that mean one; `into` null takes a merge back. SPEC U8. */
export const MergeUnits = z.object({
  contestId: ContestId,
  code: UnitCode,
  into: UnitCode.nullable(),
  reason: Reason,
});

export type FoundPerson = {
  name: string;
  phoneMasked: string;
  unitName: string | null;
  attempts: {
    attemptId: string;
    roundId: string;
    round: LocalText;
    settled: boolean; // the round's standing is computed: nothing can be changed
    ordinal: number;
    practice: boolean;
    startedAtMs: number;
    submittedAtMs: number | null;
    points: number | null;
    elapsedMs: number | null;
    voided: boolean;
    voidReason: string | null;
    latePongs: number; // answers that came sooner than their own round trip allows [T4b]
  }[];
};
/** A unit as the organizer sees it. `mergedInto`: it stands for another one. `people`: enrolled under its very code. */
export type ListedUnit = UnitDraft & { path: string[]; mergedInto: string | null; people: number };

/** contest:watch */
export const WatchContest = z.object({ contestId: ContestId });

/** error: cannot be executed as it stands. warning: will surprise somebody. */
export type RulesNotice = { id: string; severity: 'error' | 'warning'; text: LocalText };

/** The printed rules (thể lệ): sections of numbered sentences, the same in both languages. */
export type PrintedRules = { title: LocalText; sections: { id: string; heading: LocalText; sentences: LocalText[] }[] };

/** staff:invite. A link for the MC, or for the leader of one unit, good for any number of devices. SPEC O4, U4. */
export const InviteStaff = z
  .object({
    contestId: ContestId,
    role: z.enum(['mc', 'unit-leader']),
    unitCode: UnitCode.nullable().default(null),
    revokeOthers: z.boolean().default(false),
  })
  .refine((invited) => (invited.role === 'unit-leader') === (invited.unitCode !== null), {
    path: ['unitCode'],
    message: 'a unit leader has a unit, an MC has none',
  });
export type InviteStaff = z.infer<typeof InviteStaff>;

export type DeskRound = RoundCard & {
  counts: Counts;
  openAttempts: number;
  startsPerMinute: number;
  /** Provisional order of an open round, at most ten; the organizer's eyes only. */
  leaders: { rank: number; name: string; unitName: string | null; points: number; elapsedMs: number }[];
  standing: { version: number; computedAtMs: number; toDecide: number } | null;
  /** The commitment to what it may draw; null: it is not sealed yet. `sealsAtMs`: when it is sealed by itself; null: it asks no questions. */
  seal: { root: string; count: number; sealedAtMs: number } | null;
  sealsAtMs: number | null;
  resultsPath: string | null;
};
export type AuditRow = {
  id: number;
  atMs: number;
  actor: string;
  /** Of an account; null: whoever came by a link, or the server itself. */
  actorName: string | null;
  act: string;
  object: string;
  detail: Record<string, unknown>;
};
export type OrganizerView = {
  version: number;
  serverNowMs: number;
  /** Whose account the session is of; null: of whoever came by a link or entered the demo. */
  account: { name: string } | null;
  /** What the session may do, by the names in `rules/permissions.ts`: in any contest at all, and in every one. */
  may: string[];
  mayEverywhere: string[];
  contests: {
    contest: ContestCard;
    phase: 'before' | 'running' | 'after';
    archived: boolean;
    /** What the session may do in this one. */
    may: string[];
  }[];
  desk: {
    contest: ContestCard;
    rules: {
      names: 'masked' | 'full';
      /** What decides between equals. */
      ties: 'shared' | 'committee' | 'draw' | 'sudden-death';
      excluded: ExcludedRole[];
      graceMs: number;
    };
    rulesVersion: number;
    notices: RulesNotice[];
    rounds: DeskRound[];
    people: number; // enrolled
    connected: number; // contestants' sockets now, this contest
    exclusions: number;
    audit: AuditRow[]; // newest first, at most 50
  } | null;
};

type Ack<T> = (answer: Result<T>) => void;
export type OrganizerToServer = {
  'view:enter': (m: Record<string, never>, ack: Ack<OrganizerView>) => void;
  'contest:watch': (m: z.infer<typeof WatchContest>, ack: Ack<OrganizerView>) => void;
  'round:close': (m: z.infer<typeof CloseRound>, ack: Ack<{ closesAtMs: number }>) => void;
  'round:extend': (m: z.infer<typeof ExtendRound>, ack: Ack<{ closesAtMs: number }>) => void;
  'round:publish': (m: z.infer<typeof PublishRound>, ack: Ack<{ resultsPath: string }>) => void;
  'staff:invite': (m: z.input<typeof InviteStaff>, ack: Ack<{ path: string }>) => void;
  'attempts:find': (m: z.infer<typeof FindAttempts>, ack: Ack<FoundPerson>) => void;
  'attempt:void': (m: z.infer<typeof VoidAttempt>, ack: Ack<{ voided: boolean }>) => void;
  'units:list': (m: z.infer<typeof ListUnits>, ack: Ack<{ units: ListedUnit[]; mayChange: boolean }>) => void;
  'units:merge': (m: z.infer<typeof MergeUnits>, ack: Ack<Record<string, never>>) => void;
  'exclusions:add': (m: z.infer<typeof AddExclusions>, ack: Ack<{ added: number }>) => void;
  'exclusions:list': (m: z.infer<typeof ListExclusions>, ack: Ack<{ exclusions: ListedExclusion[] }>) => void;
  'exclusions:remove': (m: z.infer<typeof RemoveExclusions>, ack: Ack<{ removed: number }>) => void;
  /** From now on `night` comes every two seconds, until the connection ends. */
  'night:watch': (m: Record<string, never>, ack: Ack<NightView>) => void;
  'night:leave': (m: Record<string, never>, ack: Ack<null>) => void;
  /** From now on `draft:present` and `draft:saved` come for this draft alone. */
  'draft:attend': (m: z.infer<typeof AttendDraft>, ack: Ack<{ present: Present[] }>) => void;
};
export type ServerToOrganizer = {
  view: (view: OrganizerView) => void;
  night: (view: NightView) => void;
  'draft:present': (view: { draftId: string; present: Present[] }) => void;
  /** version null: it was deleted. */
  'draft:saved': (view: { draftId: string; version: number | null }) => void;
};
