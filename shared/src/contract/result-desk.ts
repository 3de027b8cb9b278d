import { z } from 'zod';
import type { DeskDrawn } from './draws.ts';
import { AttemptId, QuestionId } from './ids.ts';
import { limits } from './limits.ts';
import type { ExcludedRole, RoundPhase } from './refusal.ts';
import type { DecidedBy, DecisionKind, PublishedVersion, WonPrize } from './results.ts';
import { type LocalText, line } from './text.ts';
import type { PendingAct } from './two-people.ts';

/** The committee's page of a round's result: what stands, what is decided, who confirms it. SPEC F10-F19. */

const Reason = line(limits.reasonLengthMin, limits.reasonLengthMax);
const ms = z.int().min(0);
const PersonId = z.uuid();
const Ids = z.array(PersonId).min(2).max(2_000);

/** What may be decided. Times of an incident are instants of the server's clock. */
export const DecisionWanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('void'), attemptId: AttemptId }),
  z.strictObject({ kind: z.literal('restore'), attemptId: AttemptId }),
  z.strictObject({ kind: z.literal('exclude'), personId: PersonId }),
  z.strictObject({ kind: z.literal('include'), personId: PersonId }),
  z.strictObject({
    kind: z.literal('key'),
    questionId: QuestionId,
    right: z.union([z.literal('drop'), z.literal('everybody'), z.array(line(1, 40)).min(1).max(10)]),
  }),
  z.strictObject({ kind: z.literal('incident'), fromMs: ms, toMs: ms }),
  z.strictObject({ kind: z.literal('order'), list: line(1, 200), ids: Ids }),
  /** What a draw has put in order: the winners of an award, or equals. */
  z.strictObject({ kind: z.literal('drawn'), drawId: z.uuid() }),
  /** The order that a run of the equals came to. */
  z.strictObject({ kind: z.literal('played'), runId: z.uuid() }),
]);
export type DecisionWanted = z.infer<typeof DecisionWanted>;

/** `base`: the standing that is shown. `decision` null: only what other rounds' decisions change here. */
export const PreviewDecision = z.strictObject({ base: z.int().min(1), decision: DecisionWanted.nullable() });
export const MakeDecision = PreviewDecision.extend({ reason: Reason });
/** `pendingId`: of the first person's confirmation. `credential`: a passkey's answer over `hash`. */
export const FinalizeResult = z.strictObject({
  hash: z.string().min(1).max(64),
  pendingId: z.uuid().nullable(),
  credential: z.looseObject({ id: z.string().max(2_000) }).nullable(),
});
export const CorrectResult = z.strictObject({ reason: Reason });

/** One place as the committee sees it. */
export type DeskPlace = {
  personId: string;
  attemptId: string | null;
  rank: number;
  name: string; // masked, unless names were asked for
  phone: string | null; // only where names were asked for
  unitName: string | null;
  points: number;
  right: number;
  elapsedMs: number;
  submittedAtMs: number;
  prediction: number | null;
  predictionError: number | null;
  aheadDecidedBy: DecidedBy | null;
  decidedBy: DecidedBy | null;
  prize: WonPrize | null;
  toDecide: boolean;
};
export const placeOrders = ['rank', 'points', 'elapsed', 'submitted', 'prediction'] as const;
export const PlacesQuery = z.object({
  /** Left out: the newest. */
  version: z.coerce.number().int().min(1).optional(),
  list: z.coerce.number().int().min(1).default(1),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
  order: z.enum(placeOrders).default('rank'),
  unit: z.string().max(60).default(''),
  only: z.enum(['all', 'prize', 'toDecide']).default('all'),
  /** Which of the award's prizes, from 0; '' or left out: any. */
  prize: z.union([z.literal(''), z.coerce.number().int().min(0).max(99)]).default(''),
  /** The order the other way round. */
  reversed: z.union([z.boolean(), z.enum(['true', 'false']).transform((typed) => typed === 'true')]).default(false),
});
/** The same with full names and phones. */
export const LookAtNames = PlacesQuery.extend({ reason: Reason });
/** POST …/contacts: winners with names and phones as a workbook. */
export const WinnersWanted = z.strictObject({ reason: Reason, lang: z.enum(['vi', 'en']) });
export type PlacesPage = { total: number; pageSize: number; places: DeskPlace[]; fullNames: boolean };

/** A place with its prize; `prizeNo`: which of the award's, 0 is the highest. */
export type MoveSide = { rank: number; points: number; prize: LocalText | null; prizeNo: number | null };
/** How a place changes by a decision. null: not in the standing. */
export type Move = {
  personId: string;
  name: string;
  unitName: string | null;
  before: MoveSide | null;
  after: MoveSide | null;
};
export type DecisionPreview = {
  base: number;
  lists: {
    list: number;
    label: LocalText;
    moved: number; // places whose rank, points or prize change
    prizes: Move[]; // whose prize changes, all
    moves: Move[]; // others, at most `movesShown`
    undecided: { before: number; after: number };
  }[];
  target: { before: number | null; after: number | null };
  /** Published prizes of later rounds of people who win one here now: nothing takes them away, the committee decides. */
  laterPrizes: { personId: string; name: string; round: LocalText }[];
};
export const movesShown = 50;

export type DeskDecision = {
  no: number;
  kind: DecisionKind;
  round: LocalText;
  own: boolean; // made on this round's result
  detail: Record<string, unknown>;
  about: string; // the person's masked name, the question's text, a list's label
  reason: string;
  by: string;
  atMs: number;
  base: number | null;
};

/** People who are equal where it matters; `by`: how the rules say they are put in order. */
export type DeskTie = {
  list: number;
  listId: string;
  label: LocalText;
  rank: number;
  by: 'committee' | 'draw' | 'sudden-death';
  people: { personId: string; name: string; unitName: string | null }[];
  /** Runs of exactly these people that have ended, the newest first. */
  played: { runId: string; code: string; endedAtMs: number }[];
};
/** A list of which lots choose the winners, not drawn yet. */
export type DeskDraw = { list: number; award: string; label: LocalText; people: number };

/** Somebody who was excluded after entries of theirs, about whom nothing is decided yet. */
export type ExcludedLater = {
  personId: string;
  name: string; // masked
  unitName: string | null;
  role: ExcludedRole;
  reason: string;
  excludedAtMs: number;
  attempts: number; // submitted before, and counting
};

export type ResultDesk = {
  round: {
    roundId: string;
    ordinal: number;
    label: LocalText;
    phase: RoundPhase;
    opensAtMs: number;
    closesAtMs: number;
    publishAtMs: number | null;
  };
  /** The newest standing; null: the round has none yet. */
  standing: {
    version: number;
    computedAtMs: number;
    decidedNo: number;
    attempts: number;
    persons: number;
    target: number | null;
    lists: {
      list: number;
      id: string;
      label: LocalText;
      award: LocalText | null;
      awardPrizes: LocalText[]; // the names of its prizes, the highest first
      places: number;
      prizes: number;
      toDecide: number;
    }[];
  } | null;
  /** Decisions of the contest that this standing does not know yet. */
  newDecisions: number;
  ties: DeskTie[];
  draws: DeskDraw[];
  excludedLater: ExcludedLater[];
  /** Draws that were named on this round, the newest first. */
  drawn: DeskDrawn[];
  decisions: DeskDecision[];
  finalize: {
    rule: 'two' | 'one';
    /** What is confirmed; null: nothing can be now. */
    hash: string | null;
    standingHash: string | null;
    pending: PendingAct | null;
    /** The reader's account signs by a passkey, at this address. */
    passkey: { rpId: string; ids: string[] } | null;
    scorer: 'agreed' | 'none' | null;
    by: string[]; // of a finalized standing
    /** A round whose prizes decide who may win here, and which is not finalized. */
    after: LocalText | null;
  };
  published: (PublishedVersion & { path: string })[];
  publishedVersion: number | null;
  complaintsOpen: number;
  units: { code: string; name: string }[];
};

/** Questions that the round could draw, for correcting a key. */
export type KeyQuestion = {
  questionId: string;
  text: string;
  kind: string;
  options: { id: string; text: string }[];
  right: string[];
};
