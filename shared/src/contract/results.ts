import type { PublicDraw } from './draws.ts';
import type { Counts } from './participation.ts';
import type { LadderKey, PredictionKind } from './rules.ts';
import type { LocalText } from './text.ts';

/** Quality bands as organizers publish them. Source: domain (j) 2. */
export const bandIds = ['all', 'from75', 'from25', 'under25', 'none'] as const;
export type BandId = (typeof bandIds)[number];

/** What put one place ahead of another: a key of the ladder, a number of a rulebook, the committee's order, or nothing. */
export const decidersOfRulebooks = ['right', 'wrong', 'allRight', 'moreAttempts', 'place', 'column', 'order'] as const;
export type DecidedBy = LadderKey | (typeof decidersOfRulebooks)[number] | 'tie';

export type PrizeValue = { kind: 'money'; amount: number; currency: string } | { kind: 'goods'; label: LocalText };

/** A prize in the rules' own words. `place` is its number in the award, from 0. */
export type WonPrize = { place: number; label: LocalText; value: PrizeValue | null };

export type Winner = {
  /** Of what award: one person may win in several. */
  award: { id: string; label: LocalText };
  prize: WonPrize | null; // null: to decide
  rank: number;
  name: string; // masked unless the rules say full
  unitName: string | null;
  points: number;
  elapsedMs: number; // rounded down to the rules' resolution
  prediction: number | null;
  predictionError: number | null;
  submittedAtMs: number;
  decidedBy: DecidedBy | null; // what put this place ahead of the next
  toDecide: boolean; // equal on all keys across a prize's edge: the committee decides
};

/** Kinds of what a committee decides on a result. */
export const decisionKinds = ['void', 'restore', 'exclude', 'include', 'key', 'incident', 'order', 'lots'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** One published version of a round's result. */
export type PublishedVersion = { version: number; publishedAtMs: number; reason: string | null };

/** Who confirmed a result, and over what. */
export type Finalization = {
  /** Names of those who confirmed it. */
  by: string[];
  rule: 'two' | 'one';
  hash: string; // SHA-256 over the standing's lists, hexadecimal
  atMs: number;
  /** How many of them signed by a passkey. */
  passkeys: number;
  scorer: 'agreed' | 'none';
};

/** What is published of a round: static JSON, no database needed to read it. SPEC F*. */
export type PublicResults = {
  schema: 2;
  contest: { slug: string; name: LocalText; host: LocalText; demo: boolean };
  round: { ordinal: number; label: LocalText; opensAtMs: number; closesAtMs: number };
  rulesVersion: number;
  standingVersion: number;
  computedAtMs: number;
  publishedAtMs: number;
  /** The decision that recognizes the result, where it is known. */
  decision: { number: string; date: string } | null;
  /** Left out: from before people confirmed results. */
  finalization?: Finalization | null;
  /** How many decisions it rests on, and of what kind. */
  decisions?: { kind: DecisionKind; count: number }[];
  /** What was published until this one, itself last; left out: it is the first. `reason`: of a correction. */
  versions?: PublishedVersion[];
  /** It is shown while people verify it. */
  provisional?: boolean;
  counts: Counts & { allCorrectPersons: number };
  meanPoints: number | null;
  pointsMax: number;
  prediction: { kind: PredictionKind; target: number } | null;
  ladder: LadderKey[];
  bands: { id: BandId; persons: number; share: number }[]; // share of roundPersons, 0..1
  winners: Winner[];
  /** Awards that are to be drawn, with how many are in the drawing; left out: none. SPEC M27. */
  drawings?: { award: LocalText; people: number }[];
  /** Draws that were made or called off, as anybody can make them again; left out: none. SPEC F41. */
  draws?: PublicDraw[];
  units: {
    code: string;
    name: string;
    level: string;
    headcount: number | null;
    headcountDate: string | null;
    block: string | null;
    persons: number; // whom the headcount covers
    citizens: number; // beside them
    attempts: number;
    rate: number | null;
    rank: number | null; // among rated units of the same level
  }[];
  /** Questions of the round with key and explanation, when the rules publish them. */
  answers:
    | {
        questionId: string;
        text: string;
        right: string[];
        explanation: string;
        source: string;
        /** In the question's other languages; left out: Vietnamese alone. `explanation` null: it has none there. */
        said?: Record<string, { text: string; right: string[]; explanation: string | null }>;
      }[]
    | null;
};
