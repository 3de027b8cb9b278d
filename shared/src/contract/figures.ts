import { z } from 'zod';
import { limits } from './limits.ts';
import type { Counts } from './participation.ts';
import type { RoundPhase } from './refusal.ts';
import type { BandId, Winner } from './results.ts';
import type { Audience } from './rules.ts';
import { type LocalText, line } from './text.ts';

/** GET /api/organizer/rounds/:roundId/figures.xlsx, .pdf, .json. The figures of a round as organizers publish them. SPEC C10-C19. */
export const FiguresQuery = z.object({
  lang: z.enum(['vi', 'en']).default('vi'),
  /** How many of the lowest units are named; 0 leaves the list out. */
  lowest: z.coerce.number().int().min(0).max(limits.lowestUnitsMax).default(10),
  reason: line(limits.reasonLengthMin, limits.reasonLengthMax).nullable().default(null),
});
export type FiguresQuery = z.infer<typeof FiguresQuery>;

/** A part of a whole. The percentage is never shown without its two counts. */
export type Percent = {
  numerator: number;
  denominator: number;
  hundredths: number | null; // of a percent; null: there is no whole
};

/** A figure beside that of the round before. */
export type Change = { now: number; before: number; percent: Percent }; // percent: the difference, of `before`

/** One part of the round's persons. Parts of one table never overlap and contain everybody. */
export type Part<Name> = { name: Name; persons: number; attempts: number; share: Percent };
/** A block by its name; people of units that have no block; people who have no unit. */
export type BlockName = { block: string } | 'no-block' | 'no-unit';

export type FiguresUnit = {
  code: string;
  name: string;
  level: string;
  block: string | null;
  headcount: number | null;
  headcountDate: string | null; // ISO date
  headcountSource: string | null;
  persons: number; // whom the headcount covers, of the unit and those below it
  citizens: number; // beside them
  attempts: number;
  rate: Percent | null; // null: no headcount
  rank: number | null; // among rated units of its level
  over: boolean; // more persons than the headcount
};

export type FiguresReport = {
  contest: { slug: string; name: LocalText; host: LocalText; demo: boolean };
  round: { ordinal: number; label: LocalText; phase: RoundPhase; opensAtMs: number; closesAtMs: number };
  /** provisional: not settled yet, every figure may still change. */
  status: 'provisional' | 'settled' | 'published';
  computedAtMs: number;
  rulesVersion: number;
  /** outdated: attempts were voided, or counted again, after it was computed. */
  standing: { version: number; computedAtMs: number; rulesVersion: number; outdated: boolean } | null;
  counts: Counts & { allCorrectPersons: number };
  allCorrect: Percent; // of roundPersons
  change: {
    label: LocalText;
    attempts: Change;
    roundPersons: Change;
    allCorrectPersons: Change;
  } | null; // null: there is no round before
  /** n of N units in force during the round, by level; `all` is their sum. Headings are no units. */
  takingPart: { all: Percent; byLevel: { level: string; part: Percent }[] };
  blocks: Part<BlockName>[];
  audiences: Part<Audience | 'unstated'>[];
  quality: {
    persons: number; // who have a counted attempt: the whole of the bands
    withoutCounted: number; // took part, and none of their attempts counts by the rules
    bands: { id: BandId; part: Percent }[];
    mean: { points: number; persons: number; hundredths: number | null };
    pointsMax: number;
  };
  units: FiguresUnit[]; // with a headcount, by level and rank
  unratedUnits: FiguresUnit[]; // without
  full: FiguresUnit[]; // rate at 100 % or above
  /** null: left out. `tied`: how many more have the rate of the last one named. */
  lowest: { units: FiguresUnit[]; tied: number } | null;
  winners: Winner[] | null; // null: no standing yet
  namesMasked: boolean;
  /** The recognition decision; null: a line to fill in by hand. */
  decision: { number: string; date: string } | null;
  /** Every submitted attempt of the round is in exactly one of the first four. */
  submitted: { counted: number; practice: number; simulated: number; voided: number };
  openAttempts: number; // begun and not submitted, practice included
  excludedPhones: number; // the contest's list of people whom the rules exclude
};
