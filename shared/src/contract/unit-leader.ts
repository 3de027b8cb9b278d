import { z } from 'zod';
import { ContestId } from './ids.ts';
import { unitCodePattern } from './limits.ts';
import type { PeerPlace, UnitParticipation } from './participation.ts';
import type { ContestCard, RoundCard } from './public.ts';
import type { Result } from './result.ts';
import type { LocalText } from './text.ts';

/** `/unit-leader`: the own unit against its target, what is below it, and nothing of anybody else's. SPEC U4, U10-U17. */

/** A unit against the target of its own group. */
export type LeaderUnit = UnitParticipation & {
  missing: number | null; // people still missing to the target, 0 when reached; null: no target or no headcount
};

/** People counted up to the end of an hour or a day. `before` is the previous round at the same hour and day of its own. */
export type TrendPoint = { atMs: number; persons: number | null; before: number | null }; // persons null: still to come
export type LeaderTrend = {
  previous: LocalText | null; // the previous round's name; null: this is the first
  days: TrendPoint[]; // atMs: midnight at which the day begins
  hours: TrendPoint[] | null; // of today, atMs: the hour's beginning; null: the round is not open
  citizens: boolean; // whether people whom no headcount covers are among them
};

/** How well the own unit answered, shown only where the rules allow it by then. SPEC U13. */
export type LeaderQuality =
  | { kind: 'shown'; persons: number; meanPoints: number; pointsMax: number; allCorrectPersons: number }
  | { kind: 'few'; personsMin: number } // so few people that a mean would reveal a single score
  | { kind: 'later'; until: 'close' | 'publication' };

export type LeaderView = {
  version: number;
  serverNowMs: number;
  contest: ContestCard;
  round: RoundCard | null; // the open one, else the latest
  /** The figures are the unit's own and not yet for publishing: people still predict a number, or the rules hide it. */
  coarse: boolean;
  own: LeaderUnit;
  children: LeaderUnit[]; // those most in need of a reminder first
  /** Among units of the same level and block, by rate; null: not rated, or not shown. */
  place: (PeerPlace & { block: string | null }) | null;
  trend: LeaderTrend | null;
  quality: LeaderQuality | null; // null: no round has begun
  roster: { people: number; loadedAtMs: number } | null; // of the own unit alone
};

/** Who of the own unit's list has no entry yet. Names alone: no number, no score. SPEC U16. */
export type RosterReading = { readAtMs: number; people: number; missing: string[] };

const ownUnit = z.object({ unitCode: z.string().max(40).regex(unitCodePattern).optional() });
/** A unit may be named; any other than the own one is refused, and the refusal is in the trail. SPEC U4. */
export const EnterLeader = ownUnit.extend({ contestId: ContestId.optional() });
export const ReadRoster = ownUnit;

type Ack<T> = (answer: Result<T>) => void;
export type UnitLeaderToServer = {
  'view:enter': (m: z.infer<typeof EnterLeader>, ack: Ack<LeaderView>) => void;
  'roster:read': (m: z.infer<typeof ReadRoster>, ack: Ack<RosterReading>) => void;
};
export type ServerToUnitLeader = { view: (view: LeaderView) => void };

/** A table of people by unit (XLSX, CSV), read, shown and only then written. SPEC U15. */
export const rosterColumns = ['unit', 'name', 'phone'] as const;
export type RosterColumn = (typeof rosterColumns)[number];
export const rosterProblems = [
  'spreadsheet_unread',
  'encoding_unread',
  'table_too_large', // value: its farthest cell
  'old_font', // typed for TCVN3 or VNI
  'quotes_unread',
  'header_missing',
  'too_many_lines',
  'unit_missing',
  'unit_unknown',
  'name_missing',
  'phone_unreadable',
  'phone_twice',
] as const;
export type RosterProblem = {
  line: number; // from 1; 0 and no column: the file as a whole
  column: RosterColumn | null;
  problem: (typeof rosterProblems)[number];
  value: string;
};
export type RosterUnit = { code: string; name: string; people: number; before: number | null }; // before: people of the list it replaces
/** A row as it will be stored; of the number, what may be shown: it is stored as a hash. */
export type RosterSample = { line: number; unit: string; name: string; phone: string };
/** POST /api/organizer/contests/:contestId/rosters. Of what was written no names and no numbers come back. */
export type RosterPreview = {
  units: RosterUnit[];
  people: number;
  /** Before writing: the first rows of the sender's own file. */
  first: RosterSample[];
  /** Headers of the file that mean no column. */
  unknownColumns: string[];
  problems: RosterProblem[];
  problemCount: number;
  written: boolean;
};
/** GET the same address. */
export type RosterList = { rosters: { code: string; name: string; people: number; loadedAtMs: number }[] };
export const RosterQuery = z.object({
  write: z.enum(['true', 'false']).default('false'),
  /** For rows without a unit's code of their own. */
  unit: z.string().max(40).regex(unitCodePattern).optional(),
});
