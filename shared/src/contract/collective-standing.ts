import { z } from 'zod';
import type { CollectiveMetric } from './collective.ts';
import { UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import type { WonPrize } from './results.ts';
import { type LocalText, line } from './text.ts';

/** Places of units in one award, with the arithmetic of each as data. SPEC G6, G7. */

/** One metric of one unit, worked out step by step; every value is rounded to the award's decimals. */
export type CollectiveTerm = {
  metric: CollectiveMetric;
  numerator: number;
  denominator: number | null; // null: a count
  /** Over how many rounds a mean of rates runs; null: it is no such mean. */
  meanOfRounds: number | null;
  value: number; // percent where there is a denominator, else the count
  lowerBound: number | null; // percent; given: it takes the place of `value`
  best: number | null; // the group's best value; given: points are in proportion to it
  points: number;
  weight: number;
  product: number;
};

export type CollectivePlace = {
  code: string;
  name: string;
  level: string;
  headcount: number | null;
  headcountDate: string | null; // ISO date
  rank: number;
  /** null: the committee named the order, nothing was computed. */
  total: number | null;
  terms: CollectiveTerm[];
  prize: WonPrize | null;
  /** Equal to others across a prize's edge: no prize until the committee has decided. */
  toDecide: boolean;
  /** The order among equals is the committee's; left out where nobody had to decide. SPEC G13. */
  decided?: { reason: string; decidedAtMs: number };
  /** More people than the headcount: shown as it is, to be looked into. */
  overHeadcount: boolean;
};

/** POST …/collective/awards/:award/decide: equal units of one tie, or the whole order of the committee, the first first. SPEC G13. */
export const DecideTie = z.object({
  units: z.array(UnitCode).min(1).max(limits.tiedUnitsMax),
  reason: line(limits.reasonLengthMin, limits.reasonLengthMax),
});
export type DecideTie = z.infer<typeof DecideTie>;

/** Why a unit that competes has no place. */
export type LeftOutReason =
  | { why: 'no-headcount' }
  | { why: 'no-block' }
  | { why: 'too-few-persons'; persons: number; min: number }
  | { why: 'rate-too-low'; persons: number; headcount: number; rounds: number | null; minRate: number }
  | { why: 'group-unknown'; group: string }
  | { why: 'group-incomplete'; group: string; done: number; total: number; needed: number };
export type LeftOutUnit = { code: string; name: string; level: string; reason: LeftOutReason };

export type CollectiveGroup = {
  level: string | null; // null: levels stand together
  block: string | null;
  band: { from: number; under: number | null } | null; // by headcount
  places: CollectivePlace[];
};
export type JudgedAward = { groups: CollectiveGroup[]; leftOut: LeftOutUnit[] };

/** Which standing of each round the figures rest on; null: not settled yet, so what rests on it is provisional. */
export type CollectiveBasis = { ordinal: number; label: LocalText; standingVersion: number | null }[];

/** An award as pages need it. */
export type CollectiveAwardHead = {
  label: LocalText;
  /** null: the committee names the order. */
  decimals: number | null;
  /** Groups of people that a unit must have brought, by name. */
  groups: string[];
};

export type StoredStanding = {
  version: number;
  computedAtMs: number;
  toDecide: number;
  publishedAtMs: number | null;
};

/** GET /api/organizer/contests/:id/collective */
export type CollectiveDesk = {
  awards: {
    at: number; // its number among the awards of units, from 0
    award: CollectiveAwardHead;
    /** Who competes and how it is judged, as printed. */
    printed: LocalText[];
    basis: CollectiveBasis;
    /** As it would stand now. */
    now: JudgedAward;
    /** Who may be put in an order, where the committee names it. */
    candidates: { code: string; name: string }[];
    provisional: boolean;
    standings: StoredStanding[]; // newest first
  }[];
  /** What the organizer's table of groups holds. */
  groups: { name: string; units: number; newestDate: string }[];
  resultsPath: string | null;
};

export type PublishedAward = {
  label: LocalText;
  award: CollectiveAwardHead;
  printed: LocalText[];
  standingVersion: number;
  rulesVersion: number;
  basis: CollectiveBasis;
  computedAtMs: number;
  publishedAtMs: number;
  judged: JudgedAward;
};

/** The published document of a contest's collective prizes: static JSON. SPEC G10. */
export type PublicCollective = {
  schema: 2;
  contest: { slug: string; name: LocalText; host: LocalText; demo: boolean };
  awards: PublishedAward[];
};
