import type { Counts } from './participation.ts';
import type { LadderKey, PredictionKind, PrizeRank } from './rules.ts';
import type { LocalText } from './text.ts';

/** Quality bands as organizers publish them. Source: domain (j) 2. */
export const bandIds = ['all', 'from75', 'from25', 'under25', 'none'] as const;
export type BandId = (typeof bandIds)[number];

export type Winner = {
  prize: PrizeRank | null; // null: to decide
  amountVnd: number | null;
  rank: number;
  name: string; // masked unless the rules say full
  unitName: string | null;
  points: number;
  elapsedMs: number; // rounded down to the rules' resolution
  prediction: number | null;
  predictionError: number | null;
  submittedAtMs: number;
  decidedBy: LadderKey | 'tie' | null; // what put this place ahead of the next
  toDecide: boolean; // equal on all keys across a prize's edge: the committee decides
};

/** What is published of a round: static JSON, no database needed to read it. SPEC F*. */
export type PublicResults = {
  schema: 1;
  contest: { slug: string; name: LocalText; host: LocalText; demo: boolean };
  round: { ordinal: number; label: LocalText; opensAtMs: number; closesAtMs: number };
  rulesVersion: number;
  standingVersion: number;
  computedAtMs: number;
  publishedAtMs: number;
  /** The recognition decision and the two signatures; filled once finalizing by two people exists. */
  decision: { number: string; date: string } | null;
  counts: Counts & { allCorrectPersons: number };
  meanPoints: number | null;
  pointsMax: number;
  prediction: { kind: PredictionKind; target: number } | null;
  ladder: LadderKey[];
  bands: { id: BandId; persons: number; share: number }[]; // share of roundPersons, 0..1
  winners: Winner[];
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
  answers: { questionId: string; text: string; right: string[]; explanation: string; source: string }[] | null;
};
