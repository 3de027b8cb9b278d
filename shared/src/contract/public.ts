import type { EntryWay, WayCards } from './entry-ways.ts';
import type { ShownLook } from './look.ts';
import type { RoundPhase } from './refusal.ts';
import type { LocalText } from './text.ts';

/** What anybody may know of a round. Counters follow the rules' `liveCounters`: null when hidden. */
export type RoundCard = {
  roundId: string;
  ordinal: number;
  label: LocalText;
  phase: RoundPhase;
  opensAtMs: number;
  closesAtMs: number;
  publishAtMs: number | null;
  persons: PublicCount | null;
};

/** exact: the number. Otherwise a floor, printed "hơn 2.400". */
export type PublicCount = { atLeast: number; exact: boolean };

export type ContestCard = {
  contestId: string;
  slug: string;
  name: LocalText;
  host: LocalText;
  demo: boolean;
  questionCount: number;
  attemptSeconds: number | null;
  contact: string | null;
  /** Left out: the product's own. [X8] */
  look?: ShownLook;
  /** How an attempt runs, for the card before it starts; left out of views that do not show it. */
  pacing?: 'one-by-one' | 'paper';
  questionSeconds?: number | null;
};

/** GET /api/contests and /api/contests/:slug */
/** A field of the rulebook's own, with its words: a choice, a number or a text. */
export type OwnField = { id: string; label: LocalText; required: boolean } & (
  | { kind: 'choice'; choices: { id: string; label: LocalText }[] }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'text' }
);

export type PublicContest = {
  contest: ContestCard;
  rounds: RoundCard[];
  /** `own`: fields of the rulebook's own, with its words and choices. */
  profile: { fields: { key: string; required: boolean }[]; own: OwnField[] };
  audiences: string[];
  consents: { purpose: string; required: boolean; words: ConsentWords; textVersion: string }[];
  exclusions: string[];
  /** How contestants may come in. SPEC S20. */
  entryWays: EntryWay[];
  ways: WayCards;
  /** Where collective prizes are published; null: none are. SPEC G10. */
  collectivePath: string | null;
  /** The newest amendment of the rules; null: none was made. SPEC J12. */
  amended: { version: number; atMs: number; reason: string } | null;
  /** When everybody's personal data are erased, once that is announced; left out: not yet. SPEC S70. */
  dataEndsAtMs?: number;
  /** It is over and only read; left out: it is not. SPEC J13. */
  archived?: true;
};
/** A consent in three parts: what is agreed to; who answers for it and which rights there are; what a refusal means. */
export type ConsentWords = { agreed: LocalText; rights: LocalText; choice: LocalText };
/** GET /api/site */
export type SiteCard = {
  demoSlug: string | null;
  contests: { contestId: string; slug: string; name: LocalText; demo: boolean }[];
  /** Shows that are on now; rehearsals are left out, and so is the code, which stands in the hall alone. */
  shows: { slug: string; title: LocalText; contestName: LocalText }[];
  serverNowMs: number;
};

/** GET /api/contests/:slug/state.json: what those who only watch request again and again. SPEC W12. */
export type PublicState = { contest: ContestCard; rounds: RoundCard[] };
